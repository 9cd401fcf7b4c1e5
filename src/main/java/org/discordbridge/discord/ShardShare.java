package org.discordbridge.discord;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.discordbridge.discord.catchup.Positions;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.SharedShards;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.life.HeldShards;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.ShardSharing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this process's share of the shards of a bot: connects them, lets their events into the routes, and gives them away.
 *
 * <p>A shard is given away when nothing of it is under way any more and its watermarks are stored, so that the next process
 * begins where this one has ended. If that takes longer than a moment, what is left is told twice, with the same
 * identities.
 */
final class ShardShare implements ShardHost, SharedShards {
    private static final Logger LOG = LoggerFactory.getLogger(ShardShare.class);
    /** Time within which what is under way is done, as a rule: its channels are silent meanwhile. */
    private static final Duration DONE_WITHIN = Duration.ofSeconds(5);

    private final ShardSharing sharing;
    private final DiscordSession session;
    private final CommandRegistry commands;
    private final Supplier<Collection<EventIntake>> intakes;
    private final ExecutorService threads;
    private final WorkByShard works = new WorkByShard();
    /** Steps of each shard, one after the other. */
    private final Map<Shard, CompletableFuture<?>> steps = new ConcurrentHashMap<>();

    private final DiscordReach reach = new DiscordReach();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile Collection<RouteNeeds> wanted = List.of();
    private volatile Membership membership;

    /**
     * @param intakes the events that wait for each route
     * @param threads of its own; as many as there are shards may be busy
     * @param requestsPerSecond number of requests that Discord allows all processes together in a second
     */
    ShardShare(
            ShardSharing sharing,
            DiscordSession session,
            CommandRegistry commands,
            Supplier<Collection<EventIntake>> intakes,
            ExecutorService threads,
            int requestsPerSecond) {
        this.sharing = sharing;
        this.session = session;
        this.commands = commands;
        this.intakes = intakes;
        this.threads = threads;
        commands.setRegistering(false);
        session.share(this, requestsPerSecond);
    }

    /** Joins the other processes early, unless too many sessions were begun today: a start that fails must not use up all. */
    void joinEarly(Collection<RouteNeeds> expected) {
        if (session.shards().gateway().sparesSessions()) {
            join(expected);
        }
    }

    private synchronized void join(Collection<RouteNeeds> needs) {
        if (membership == null) {
            wanted = needs;
            membership = sharing.join(this);
        }
    }

    /**
     * Begins with the shards that this process is to have, and waits until they are ready.
     *
     * @throws SessionException if it cannot
     */
    void start(Collection<RouteNeeds> needs, Duration within) {
        session.startWithoutShards();
        join(needs);
        boolean isNew = await(membership.joined(), within);
        wanted = needs;
        for (Shard shard : reach.prepared()) {
            if (session.shards().isPreparedForOthers(shard, needs)) {
                session.shards().end(shard);
                session.shards().prepare(shard, needs);
            }
        }
        started.complete(null);
        CompletableFuture.allOf(steps.values().toArray(CompletableFuture[]::new))
                .join();
        session.awaitShards(isNew);
    }

    private static boolean await(CompletableFuture<Boolean> joined, Duration within) {
        try {
            return joined.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new SessionException(e.getCause().getMessage(), false, e.getCause());
        } catch (TimeoutException e) {
            throw new SessionException(
                    "It is not known within " + within.toSeconds()
                            + " s which shards this process is to have: those that" + " share them do not answer",
                    false,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException("Interrupted while joining other processes", false, e);
        }
    }

    WorkByShard works() {
        return works;
    }

    Membership membership() {
        return membership;
    }

    /** Gives the shards to other processes, if there are any. Blocks meanwhile. */
    void leave(Duration within) {
        Membership joined = membership;
        if (joined != null && started.isDone()) {
            joined.leave(within);
        }
    }

    void close() {
        Membership joined = membership;
        if (joined != null) {
            joined.close();
        }
        started.completeExceptionally(new SessionException("The session is closed", false, null));
        threads.shutdownNow();
    }

    // --- what a session asks -----------------------------------------------------------------------------------------

    @Override
    public boolean mayAct() {
        Membership joined = membership;
        return joined != null && joined.mayAct();
    }

    @Override
    public int processes() {
        Membership joined = membership;
        return joined == null ? 1 : joined.processes();
    }

    @Override
    public int refusedRequestsOfOthers() {
        Membership joined = membership;
        return joined == null ? 0 : joined.refusedRequestsOfOthers();
    }

    @Override
    public CompletableFuture<Void> next(Shard shard) {
        reach.waitsForTurn(shard);
        return membership.next(shard).thenRun(() -> reach.hasTurn(shard));
    }

    @Override
    public boolean goesOnWithout(Shard shard, int closeCode, String reason) {
        Membership joined = membership;
        if (joined == null || !joined.goesOnWithout(shard, closeCode, reason)) {
            return false;
        }
        reach.isOutgrown(shard);
        return true;
    }

    // --- what the others ask -----------------------------------------------------------------------------------------

    @Override
    public String botId() {
        return session.botId();
    }

    @Override
    public int shards() {
        return session.shards().gateway().shards();
    }

    @Override
    public int concurrency() {
        return session.shards().gateway().maxConcurrency();
    }

    @Override
    public CompletableFuture<Void> prepare(Shard shard) {
        reach.prepares(shard);
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        then(shard, () -> {
            session.shards().prepare(shard, wanted).thenRun(() -> {
                reach.isConnected(shard);
                arrived.complete(null);
            });
            // now, so that there is little left to read when it is opened
            positions().forEach(Positions::refresh);
        });
        return arrived;
    }

    @Override
    public void open(Map<Shard, long[]> handled) {
        handled.keySet().forEach(this::prepare);
        CompletableFuture<Void> all =
                started.thenRunAsync(() -> session.shards().serve(handled.keySet(), wanted), threads);
        handled.forEach((shard, keys) -> {
            works.add(shard);
            then(shard, () -> {
                if (all.handle((served, failure) -> failure).join() != null) {
                    LOG.debug("Shard {} is not opened: the session is closed", shard);
                    return;
                }
                positions().forEach(each -> each.take(shard));
                session.shards().open(shard, keys);
                reach.isOpen(shard);
                if (shard.number() == 0) {
                    commands.setRegistering(true);
                }
            });
        });
    }

    @Override
    public CompletableFuture<long[]> give(Shard shard) {
        CompletableFuture<long[]> given = new CompletableFuture<>();
        then(shard, () -> {
            try {
                given.complete(giveNow(shard));
            } finally {
                given.complete(new long[0]);
            }
        });
        return given;
    }

    private long[] giveNow(Shard shard) {
        if (shard.number() == 0) {
            commands.setRegistering(false);
        }
        long[] keys = session.shards().stop(shard);
        ShardWork work = works.of(shard);
        try {
            int left = work == null ? 0 : work.await(DONE_WITHIN);
            if (left > 0) {
                LOG.warn(
                        "{} events of shard {} are not done after {} s, and it is handed over: they are told again, with the"
                                + " same identities",
                        left,
                        shard,
                        DONE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keys = HeldShards.withRead(keys, Positions.give(shard, positions().toList()));
        LOG.info("Shard {} is handed over", shard);
        works.remove(shard);
        reach.isGone(shard);
        session.shards().end(shard);
        return keys;
    }

    @Override
    public void drop(Shard shard) {
        // at once, not after what is under way for it
        session.shards().stop(shard);
        ShardWork work = works.remove(shard);
        int left = work == null ? 0 : work.lose();
        if (left > 0) {
            LOG.warn(
                    "Another process has shard {}: {} events that waited for it here are left to that one",
                    shard,
                    left);
        }
        then(shard, () -> {
            if (shard.number() == 0) {
                commands.setRegistering(false);
            }
            positions().forEach(each -> each.drop(shard));
            reach.isGone(shard);
            session.shards().end(shard);
        });
    }

    private Stream<Positions> positions() {
        return intakes.get().stream().map(EventIntake::positions).filter(Objects::nonNull);
    }

    /** Does something for a shard, after what was begun for it before. */
    private void then(Shard shard, Runnable step) {
        steps.compute(
                shard,
                (same, before) -> (before == null ? CompletableFuture.completedFuture(null) : before)
                        .handleAsync(
                                (done, failure) -> {
                                    try {
                                        step.run();
                                    } catch (RuntimeException e) {
                                        LOG.error("Shard {} could not be looked after: {}", shard, e.getMessage(), e);
                                    }
                                    return null;
                                },
                                threads));
    }

    @Override
    public void mayActAgain() {
        intakes.get().forEach(EventIntake::goOn);
    }

    @Override
    public boolean isAble() {
        return reach.isThere(session.status());
    }

    @Override
    public int recommendedShards() {
        return session.shards().recommended();
    }

    @Override
    public int refusedRequests() {
        return session.refusedRequests();
    }
}
