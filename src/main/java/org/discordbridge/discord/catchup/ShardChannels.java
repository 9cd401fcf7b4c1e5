package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Snowflakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a {@link ChannelPosition} for each channel of a shard with something going on, and finds out where messages may
 * be missing. Live messages come on the websocket thread of the shard, everything else also on the route's clock.
 */
final class ShardChannels {
    private static final Logger LOG = LoggerFactory.getLogger(ShardChannels.class);

    private final CatchUpRoute route;
    private final ShardBase base;
    private final Consumer<ChannelPosition<LiveMessage>> onMove;
    private final Predicate<String> hasAppeared;
    private final BooleanSupplier over;
    private final Map<String, ChannelPosition<LiveMessage>> channels = new ConcurrentHashMap<>();

    /**
     * Makes the channels of a shard, none at first.
     *
     * @param onMove is told once that a watermark has moved; must not block
     * @param hasAppeared says whether a guild has appeared
     * @param over says whether nothing more is begun
     */
    ShardChannels(
            CatchUpRoute route,
            ShardBase base,
            Consumer<ChannelPosition<LiveMessage>> onMove,
            Predicate<String> hasAppeared,
            BooleanSupplier over) {
        this.route = route;
        this.base = base;
        this.onMove = onMove;
        this.hasAppeared = hasAppeared;
        this.over = over;
    }

    Map<String, ChannelPosition<LiveMessage>> all() {
        return channels;
    }

    /** Returns those whose watermark the base does not pass. */
    Stream<ChannelPosition<LiveMessage>> counted() {
        return channels.values().stream().filter(position -> !base.watermark().hasPassed(position.channelId()));
    }

    /** Handles a live message. Returns whether a position was made for its channel. */
    boolean live(long id, MessageCreated message, Supplier<String> raw) {
        boolean made = false;
        while (!over.getAsBoolean()) {
            ChannelPosition<LiveMessage> position = channels.get(message.channelId());
            if (position == null) {
                position = made(message.channelId(), message.guildId(), id);
                made = true;
            }
            if (live(id, message, raw, position)) {
                break;
            }
            channels.computeIfPresent(message.channelId(), (key, old) -> old.isRetired() ? null : old);
        }
        return made;
    }

    /** Handles a live message. Returns false if the position went out of use just now. */
    private boolean live(long id, MessageCreated message, Supplier<String> raw, ChannelPosition<LiveMessage> position) {
        synchronized (position) {
            if (position.isRetired()) {
                return false;
            }
            if (position.hasGap()) {
                if (route.reader().mayHold()) {
                    position.hold(id, new LiveMessage(message, raw));
                } else {
                    position.miss();
                }
            } else if (!route.sink().wants(message)) {
                position.passOver(id);
            } else if (!route.sink().hasRoom()) {
                openGap(position, "more was written than there is room for");
            } else if (position.take(id)) {
                route.sink().add(message, raw, () -> {
                    position.done(id);
                    route.storeClock().done();
                });
            }
        }
        return true;
    }

    private ChannelPosition<LiveMessage> made(String channelId, String guildId, long live) {
        // its guild has not appeared yet, so it is not known whether messages were missed before
        boolean early = guildId != null && !hasAppeared.test(guildId);
        ChannelPosition<LiveMessage> position = channels.computeIfAbsent(channelId, id -> {
            ChannelPosition<LiveMessage> made = new ChannelPosition<>(id, guildId, start(id, live - 1), onMove);
            if (early) {
                made.suspect();
            }
            return made;
        });
        if (early) {
            openGap(position, "its guild has not appeared yet");
        }
        return position;
    }

    /** Notes that messages may be missing in every channel, which will be known soon. */
    void suspect() {
        channels.values().forEach(ChannelPosition::suspect);
    }

    /**
     * Makes the position of a channel of direct messages, so that what comes live does not move it before
     * {@link #suspect}.
     */
    ChannelPosition<LiveMessage> direct(String id) {
        return channels.computeIfAbsent(id, key -> new ChannelPosition<>(key, null, start(key, 0), onMove));
    }

    /** Reads a channel of direct messages, since Discord does not say what is new there. */
    void readDirect(String id) {
        openGap(direct(id), "the bridge was away");
    }

    /**
     * Compares a channel with what Discord says of it, and reads it if something is missing.
     *
     * @param fresh whether older messages of the channel do not matter, unless a position is stored for it
     */
    void compare(ChannelState state, boolean fresh) {
        ChannelPosition<LiveMessage> position = channels.get(state.id());
        long last = state.lastMessageId();
        if (position == null
                && (fresh || !base.isInstalled())
                && route.repository().getState(state.id()) == null) {
            if (base.isInstalled()) {
                channels.computeIfAbsent(state.id(), id -> new ChannelPosition<>(id, state.guildId(), last, onMove))
                        .storeAnyway();
            }
        } else if (position == null) {
            long start = start(state.id(), last);
            boolean unknown = last == 0 && base.catchesUp();
            if (last <= start && !unknown) {
                base.watermark().hasNothingNewer(state.id());
                return;
            }
            position = channels.computeIfAbsent(
                    state.id(), id -> new ChannelPosition<>(id, state.guildId(), start, onMove));
            position.expect(last);
            openGap(position, "something newer is there");
        } else {
            synchronized (position) {
                if (last != 0 && position.knows(last)) {
                    if (position.isSuspect()) {
                        route.reader().release(position);
                    }
                } else if (last != 0 || position.isSuspect()) {
                    position.expect(last);
                    openGap(position, "something newer is there");
                }
            }
        }
    }

    /**
     * Returns the id after which a channel is read: its stored watermark, or the base if that is higher and the channel
     * is not behind it, else {@code first}.
     */
    private long start(String channelId, long first) {
        String kept = route.repository().getState(channelId);
        long start = kept != null || base.isInstalled() ? base.watermark().of(channelId, kept) : first;
        Duration maxAge = route.options().maxAge();
        return maxAge.isZero()
                ? start
                : Math.max(start, Snowflakes.before(route.newest().getAsLong(), maxAge));
    }

    private void openGap(ChannelPosition<LiveMessage> position, String why) {
        if (position.openGap()) {
            LOG.info("Channel {} is read from {} on: {}", position.channelId(), position.watermark(), why);
            route.reader().begin(position, over);
        }
    }

    /** Reads those of a guild of which it is still unknown whether messages are missing. */
    void readSuspects(String guildId) {
        readSuspects(channels.values().stream().filter(position -> guildId.equals(position.guildId())));
    }

    /** Reads all of which it is still unknown whether messages are missing. */
    void readSuspects() {
        readSuspects(channels.values().stream());
    }

    private void readSuspects(Stream<ChannelPosition<LiveMessage>> all) {
        all.filter(ChannelPosition::isSuspect).forEach(position -> openGap(position, "the gateway made a new session"));
    }

    /** Takes all out of use, with what is held. */
    void end() {
        channels.values().forEach(route.reader()::letGo);
    }
}
