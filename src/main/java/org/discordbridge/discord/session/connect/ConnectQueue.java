package org.discordbridge.discord.session.connect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.rest.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JDA where the gateway is, and makes the connections of one shard. The first one is held back until
 * {@link #release()}, so that the handlers are in place before anything arrives.
 *
 * <p>Each new session takes a turn of the {@link IdentifyPace}: whether it is the first, or Discord has called the one
 * before invalid. A connection that cannot be made is tried again after a second, and then less and less often. The same
 * holds for one that Discord ends soon after it was made.
 */
public final class ConnectQueue extends SessionControllerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectQueue.class);
    private static final long LONGEST_PAUSE_SECONDS = 5;
    private static final Duration TURN_WITHIN = Duration.ofMinutes(2);

    private final String gateway;
    private final Shard shard;
    private final IdentifyPace pace;
    private final ShardGate gate;
    private final Consumer<String> onUnreached;
    private final Executor threads;
    private final ReconnectPause pause = new ReconnectPause(new SteadyClock());
    private final CountDownLatch ended = new CountDownLatch(1);
    private SessionConnectNode held;
    private boolean released;
    private volatile long turn = System.nanoTime() - IdentifyPace.TURN.toNanos();

    /**
     * Makes the queue.
     *
     * @param gateway address of the gateway
     * @param onUnreached gets the reason why a connection could not be made, for people, on the thread that connects
     */
    public ConnectQueue(String gateway, Shard shard, IdentifyPace pace, ShardGate gate, Consumer<String> onUnreached) {
        this.gateway = gateway;
        this.shard = shard;
        this.pace = pace;
        this.gate = gate;
        this.onUnreached = onUnreached;
        this.threads = task -> {
            Thread thread = new Thread(task, "JDA connects" + shard.suffix());
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** Returns the pause, which decides when the shard connects again. It must be told of all its connections. */
    public ReconnectPause pause() {
        return pause;
    }

    /** Waits until a session may be resumed, or the shutdown has ended it. New sessions wait in their queue. */
    public void awaitPause() {
        long until = System.nanoTime() + pause.current().toNanos();
        boolean waits = true;
        while (waits) {
            try {
                waits = !ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS) && System.nanoTime() < until;
            } catch (InterruptedException e) {
                // The websocket library interrupts its threads when it ends a connection. JDA, which goes on in this
                // thread, would take that for its own end and never connect again
                waits = System.nanoTime() < until;
            }
        }
    }

    @Override
    public String getGateway() {
        return gateway;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        synchronized (this) {
            if (!released) {
                held = node;
                return;
            }
        }
        CompletableFuture.delayedExecutor(pause.current().toSeconds(), TimeUnit.SECONDS, Runnable::run)
                .execute(() -> pace.next(shard)
                        .thenRunAsync(() -> connect(node), threads)
                        .exceptionally(failure -> {
                            LOG.error("Shard {} cannot be connected", shard, failure);
                            return null;
                        }));
    }

    /** Returns whether the session has begun, and nothing more of it is read yet. */
    boolean isWaiting() {
        return gate.isWaiting();
    }

    /** Begins with the first connection. */
    public void release() {
        SessionConnectNode first;
        synchronized (this) {
            released = true;
            first = held;
            held = null;
        }
        if (first != null) {
            appendSession(first);
        }
    }

    /** Ends the queue: JDA calls this when the shard is shut down. */
    @Override
    public void removeSession(SessionConnectNode node) {
        synchronized (this) {
            held = null;
        }
        ended.countDown();
    }

    /**
     * Waits for a turn, right before IDENTIFY is sent. The turn with which the connection was begun is over if
     * connecting took long.
     */
    void awaitTurn() {
        if (System.nanoTime() - turn >= IdentifyPace.TURN.toNanos()) {
            LOG.debug("Shard {} has missed its turn", shard);
            pace.next(shard)
                    .completeOnTimeout(null, TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        LOG.debug("Shard {} begins a session", shard);
        turn = System.nanoTime() - IdentifyPace.TURN.toNanos();
    }

    /** Makes a connection, and tries until it is made. JDA's queue would try again at once, without any limit. */
    private void connect(SessionConnectNode node) {
        turn = System.nanoTime();
        LOG.debug("Shard {} connects", shard);
        long seconds = 1;
        try {
            while (ended.getCount() > 0 && !made(node, seconds) && !ended.await(seconds, TimeUnit.SECONDS)) {
                seconds = Math.min(2 * seconds, LONGEST_PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean made(SessionConnectNode node, long wait) throws InterruptedException {
        try {
            // does not wait for what comes of it: the pace keeps others apart
            node.run(true);
            return true;
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String problem = "no connection to " + gateway + ": " + cause.getMessage();
            onUnreached.accept(problem);
            LOG.warn(
                    "Discord's gateway cannot be reached{}, the next try is in {} s: {}",
                    shard.suffix(),
                    wait,
                    problem);
            return false;
        }
    }

    /** Returns the queue that a shard was made with. */
    static ConnectQueue of(JDA jda) {
        return (ConnectQueue) ((net.dv8tion.jda.internal.JDAImpl) jda).getSessionController();
    }
}
