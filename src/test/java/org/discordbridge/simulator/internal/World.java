package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/** Everything that exists in this Discord. The world itself is the lock of all of it and is notified of changes. */
public final class World {
    final Settings settings;
    final SimClock clock;
    final Snowflakes ids;
    final UrlSigner signer;
    final Payloads payloads;
    final User bot;
    final Map<Long, SimGuild> guilds = new LinkedHashMap<>();
    final Map<Long, SimChannel> channels = new LinkedHashMap<>();
    final Map<Long, SimAttachment> files = new ConcurrentHashMap<>();
    final Map<Long, SimWebhook> webhooks = new LinkedHashMap<>();
    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, User> others = new LinkedHashMap<>();
    private final Map<Long, SimChannel> directs = new LinkedHashMap<>();
    final Growth growth;
    private GatewayHub hub;
    volatile boolean contentWithheld;
    /** Whether a script has said itself what fields of messages are, which nobody holds to Discord's description. */
    volatile boolean scripted;

    private volatile Witness witness = Witness.NONE;
    private String baseUrl;

    /** A world with nothing in it but the bot. */
    public World(Settings settings, SimClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.ids = new Snowflakes(clock, settings.fixedIds());
        this.signer = new UrlSigner(clock);
        this.payloads = new Payloads(this);
        this.growth = new Growth(settings.sharding());
        this.bot = addUser(settings.botName(), null, true);
    }

    void attach(GatewayHub gateway, String url) {
        hub = gateway;
        baseUrl = url;
    }

    /** Where REST and CDN are, for instance {@code http://127.0.0.1:4000}. */
    String baseUrl() {
        return baseUrl;
    }

    /** Where the gateway is for a client that came to this host and port, maybe by way of something in between. */
    String gatewayUrl(String host) {
        boolean good = host != null && host.matches("[A-Za-z0-9.:\\[\\]_-]+");
        return good ? "ws://" + host : baseUrl.replaceFirst("^http", "ws");
    }

    /** The bot under test. */
    public User bot() {
        return bot;
    }

    /** Adds an account. */
    public User addUser(String name, String displayName, boolean isBot) {
        synchronized (this) {
            User user = new User(ids.nextLasting(), name, displayName, isBot);
            users.put(user.id(), user);
            return user;
        }
    }

    User user(long id) {
        User user = users.get(id);
        return user == null ? others.get(id) : user;
    }

    /** An account of somebody who is no part of the script. */
    User account(long id, String name) {
        return others.computeIfAbsent(id, any -> new User(id, name, null, false));
    }

    /** Adds a guild the bot is in; with id 0 it gets one of its own. */
    public Guild addGuild(String name, long id) {
        synchronized (this) {
            SimGuild guild = new SimGuild(this, id == 0 ? ids.nextGuild() : id, name);
            if (guilds.putIfAbsent(guild.id(), guild) != null) {
                throw new IllegalArgumentException("There is a guild " + id + " already");
            }
            publishGuild(guild);
            return guild;
        }
    }

    /** The direct-message channel with somebody; it is created when first asked for. */
    public Channel direct(User user) {
        return directChannel(user);
    }

    SimChannel directChannel(User user) {
        synchronized (this) {
            return directs.computeIfAbsent(user.id(), id -> {
                SimChannel channel = new SimChannel(this, null, null, user, "", SimChannel.DM, ids.nextLasting());
                channels.put(channel.id(), channel);
                return channel;
            });
        }
    }

    SimChannel addChannel(SimGuild guild, SimChannel parent, String name, int type) {
        return addChannel(guild, parent, name, type, ids.nextLasting());
    }

    SimChannel addChannel(SimGuild guild, SimChannel parent, String name, int type, long id) {
        SimChannel channel = new SimChannel(this, guild, parent, null, name, type, id);
        guild.channels.add(channel);
        channels.put(channel.id(), channel);
        return channel;
    }

    /** Deletes all of them. */
    public void deleteWebhooks() {
        synchronized (this) {
            webhooks.clear();
        }
    }

    /** Renames the bot's account: USER_UPDATE. */
    public void renameBot(String displayName) {
        synchronized (this) {
            ObjectNode data = Payloads.user(bot).put("global_name", displayName).put("verified", true);
            publish(new Event("USER_UPDATE", 0, 0, data));
        }
    }

    /** Makes one; the application is 0 if a person makes it. */
    SimWebhook addWebhook(SimChannel channel, String name, long applicationId) {
        synchronized (this) {
            long id = ids.next();
            SimWebhook webhook = new SimWebhook(channel, id, "hook" + Long.toString(id, 36), name, applicationId);
            webhooks.put(id, webhook);
            ObjectNode data =
                    Json.object().put("guild_id", Json.id(channel.guildId())).put("channel_id", Json.id(channel.id()));
            publish(new Event("WEBHOOKS_UPDATE", channel.guildId(), Intent.GUILD_WEBHOOKS.mask(), data));
            return webhook;
        }
    }

    SimAttachment store(SimChannel channel, Upload upload, ObjectNode meta) {
        SimAttachment file = new SimAttachment(this, ids.next(), channel.id(), upload, meta);
        files.put(file.id(), file);
        return file;
    }

    void forgetFiles(SimMessage message) {
        message.attachments.forEach(file -> files.remove(file.id()));
    }

    void forget(SimChannel channel) {
        channels.remove(channel.id());
        if (channel.guild != null) {
            channel.guild.channels.remove(channel);
            List.copyOf(channel.guild.channels).stream()
                    .filter(thread -> thread.parent == channel)
                    .forEach(this::forget);
        }
    }

    void forget(SimGuild guild) {
        guilds.remove(guild.id());
        new ArrayList<>(guild.channels).forEach(channel -> channels.remove(channel.id()));
    }

    /** Puts a new message into its channel and tells everybody. */
    SimMessage publish(SimMessage message) {
        message.channel.add(message);
        publishMessage("MESSAGE_CREATE", message, true);
        return message;
    }

    /** Tells everybody that a message changed. */
    void updated(SimMessage message, boolean edited) {
        if (edited) {
            // Discord counts microseconds: two edits never have the same time
            Instant now = clock.instant();
            message.editedAt = message.editedAt == null || now.isAfter(message.editedAt)
                    ? now
                    : message.editedAt.plus(1, ChronoUnit.MICROS);
        }
        publishMessage("MESSAGE_UPDATE", message, false);
    }

    private void publishMessage(String type, SimMessage message, boolean created) {
        if (hub != null && hub.hasSessions() && message.channel.permits(Permission.VIEW_CHANNEL)) {
            ObjectNode full = payloads.dispatch(message, created);
            ObjectNode stripped = null;
            boolean readable =
                    payloads.readable(message) && (message.original == null || payloads.readable(message.original));
            if (!readable) {
                stripped = payloads.strip(message, full.deepCopy());
            }
            long guildId = message.ephemeral() ? 0 : message.channel.guildId();
            hub.publish(new Event(type, guildId, messageIntent(guildId), full, stripped));
        }
        changed();
    }

    void publishMessageEvent(String type, SimMessage message, ObjectNode data) {
        if (message.channel.permits(Permission.VIEW_CHANNEL)) {
            long guildId = message.ephemeral() ? 0 : message.channel.guildId();
            publish(new Event(type, guildId, messageIntent(guildId), data));
        }
        changed();
    }

    void publishReaction(String type, SimChannel channel, ObjectNode data) {
        Intent intent = channel.guild == null ? Intent.DIRECT_MESSAGE_REACTIONS : Intent.GUILD_MESSAGE_REACTIONS;
        if (channel.permits(Permission.VIEW_CHANNEL)) {
            publish(new Event(type, channel.guildId(), intent.mask(), data));
        }
        changed();
    }

    void publishPins(SimChannel channel, ObjectNode data) {
        Intent intent = channel.guild == null ? Intent.DIRECT_MESSAGES : Intent.GUILDS;
        if (channel.guild != null) {
            data.put("guild_id", Json.id(channel.guildId()));
        }
        publish(new Event("CHANNEL_PINS_UPDATE", channel.guildId(), intent.mask(), data));
    }

    void publishGuild(SimGuild guild) {
        if (hub != null) {
            hub.publishGuild(guild);
        }
        changed();
    }

    void publish(Event event) {
        if (hub != null) {
            hub.publish(event);
        }
        changed();
    }

    /** How many of the sessions that may be begun in a day are used up: an IDENTIFY too early counts. */
    int sessionStarts() {
        return hub == null ? 0 : hub.identifies + hub.earlyIdentifies;
    }

    /** Holds the caller up while a client is far behind in reading. Never call it under the lock. */
    void awaitRoom() {
        if (hub != null) {
            hub.awaitRoom();
        }
    }

    void changed() {
        notifyAll();
        witness.changed();
    }

    /** Who sees everything from now on. */
    public void witness(Witness other) {
        witness = other;
    }

    Witness witness() {
        return witness;
    }

    /** Everybody who has an account, in the order in which they came. */
    public List<User> users() {
        synchronized (this) {
            return List.copyOf(users.values());
        }
    }

    /** The guilds that the bot is in. */
    public List<Guild> guilds() {
        synchronized (this) {
            return List.copyOf(guilds.values());
        }
    }

    /** A channel, thread or direct-message channel. */
    public Optional<Channel> channel(long id) {
        synchronized (this) {
            return Optional.ofNullable(channels.get(id));
        }
    }

    private static long messageIntent(long guildId) {
        return guildId == 0 ? Intent.DIRECT_MESSAGES.mask() : Intent.GUILD_MESSAGES.mask();
    }
}
