package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.Webhook;

/** A channel, thread or direct-message channel; guarded by the world's lock. */
final class SimChannel implements Channel {
    static final int DM = 1;
    static final int CATEGORY = 4;
    static final int THREAD = 11;
    static final int FORUM = 15;

    final World world;
    final SimGuild guild;
    final SimChannel parent;
    /** The person at the other end of a direct-message channel. */
    final User recipient;

    final TreeMap<Long, SimMessage> history = new TreeMap<>();
    /** Of a forum: its tags by id. */
    final Map<Long, String> tags = new LinkedHashMap<>();
    /** Of a thread: its state; null for other channels. */
    final ThreadState thread;

    final Overwrites overwrites = new Overwrites();
    boolean requiresTag;
    String topic;
    boolean nsfw;
    int slowmode;
    /** The category it is in, 0 for none. */
    long categoryId;

    private final long id;
    private final int type;
    private String name;
    private long lastMessageId;

    SimChannel(World world, SimGuild guild, SimChannel parent, User recipient, String name, int type, long id) {
        this.world = world;
        this.guild = guild;
        this.parent = parent;
        this.recipient = recipient;
        this.name = name;
        this.type = type;
        this.id = id;
        this.thread = parent == null ? null : new ThreadState();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        synchronized (world) {
            return name;
        }
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public Optional<Guild> guild() {
        return Optional.ofNullable(guild);
    }

    @Override
    public Message post(User author, String text) {
        return post(author, MessageDraft.text(text));
    }

    @Override
    public Message post(User author, MessageDraft draft) {
        world.awaitRoom();
        synchronized (world) {
            SimMessage message = new SimMessage(this, author);
            Drafts.fill(message, draft);
            if (guild != null) {
                guild.people.join(author);
            }
            return world.publish(message);
        }
    }

    @Override
    public Message system(int systemType, User about) {
        synchronized (world) {
            SimMessage message = new SimMessage(this, about);
            message.type = systemType;
            if (guild != null) {
                guild.people.join(about);
            }
            return world.publish(message);
        }
    }

    @Override
    public Channel addThread(String threadName) {
        synchronized (world) {
            SimChannel started = world.addChannel(guild, this, threadName, THREAD);
            started.created();
            return started;
        }
    }

    /** Tells everybody that this thread is new. */
    void created() {
        ObjectNode data = json().put("newly_created", true);
        world.publish(new Event("THREAD_CREATE", guild.id(), Intent.GUILDS.mask(), data));
    }

    @Override
    public Webhook addWebhook(String webhookName) {
        return world.addWebhook(this, webhookName, 0);
    }

    @Override
    public void typing(User user) {
        synchronized (world) {
            ObjectNode data = Json.object()
                    .put("channel_id", Json.id(id))
                    .put("user_id", Json.id(user.id()))
                    .put("timestamp", world.clock.instant().getEpochSecond());
            if (guild != null) {
                data.put("guild_id", Json.id(guild.id()));
                data.set("member", guild.people.json(user, true));
            }
            Intent intent = guild == null ? Intent.DIRECT_MESSAGE_TYPING : Intent.GUILD_MESSAGE_TYPING;
            world.publish(new Event("TYPING_START", guildId(), intent.mask(), data));
        }
    }

    @Override
    public void deleteAll(List<Message> messages) {
        synchronized (world) {
            ObjectNode data = Json.object().put("channel_id", Json.id(id));
            ArrayNode ids = data.putArray("ids");
            for (Message message : messages) {
                remove((SimMessage) message);
                ids.add(Json.id(message.id()));
            }
            if (guild != null) {
                data.put("guild_id", Json.id(guild.id()));
            }
            world.publish(new Event("MESSAGE_DELETE_BULK", guildId(), Intent.GUILD_MESSAGES.mask(), data));
        }
    }

    @Override
    public void deny(Permission... permissions) {
        overwrite(true, permissions);
    }

    @Override
    public void allow(Permission... permissions) {
        overwrite(false, permissions);
    }

    @Override
    public void rename(String newName) {
        synchronized (world) {
            name = newName;
            publish("UPDATE", json());
        }
    }

    @Override
    public void archive(boolean locked) {
        synchronized (world) {
            thread.archived = true;
            thread.locked = locked;
            changed();
        }
    }

    @Override
    public void requireTag() {
        synchronized (world) {
            requiresTag = true;
            changed();
        }
    }

    /** Tells everybody that it is new. */
    void announce() {
        publish("CREATE", json());
    }

    /** Tells everybody that it is another now. */
    void changed() {
        publish("UPDATE", json());
    }

    @Override
    public void delete() {
        synchronized (world) {
            world.forget(this);
            publish("DELETE", json());
        }
    }

    @Override
    public List<Message> messages() {
        return messages(SimMessage::shown);
    }

    @Override
    public List<Message> messages(User viewer) {
        return messages(message -> message.shownTo(viewer));
    }

    private List<Message> messages(Predicate<SimMessage> shown) {
        synchronized (world) {
            return history.values().stream()
                    .filter(shown)
                    .map(Message.class::cast)
                    .toList();
        }
    }

    @Override
    public List<Message> awaitMessages(int count, Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> messages().size() >= count ? messages() : null,
                () -> "expected " + count + " messages in #" + name + " but it shows " + contents());
    }

    @Override
    public Message awaitMessage(String content, Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> messages().stream()
                        .filter(message -> message.content().equals(content))
                        .findFirst()
                        .orElse(null),
                () -> "expected '" + content + "' in #" + name + " but it shows " + contents());
    }

    @Override
    public Optional<Message> message(long messageId) {
        synchronized (world) {
            return Optional.ofNullable(history.get(messageId));
        }
    }

    boolean isThread() {
        return parent != null;
    }

    long guildId() {
        return guild == null ? 0 : guild.id();
    }

    /** Whether the bot has a permission here; threads inherit what their parent denies. */
    boolean permits(Permission permission) {
        return (permissions() & permission.mask()) != 0;
    }

    /** What the bot may here, as a mask. */
    long permissions() {
        long bot = world.bot.id();
        if (guild == null) {
            return overwrites.apply(SimRoles.BOT_PERMISSIONS, 0, List.of(), bot);
        }
        long inherited = parent == null ? SimRoles.BOT_PERMISSIONS & ~guild.roles.denied() : parent.permissions();
        return overwrites.apply(inherited, guild.id(), guild.people.rolesAndOwn(world.bot), bot);
    }

    void add(SimMessage message) {
        history.put(message.id, message);
        lastMessageId = message.id;
        if (history.size() > world.settings.history()) {
            world.forgetFiles(history.pollFirstEntry().getValue());
        }
    }

    void remove(SimMessage message) {
        message.deleted = true;
        history.remove(message.id);
        world.forgetFiles(message);
    }

    @Override
    public ObjectNode json() {
        synchronized (world) {
            return ChannelJson.of(this);
        }
    }

    long lastMessageId() {
        return lastMessageId;
    }

    private void overwrite(boolean denied, Permission... permissions) {
        synchronized (world) {
            overwrites.deny(world.bot.id(), mask(permissions), denied);
            publish("UPDATE", json());
        }
    }

    private void publish(String what, ObjectNode data) {
        if (guild != null) {
            String event = (isThread() ? "THREAD_" : "CHANNEL_") + what;
            world.publish(new Event(event, guild.id(), Intent.GUILDS.mask(), data));
        }
    }

    private List<String> contents() {
        return messages().stream().map(Message::content).toList();
    }

    private static long mask(Permission... permissions) {
        long mask = 0;
        for (Permission permission : permissions) {
            mask |= permission.mask();
        }
        return mask;
    }
}
