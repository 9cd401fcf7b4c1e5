package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Snowflakes;

/**
 * Knows how far a route has come in the channels of one shard, from when this process takes the shard until it is over.
 *
 * <p>Each channel with something going on has a watermark ({@link ShardChannels}), and one {@link ShardBase} counts for
 * all. Live messages come on the websocket thread of the shard. Everything else runs on the route's clock, but for the
 * end.
 */
final class TakenShard {
    /** Greatest delay of a message on its way over the gateway. */
    static final Duration BASE_LAGS = Duration.ofSeconds(5);

    private static final Duration GUILDS_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 20;
    /** Time for which messages may wait in the connection of a process that is to have the shard. */
    private static final Duration READ_TOLD = Duration.ofMinutes(10);
    /** As many as go into a record of Kafka beside the others. */
    private static final int MOST_READ_TOLD = 10_000;

    private final Shard shard;
    private final CatchUpRoute route;
    private final ShardChannels channels;
    private final Set<String> guilds = ConcurrentHashMap.newKeySet();
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final ShardProgress progress = new ShardProgress();
    private final ShardStore store;
    private final ShardBase base;
    private final DirectChannels direct;
    private final MovedPositions moved;
    private final Semaphore movedAtEnd = new Semaphore(0);
    private volatile boolean over;

    /** Reads what the repository has. Blocks. */
    TakenShard(Shard shard, CatchUpRoute route) {
        this.shard = shard;
        this.route = route;
        store = new ShardStore(route.repository(), route.mayStore());
        base = new ShardBase(
                shard, new KnownBases(route.repository()), route.options().from(), store);
        direct = new DirectChannels(shard.covers(null) ? route.repository().getState(DirectChannels.KEY) : null);
        moved = new MovedPositions(store::isOpen, store::keep);
        channels = new ShardChannels(route, base, this::moved, guilds::contains, this::isOver);
    }

    Shard shard() {
        return shard;
    }

    /** Returns the guilds that have appeared. One that is removed is not looked after any more. */
    Set<String> guilds() {
        return guilds;
    }

    /** Counts the gaps that are known. */
    Gaps gaps() {
        return Gaps.of(channels.all().values(), guilds);
    }

    /** Returns whether anything of the shard has come yet. */
    boolean isTouched() {
        return progress.hasBegun() || !channels.all().isEmpty() || !guilds.isEmpty();
    }

    boolean isReady() {
        return !over && route.ready().test(shard);
    }

    /** Returns the newest message that is known; 0 if there is none. */
    long newest() {
        return progress.newest();
    }

    // --- on the websocket thread -------------------------------------------------------------------------------------

    /** Handles a message that has come over the gateway. */
    void live(MessageCreated message, Supplier<String> raw) {
        long id = Snowflakes.parse(message.messageId());
        progress.heard(id);
        if (channels.live(id, message, raw) && message.guildId() == null && direct.add(message.channelId())) {
            route.clock().execute(() -> direct.keep(store));
        }
    }

    void began(int count) {
        progress.began(count);
        guilds.clear();
        if (base.isInstalled()) {
            // here, since the next dispatch may be a message of one of these
            direct.all().forEach(channels::direct);
        }
        channels.suspect();
        route.clock().execute(() -> {
            if (!base.isInstalled()) {
                raiseBase();
            } else {
                direct.all().forEach(channels::readDirect);
            }
        });
        route.clock().schedule(() -> channels.readSuspects(), GUILDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes that everything was received that happened up to that long ago; the newest known message tells the time. */
    void heard(Duration ago) {
        progress.heard(Snowflakes.before(route.newest().getAsLong(), ago));
    }

    void appeared(String guildId, List<ChannelState> states, boolean joined) {
        boolean fresh = !base.catchesUp() && met.add(guildId) || joined;
        states.forEach(state -> compare(state, fresh));
        guilds.add(guildId);
        if (!base.isInstalled()) {
            route.clock().execute(this::raiseBase);
        }
        // reads channels that the guild no longer shows
        route.clock().execute(() -> channels.readSuspects(guildId));
    }

    void appeared(List<ChannelState> states) {
        states.forEach(this::appeared);
    }

    void appeared(ChannelState state) {
        compare(state, false);
    }

    private void compare(ChannelState state, boolean fresh) {
        progress.heard(state.lastMessageId());
        channels.compare(state, fresh);
    }

    // --- in the background -------------------------------------------------------------------------------------------

    private void moved(ChannelPosition<LiveMessage> position) {
        moved.add(position);
        route.storeClock().moved();
        if (over) {
            movedAtEnd.release();
        }
    }

    /** Notes that everything that Discord has is known up to that id. */
    void audited(long id) {
        base.audited(id);
    }

    /** Stores the watermarks that have moved, and returns their number. */
    int keepMoved() {
        return moved.keepAll();
    }

    /** Returns whether a watermark has moved and is not stored. */
    boolean hasMoved() {
        return moved.areLeft();
    }

    /** Raises the base if that is possible. */
    void raiseBase() {
        base.raise(channels.all(), this::mark);
        direct.keep(store);
    }

    private long mark() {
        // read before the state: when a shard is ready again after a resume, all repeated events have come
        long heard = progress.newest();
        if (!route.ready().test(shard)
                || !progress.hasAll(guilds.size(), GUILDS_WITHIN.plusSeconds(5))
                || channels.counted().anyMatch(ChannelPosition::hasGap)) {
            return -1;
        }
        // a first installation begins with new messages and ignores older ones
        long mark = base.isInstalled()
                ? Snowflakes.before(heard, BASE_LAGS)
                : route.newest().getAsLong();
        if (base.isInstalled() && !route.options().audit().isZero()) {
            mark = Math.min(mark, base.audited());
        }
        return channels.counted()
                .mapToLong(ChannelPosition::oldestUnderWay)
                .filter(oldest -> oldest >= 0)
                .map(oldest -> oldest - 1)
                .reduce(mark, Math::min);
    }

    // --- the end -----------------------------------------------------------------------------------------------------

    /** Returns whether this process begins nothing more of the shard. */
    boolean isOver() {
        return over;
    }

    /** Ends the reads of gaps, and takes no more live messages. */
    void stop() {
        over = true;
    }

    /** Waits until the route is done with every message that it was given; returns false if that takes too long. */
    boolean awaitDone(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (channels.all().values().stream().anyMatch(position -> position.oldestUnderWay() >= 0)) {
            try {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                // a watermark that moves says so, but not again until it is stored
                movedAtEnd.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the ids of the newest messages that were read over REST and are done. The gateway may tell of them yet,
     * in another session.
     */
    Set<String> read() {
        long since = Snowflakes.before(route.newest().getAsLong(), READ_TOLD);
        return channels.all().values().stream()
                .flatMap(position -> position.readSince(since).stream())
                .sorted(Comparator.reverseOrder())
                .limit(MOST_READ_TOLD)
                .map(Long::toUnsignedString)
                .collect(Collectors.toSet());
    }

    /** Stores everything that is known by now. */
    void keepAll() {
        // also those that only passed over unwanted messages, so that these need not be read again
        channels.all().values().forEach(moved::add);
        moved.keepAll();
        raiseBase();
    }

    /** Forgets everything. Nothing is stored any more once this has returned. */
    void end() {
        over = true;
        store.end();
        channels.end();
    }
}
