package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.options.SharedStates;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.ShardStatus;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.ChannelListener;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how far a route has come in every channel, and stores it in a repository that outlives the process. So messages
 * that were written while the bridge was away are read over REST, in order, before live ones.
 *
 * <p>There is one {@link TakenShard} for each shard that this process has. Where several processes share the shards of
 * a bot, {@link #take}, {@link #give} and {@link #drop} say which these are; else they are those of the session. The
 * newest known id tells the time, since the clock of this machine may be wrong. Live messages come on the websocket
 * threads of all shards; those of one channel always come on the same thread. Everything else runs on one thread of its
 * own. A shard that begins a new session only concerns its own channels, and one that is not ready holds up no other.
 */
public final class Positions implements ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final Duration RAISE_EVERY = Duration.ofSeconds(2);
    private static final Duration GIVE_WITHIN = Duration.ofSeconds(2);

    private final StateRepository<String, String> repository;
    private final DiscordSession session;
    private final ScheduledExecutorService clock;
    private final CatchUpRoute route;
    private final StorePace pace = new StorePace(System::nanoTime);
    /** The shards by their number, null for those of other processes. Never changed, but replaced. */
    private volatile TakenShard[] taken = {null};
    /** Tells whether this process is told which shards it has. */
    private volatile boolean assigned;

    /**
     * Reads what the repository has. Blocks.
     *
     * @param clock one thread
     * @param mayStore says whether anything may be stored at the moment; what has moved waits until then. Must not block
     */
    public Positions(
            CatchUpOptions options,
            StateRepository<String, String> repository,
            DiscordSession session,
            CatchUpTarget sink,
            ScheduledExecutorService clock,
            BooleanSupplier mayStore) {
        this.repository = repository;
        this.session = session;
        this.clock = clock;
        route = new CatchUpRoute(
                options,
                repository,
                sink,
                clock,
                new GapReader(session, sink, clock),
                this::newest,
                this::isReady,
                mayStore,
                new StoreClock(clock, pace, this::keepMoved));
        new KnownBases(repository).check();
        session.status().shards().forEach(status -> put(status.shard()));
        every(RAISE_EVERY, () -> shards().forEach(this::raiseBase));
        if (!options.audit().isZero()) {
            every(options.audit(), new NewestMessageAudit(session, this::shards, this::newest, clock));
        }
    }

    private void every(Duration interval, Runnable task) {
        clock.scheduleWithFixedDelay(
                () -> guard(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task of the clock: after an exception, the clock would not run it again. */
    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("Positions could not be looked after just now", e);
        }
    }

    private void raiseBase(TakenShard shard) {
        guard(shard::raiseBase);
    }

    private boolean keepMoved() {
        pace.ifDue(() -> shards().mapToInt(TakenShard::keepMoved).sum());
        return shards().anyMatch(TakenShard::hasMoved);
    }

    // --- the shards --------------------------------------------------------------------------------------------------

    /**
     * Begins with a shard: reads how far other processes have come in it. Blocks. Must be called before any event of
     * the shard arrives; does nothing if some have arrived since the shard was taken. Shards of another total are
     * dropped.
     *
     * @throws RuntimeException if the repository cannot be read; the shard is not taken then
     */
    public void take(Shard shard) {
        assigned = true;
        TakenShard known = at(shard);
        if (known != null && known.isTouched()) {
            return;
        }
        refresh();
        put(shard);
    }

    /** Reads what other processes have stored since. Blocks; does nothing if no other process stores anything there. */
    public void refresh() {
        if (repository instanceof SharedStates shared) {
            shared.refresh();
        }
    }

    /**
     * Ends with a shard in good order: stores how far it has come, for the next process. Blocks for some seconds at
     * most. Must be called when no event of the shard arrives any more; waits for messages under way, since gaps may be
     * read until then. Not for the clock's thread.
     *
     * @return ids of messages that were read of late, and did not come live; empty if the shard was not taken
     */
    public Optional<Set<String>> give(Shard shard) {
        assigned = true;
        TakenShard given = remove(shard);
        if (given == null) {
            return Optional.empty();
        }
        given.stop();
        awaitClock();
        if (!given.awaitDone(GIVE_WITHIN)) {
            LOG.warn("Messages of shard {} are still under way: what has the shard next may publish them again", shard);
        }
        given.keepAll();
        Set<String> read = given.read();
        given.end();
        if (repository instanceof SharedStates shared && !shared.flush(GIVE_WITHIN)) {
            LOG.warn(
                    "The positions of shard {} are not stored yet: what has the shard next may publish messages again",
                    shard);
        }
        return Optional.of(read);
    }

    /**
     * Ends with a shard of all routes. Returns the ids of messages that one of them has read of late: a route that has not
     * come so far yet has a gap, which is read by what has the shard next.
     */
    public static Set<String> give(Shard shard, List<Positions> routes) {
        Set<String> read = new HashSet<>();
        routes.forEach(route -> route.give(shard).ifPresent(read::addAll));
        return read;
    }

    /** Ends with a shard at once, and stores nothing of it any more. */
    public void drop(Shard shard) {
        assigned = true;
        TakenShard dropped = remove(shard);
        if (dropped != null) {
            dropped.end();
        }
    }

    /** Waits until the clock has done what it is at: it may be handing over what it has read. */
    private void awaitClock() {
        try {
            clock.submit(() -> {}).get(GIVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debug("The clock is not waited for", e);
        }
    }

    private synchronized TakenShard put(Shard shard) {
        TakenShard[] all = taken;
        if (all.length != shard.of()) {
            Stream.of(all).filter(Objects::nonNull).forEach(TakenShard::end);
            all = new TakenShard[shard.of()];
        } else if (all[shard.number()] != null) {
            all[shard.number()].end();
        }
        TakenShard made = new TakenShard(shard, route);
        all = all.clone();
        all[shard.number()] = made;
        taken = all;
        clock.execute(() -> raiseBase(made));
        return made;
    }

    private synchronized TakenShard remove(Shard shard) {
        TakenShard known = at(shard);
        if (known != null) {
            TakenShard[] all = taken.clone();
            all[shard.number()] = null;
            taken = all;
        }
        return known;
    }

    private Stream<TakenShard> shards() {
        return Stream.of(taken).filter(Objects::nonNull);
    }

    /** Returns a shard; null if this process does not have it. */
    private TakenShard at(Shard shard) {
        TakenShard[] all = taken;
        return all.length == shard.of() ? all[shard.number()] : null;
    }

    /** Returns the shard of a guild, null stands for direct messages; null if this process does not have it. */
    private TakenShard of(String guildId) {
        TakenShard[] all = taken;
        return all[Shard.numberOf(guildId, all.length)];
    }

    private long newest() {
        long newest = 0;
        for (TakenShard shard : taken) {
            newest = shard == null ? newest : Math.max(newest, shard.newest());
        }
        return newest;
    }

    /** Returns whether a shard is ready; the session may not be, because of others. */
    private boolean isReady(Shard shard) {
        SessionState state = session.state();
        if (state == SessionState.CLOSED || state == SessionState.FAILED) {
            return false;
        }
        for (ShardStatus status : session.status().shards()) {
            if (status.shard().equals(shard)) {
                return status.state() == SessionState.READY;
            }
        }
        return false;
    }

    // --- on the websocket threads ------------------------------------------------------------------------------------

    /** Handles a message that has come over the gateway. */
    public void live(MessageCreated message, Supplier<String> raw) {
        TakenShard mine = of(message.guildId());
        if (mine != null) {
            mine.live(message, raw);
        }
    }

    @Override
    public void began(Shard shard, int count) {
        TakenShard mine = at(shard);
        if (mine == null && !assigned) {
            mine = put(shard);
        }
        if (mine != null) {
            mine.began(count);
        }
    }

    @Override
    public void heard(Shard shard, Duration ago) {
        TakenShard mine = at(shard);
        if (mine != null) {
            mine.heard(ago);
        }
    }

    @Override
    public void appeared(String guildId, List<ChannelState> states, boolean joined) {
        TakenShard mine = of(guildId);
        if (mine != null) {
            mine.appeared(guildId, states, joined);
        }
    }

    @Override
    public void appeared(List<ChannelState> states) {
        for (ChannelState state : states) {
            TakenShard mine = of(state.guildId());
            if (mine != null) {
                mine.appeared(state);
            }
        }
    }

    /** Counts the gaps that are known. */
    public Gaps gaps() {
        return shards().map(TakenShard::gaps).reduce(new Gaps(0, Duration.ZERO, Map.of()), Gaps::and);
    }

    /** Stores the positions that are known by now. The clock is not used any more after that. */
    public void close() {
        shards().forEach(TakenShard::stop);
        shards().forEach(TakenShard::keepAll);
    }
}
