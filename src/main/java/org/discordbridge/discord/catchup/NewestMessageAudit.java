package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.SessionState;
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
    private final Set<String> guilds;
    private final LongSupplier newest;
    private final Consumer<List<ChannelState>> found;
    private final Executor later;
    private final Executor next;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile long done;

    /**
     * Makes the audit of one route.
     *
     * @param guilds the guilds to ask for; those that the bot has left are removed
     * @param newest gives the newest message that is known
     * @param found takes the channels of a guild, on the clock
     */
    NewestMessageAudit(
            DiscordSession session,
            Set<String> guilds,
            LongSupplier newest,
            Consumer<List<ChannelState>> found,
            Executor clock) {
        this.session = session;
        this.guilds = guilds;
        this.newest = newest;
        this.found = found;
        this.later = CompletableFuture.delayedExecutor(Positions.BASE_LAGS.toMillis(), TimeUnit.MILLISECONDS, clock);
        this.next = CompletableFuture.delayedExecutor(BETWEEN_GUILDS.toMillis(), TimeUnit.MILLISECONDS, clock);
    }

    /** Treats everything up to this id as known. */
    void begin(long id) {
        done = id;
    }

    /** Returns the id up to which everything that Discord has is known. */
    long done() {
        return done;
    }

    /** Begins a round, unless one is running, or requests are impossible at the moment. */
    @Override
    public void run() {
        if (session.state() == SessionState.READY && session.heldBack() == null && running.compareAndSet(false, true)) {
            new Round(newest.getAsLong(), new ArrayDeque<>(guilds)).next();
        }
    }

    /**
     * Asks once for every guild. Waits before it compares, so that messages that are still on their way over the
     * gateway can arrive.
     */
    private final class Round {
        private final long asked;
        private final Queue<String> waiting;
        private final List<CompletableFuture<?>> compared = new ArrayList<>();
        private final AtomicBoolean told = new AtomicBoolean();

        Round(long asked, Queue<String> waiting) {
            this.asked = asked;
            this.waiting = waiting;
        }

        void next() {
            String guild = waiting.poll();
            if (guild == null) {
                running.set(false);
                CompletableFuture.allOf(compared.toArray(CompletableFuture[]::new))
                        .thenRun(() -> done = Math.max(done, asked));
                return;
            }
            CompletableFuture<List<ChannelState>> answer;
            try {
                answer = session.channels().states(guild);
            } catch (RuntimeException e) {
                // the session has ended, for instance; if this threw, there would never be another round
                answer = CompletableFuture.failedFuture(e);
            }
            compared.add(
                    answer.thenAcceptAsync(found, later).whenComplete((nothing, failure) -> failed(guild, failure)));
            answer.whenCompleteAsync((states, failure) -> next(), next);
        }

        private void failed(String guild, Throwable failure) {
            Throwable cause = DiscordException.unwrapped(failure);
            if (cause instanceof DiscordException refusal && refusal.isRefusal() && refusal.getCode() != 0) {
                LOG.info(
                        "Guild {} is not audited any more, the bot has no place in it: {}",
                        guild,
                        refusal.getMessage());
                guilds.remove(guild);
            } else if (cause != null) {
                // if many fail at the same time, one warning is enough
                LOG.atLevel(told.compareAndSet(false, true) ? Level.WARN : Level.DEBUG)
                        .log(
                                "Guild {} could not be audited, and is with the next audit: {}",
                                guild,
                                cause.getMessage());
            }
        }
    }
}
