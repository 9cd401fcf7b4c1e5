package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/** A message; every field is guarded by the world's lock. */
final class SimMessage implements Message {
    static final int EPHEMERAL = 64;
    static final int LOADING = 128;

    final World world;
    final long id;
    final SimChannel channel;
    final User author;
    int type;
    long flags;
    String content = "";
    ArrayNode embeds;
    ArrayNode components;
    ArrayNode stickers = Json.array();
    List<SimAttachment> attachments = List.of();
    Mentions mentions = Mentions.NONE;
    JsonNode nonce;
    ObjectNode extra;
    ObjectNode poll;
    String avatarUrl;
    long webhookId;
    long applicationId;
    long interactionId;
    User interactionUser;
    /** The message replied to; null with a reference id means that it was deleted. */
    SimMessage original;

    long referenceId;
    boolean tts;
    boolean pinned;
    boolean deleted;
    Instant editedAt;
    private Map<String, Set<Long>> reactions;
    private final Map<Integer, Set<Long>> votes = new TreeMap<>();
    private boolean pollEnded;

    SimMessage(SimChannel channel, User author) {
        this(channel, author, channel.world.ids.next());
    }

    SimMessage(SimChannel channel, User author, long id) {
        this.world = channel.world;
        this.channel = channel;
        this.author = author;
        this.id = id;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public User author() {
        return author;
    }

    @Override
    public String content() {
        synchronized (world) {
            return content;
        }
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public long flags() {
        synchronized (world) {
            return flags;
        }
    }

    @Override
    public List<Attachment> attachments() {
        synchronized (world) {
            return List.copyOf(attachments);
        }
    }

    @Override
    public String nonce() {
        return nonce == null ? null : nonce.asText();
    }

    @Override
    public boolean edited() {
        synchronized (world) {
            return editedAt != null;
        }
    }

    @Override
    public boolean deleted() {
        synchronized (world) {
            return deleted;
        }
    }

    @Override
    public ObjectNode json() {
        synchronized (world) {
            return world.payloads.message(this);
        }
    }

    @Override
    public Message edit(String text) {
        synchronized (world) {
            content = text;
            mentions = Mentions.in(text, world, null, null);
            world.updated(this, true);
            return this;
        }
    }

    @Override
    public void delete() {
        synchronized (world) {
            if (!deleted) {
                channel.remove(this);
                ObjectNode data = key();
                world.publishMessageEvent("MESSAGE_DELETE", this, data);
            }
        }
    }

    @Override
    public void react(User user, String emoji) {
        synchronized (world) {
            if (reactions().computeIfAbsent(emoji, e -> new LinkedHashSet<>()).add(user.id())) {
                reaction("MESSAGE_REACTION_ADD", user, emoji);
            }
        }
    }

    @Override
    public void unreact(User user, String emoji) {
        synchronized (world) {
            Set<Long> users = reactions().get(emoji);
            if (users != null && users.remove(user.id())) {
                if (users.isEmpty()) {
                    reactions.remove(emoji);
                }
                reaction("MESSAGE_REACTION_REMOVE", user, emoji);
            }
        }
    }

    @Override
    public List<String> reactionsOf(User user) {
        synchronized (world) {
            return reactions().entrySet().stream()
                    .filter(reaction -> reaction.getValue().contains(user.id()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    @Override
    public void clearReactions() {
        synchronized (world) {
            reactions = null;
            world.publishReaction("MESSAGE_REACTION_REMOVE_ALL", channel, reactionKey());
        }
    }

    @Override
    public void clearReactions(String emoji) {
        synchronized (world) {
            reactions().remove(emoji);
            world.publishReaction(
                    "MESSAGE_REACTION_REMOVE_EMOJI", channel, reactionKey().set("emoji", Payloads.emoji(emoji)));
        }
    }

    @Override
    public void vote(User user, int answer) {
        poll("MESSAGE_POLL_VOTE_ADD", user, answer);
    }

    @Override
    public void unvote(User user, int answer) {
        poll("MESSAGE_POLL_VOTE_REMOVE", user, answer);
    }

    @Override
    public Message endPoll() {
        synchronized (world) {
            pollEnded = true;
            world.updated(this, false);
            SimMessage notice = new SimMessage(channel, author);
            notice.type = Polls.RESULT;
            notice.original = this;
            notice.referenceId = id;
            notice.embeds = Json.array().add(Polls.resultEmbed((ObjectNode) json().get("poll")));
            return world.publish(notice);
        }
    }

    /** Adds the votes to the poll in its JSON, if it has one. */
    void addVotes(ObjectNode json) {
        if (json.get("poll") instanceof ObjectNode of) {
            Polls.addResults(of, votes, pollEnded, world.bot.id());
        }
    }

    /** Who voted for an answer. */
    Set<Long> voters(int answer) {
        return votes.getOrDefault(answer, Set.of());
    }

    private void poll(String dispatch, User user, int answer) {
        synchronized (world) {
            Set<Long> voters = votes.computeIfAbsent(answer, number -> new LinkedHashSet<>());
            if (dispatch.endsWith("ADD")) {
                voters.add(user.id());
            } else {
                voters.remove(user.id());
            }
            Intent intent = channel.guild == null ? Intent.DIRECT_MESSAGE_POLLS : Intent.GUILD_MESSAGE_POLLS;
            ObjectNode data = reactionKey().put("user_id", Json.id(user.id())).put("answer_id", answer);
            world.publish(new Event(dispatch, channel.guildId(), intent.mask(), data));
        }
    }

    @Override
    public void unfurl(String title) {
        synchronized (world) {
            embeds = Json.array();
            embeds.addObject().put("type", "link").put("title", title);
            world.updated(this, false);
        }
    }

    @Override
    public Channel addThread(User by, String name) {
        synchronized (world) {
            if ((flags & ThreadRoutes.HAS_THREAD) != 0) {
                throw new IllegalStateException("Message " + id + " has a thread already");
            }
            return ThreadRoutes.of(this, by, Json.object().put("name", name));
        }
    }

    private ObjectNode reactionKey() {
        ObjectNode data = Json.object().put("channel_id", Json.id(channel.id())).put("message_id", Json.id(id));
        if (channel.guild != null) {
            data.put("guild_id", Json.id(channel.guild.id()));
        }
        return data;
    }

    @Override
    public void pin(User by) {
        synchronized (world) {
            pinned = true;
            world.updated(this, false);
            ObjectNode data = Json.object().put("channel_id", Json.id(channel.id()));
            data.put("last_pin_timestamp", world.clock.instant().toString());
            world.publishPins(channel, data);
            SimMessage notice = new SimMessage(channel, by);
            notice.type = 6;
            notice.original = this;
            notice.referenceId = id;
            world.publish(notice);
        }
    }

    Map<String, Set<Long>> reactions() {
        if (reactions == null) {
            reactions = new LinkedHashMap<>();
        }
        return reactions;
    }

    boolean hasReactions() {
        return reactions != null && !reactions.isEmpty();
    }

    boolean shown() {
        return !deleted && (flags & (EPHEMERAL | LOADING)) == 0;
    }

    boolean shownTo(User viewer) {
        return !deleted && (!ephemeral() || viewer.equals(interactionUser));
    }

    boolean ephemeral() {
        return (flags & EPHEMERAL) != 0;
    }

    /** Its id with channel and guild, as events about a message have it. */
    ObjectNode key() {
        ObjectNode key = Json.object().put("id", Json.id(id)).put("channel_id", Json.id(channel.id()));
        if (channel.guild != null && !ephemeral()) {
            key.put("guild_id", Json.id(channel.guild.id()));
        }
        return key;
    }

    private void reaction(String event, User user, String emoji) {
        ObjectNode data = Json.object()
                .put("user_id", Json.id(user.id()))
                .put("channel_id", Json.id(channel.id()))
                .put("message_id", Json.id(id))
                .put("burst", false)
                .put("type", 0);
        data.set("emoji", Payloads.emoji(emoji));
        if (channel.guild != null) {
            data.put("guild_id", Json.id(channel.guild.id()));
        }
        if (event.endsWith("ADD")) {
            data.put("message_author_id", Json.id(author.id()));
            if (channel.guild != null) {
                data.set("member", channel.guild.people.json(user, true));
            }
        }
        world.publishReaction(event, channel, data);
    }
}
