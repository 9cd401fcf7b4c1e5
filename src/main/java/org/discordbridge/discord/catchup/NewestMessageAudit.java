package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Asks now and then for the newest message of every channel, in case the gateway has lost some. It asks for one guild
 * after the other, since Discord allows a bot fifty requests a second in all, and answers need these too.
 */
final class NewestMessageAudit implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(NewestMessageAudit.class);

    private static final Duration BETWEEN_GUILDS = Duration.ofMillis(100);

    private final DiscordSession session;
    private final Supplier<Stream<TakenShard>> shards;
    private final LongSupplier newest;
    private final Executor later;
    private final Executor next;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Makes the audit of one route.
     *
     * @param shards gives the shards whose guilds are asked for
     * @param newest gives the newest message that is known
     */
    NewestMessageAudit(
            DiscordSession session, Supplier<Stream<TakenShard>> shards, LongSupplier newest, Executor clock) {
        this.session = session;
        this.shards = shards;
        this.newest = newest;
        this.later = CompletableFuture.delayedExecutor(TakenShard.BASE_LAGS.toMillis(), TimeUnit.MILLISECONDS, clock);
        this.next = CompletableFuture.delayedExecutor(BETWEEN_GUILDS.toMillis(), TimeUnit.MILLISECONDS, clock);
    }

    /**
     * Begins a round of the shards that are ready, unless one is running, or requests are impossible at the moment.
     */
    @Override
    public void run() {
        if (session.heldBack() == null && running.compareAndSet(false, true)) {
            new Round(
                            newest.getAsLong(),
                            shards.get().filter(TakenShard::isReady).toList())
                    .next();
        }
    }

    /** Names a guild of a shard, which is asked for once. */
    private record Asked(TakenShard shard, String guild) {}

    /**
     * Asks once for every guild. Waits before it compares, so that messages that are still on their way over the
     * gateway can arrive. A guild that could not be compared counts for its shard only.
     */
    private final class Round {
        private final long asked;
        private final Queue<Asked> waiting = new ArrayDeque<>();
        private final Map<TakenShard, List<CompletableFuture<?>>> compared = new HashMap<>();
        private final AtomicBoolean told = new AtomicBoolean();

        Round(long asked, List<TakenShard> ready) {
            this.asked = asked;
            for (TakenShard shard : ready) {
                compared.put(shard, new ArrayList<>());
                shard.guilds().forEach(guild -> waiting.add(new Asked(shard, guild)));
            }
        }

        void next() {
            waiting.removeIf(one -> one.shard().isOver());
            Asked one = waiting.poll();
            if (one == null) {
                running.set(false);
                compared.forEach((shard, all) -> CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                        .thenRun(() -> shard.audited(asked)));
                return;
            }
            CompletableFuture<List<ChannelState>> answer;
            try {
                answer = session.calls().channels().states(one.guild());
            } catch (RuntimeException e) {
                // the session has ended, for instance; if this threw, there would never be another round
                answer = CompletableFuture.failedFuture(e);
            }
            compared.get(one.shard())
                    .add(answer.thenAcceptAsync(one.shard()::appeared, later)
                            .whenComplete((nothing, failure) -> failed(one, failure)));
            answer.whenCompleteAsync((states, failure) -> next(), next);
        }

        private void failed(Asked one, Throwable failure) {
            Throwable cause = DiscordException.unwrapped(failure);
            if (cause instanceof DiscordException refusal && refusal.isRefusal() && refusal.getCode() != 0) {
                LOG.info(
                        "Guild {} is not audited any more, the bot has no place in it: {}",
                        one.guild(),
                        refusal.getMessage());
                one.shard().guilds().remove(one.guild());
            } else if (cause != null) {
                // if many fail at the same time, one warning is enough
                LOG.atLevel(told.compareAndSet(false, true) ? Level.WARN : Level.DEBUG)
                        .log(
                                "Guild {} could not be audited, and is with the next audit: {}",
                                one.guild(),
                                cause.getMessage());
            }
        }
    }
}
