package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/** An interaction and everything the bot made of it; guarded by the world's lock. */
final class SimInteraction implements Interaction {
    static final Duration DEADLINE = Duration.ofSeconds(3);
    static final Duration LIFETIME = Duration.ofMinutes(15);

    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;
    static final int MODAL = 5;

    final World world;
    final int type;
    /** The message a component is on, or whose component opened the form; null for none. */
    final SimMessage source;

    final SimChannel channel;
    final User user;
    final String name;
    private final long id;
    private final String token;
    private final Instant created;
    private Instant acknowledged;
    private ObjectNode callback;
    private boolean expired;
    SimMessage original;
    final List<SimMessage> followUps = new ArrayList<>();

    SimInteraction(SimChannel channel, User user, String name, int type, SimMessage source) {
        this.type = type;
        this.source = source;
        this.world = channel.world;
        this.channel = channel;
        this.user = user;
        this.name = name;
        this.id = world.ids.next();
        this.token = "interaction" + Long.toString(id, 36);
        this.created = world.clock.instant();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Optional<Duration> acknowledgedAfter() {
        synchronized (world) {
            return Optional.ofNullable(acknowledged).map(when -> Duration.between(created, when));
        }
    }

    @Override
    public int callbackType() {
        synchronized (world) {
            return callback == null ? 0 : callback.path("type").asInt();
        }
    }

    @Override
    public boolean deferred() {
        return callbackType() == 5 || callbackType() == 6;
    }

    @Override
    public boolean failed() {
        synchronized (world) {
            return acknowledged == null && overdue();
        }
    }

    @Override
    public Optional<Message> reply() {
        synchronized (world) {
            boolean shown = original != null
                    && original != source
                    && !original.deleted
                    && (original.flags & SimMessage.LOADING) == 0;
            return shown ? Optional.of(original) : Optional.empty();
        }
    }

    @Override
    public List<Message> followUps() {
        synchronized (world) {
            return followUps.stream()
                    .filter(message -> !message.deleted)
                    .map(Message.class::cast)
                    .toList();
        }
    }

    @Override
    public Optional<ObjectNode> callback() {
        synchronized (world) {
            return Optional.ofNullable(callback).map(ObjectNode::deepCopy);
        }
    }

    @Override
    public List<String> suggestions() {
        synchronized (world) {
            List<String> names = new ArrayList<>();
            if (callbackType() == 8) {
                callback.path("data")
                        .path("choices")
                        .forEach(choice -> names.add(choice.path("name").asText()));
            }
            return names;
        }
    }

    @Override
    public Interaction awaitAcknowledged(Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> acknowledged == null ? null : this,
                () -> "'" + name + "' was not acknowledged by the bot");
    }

    @Override
    public Message awaitReply(Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> reply().orElse(null),
                () -> "/" + name + " has no answer; "
                        + (acknowledged == null ? "not acknowledged" : "callback of type " + callbackType()));
    }

    @Override
    public List<Message> awaitFollowUps(int count, Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> followUps().size() >= count ? followUps() : null,
                () -> "expected " + count + " follow-ups of /" + name + ", there are "
                        + followUps().size());
    }

    @Override
    public void expire() {
        synchronized (world) {
            expired = true;
        }
    }

    boolean isAcknowledged() {
        return acknowledged != null;
    }

    void acknowledge(ObjectNode with) {
        acknowledged = world.clock.instant();
        callback = with.deepCopy();
        world.changed();
    }

    /** Whether the three seconds are over. */
    boolean overdue() {
        return expired || world.clock.instant().isAfter(created.plus(DEADLINE));
    }

    /** Whether the token is good for nothing any more. */
    boolean dead() {
        return expired
                || acknowledged == null && overdue()
                || world.clock.instant().isAfter(created.plus(LIFETIME));
    }
}
