package org.discordbridge.discord.session.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.rest.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JDA where the gateway is, and holds its first connections back until {@link #release()}, so that the handlers
 * are in place before anything arrives.
 *
 * <p>Shards begin their sessions as fast as Discord allows: one in five seconds for all shards with the same remainder
 * of number and concurrency (Discord docs, Gateway > Sharding > Max Concurrency). A connection that cannot be made is
 * tried again after a second, and then less and less often. The same holds for one that Discord ends soon after it was
 * made.
 */
public final class ConnectQueue extends SessionControllerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectQueue.class);
    private static final long LONGEST_PAUSE_SECONDS = 5;

    private final String gateway;
    private final ObjIntConsumer<String> onUnreached;
    private final SessionControllerAdapter[] queues;
    private final ReconnectPause[] pauses;
    private final List<SessionConnectNode> held = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean released;

    /**
     * Makes the queue. {@code onUnreached} gets the reason why a connection could not be made, for people, and its
     * shard, on threads of JDA.
     */
    public ConnectQueue(GatewayAddress address, ObjIntConsumer<String> onUnreached) {
        gateway = address.url();
        this.onUnreached = onUnreached;
        queues = Stream.generate(SessionControllerAdapter::new)
                .limit(Math.min(address.maxConcurrency(), address.shards()))
                .toArray(SessionControllerAdapter[]::new);
        pauses = Stream.generate(() -> new ReconnectPause(new SteadyClock()))
                .limit(address.shards())
                .toArray(ReconnectPause[]::new);
    }

    /**
     * Returns the pause of a shard, which decides when it connects again. It must be told of all connections of that
     * shard.
     */
    public ReconnectPause pauseOf(Shard shard) {
        return pauses[shard.number()];
    }

    /** Waits until a session may be resumed, or the shutdown has ended it. New sessions wait in their queue. */
    public void awaitPause(Shard shard) {
        long until = System.nanoTime() + pauseOf(shard).current().toNanos();
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
        synchronized (held) {
            if (!released) {
                held.add(node);
                return;
            }
        }
        Duration pause = pauses[node.getShardInfo().getShardId()].current();
        if (pause.isZero()) {
            queue(node);
        } else {
            // waits outside of the queue, where other shards would wait behind it
            CompletableFuture.delayedExecutor(pause.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> queue(node));
        }
    }

    private void queue(SessionConnectNode node) {
        if (ended.getCount() > 0) {
            queueOf(node).appendSession(new Persistent(node));
        }
    }

    /** Ends the queue: JDA calls this when a shard is shut down, and then the session ends. */
    @Override
    public void removeSession(SessionConnectNode node) {
        synchronized (held) {
            held.remove(node);
        }
        queueOf(node).removeSession(new Persistent(node));
        ended.countDown();
    }

    private SessionControllerAdapter queueOf(SessionConnectNode node) {
        return queues[node.getShardInfo().getShardId() % queues.length];
    }

    public void release() {
        List<SessionConnectNode> first;
        synchronized (held) {
            released = true;
            first = List.copyOf(held);
            held.clear();
        }
        first.forEach(this::appendSession);
    }

    /** Makes a connection, and tries until it is made. JDA's queue would try again at once, without any limit. */
    private final class Persistent implements SessionConnectNode {
        private final SessionConnectNode node;

        Persistent(SessionConnectNode node) {
            this.node = node;
        }

        @Override
        public void run(boolean isLast) throws InterruptedException {
            long seconds = 1;
            while (!made(isLast, seconds) && !ended.await(seconds, TimeUnit.SECONDS)) {
                seconds = Math.min(2 * seconds, LONGEST_PAUSE_SECONDS);
            }
        }

        private boolean made(boolean isLast, long pause) throws InterruptedException {
            try {
                node.run(isLast);
                return true;
            } catch (IllegalStateException e) {
                JDA.ShardInfo shard = getShardInfo();
                Throwable cause = e.getCause() == null ? e : e.getCause();
                String problem = "no connection to " + gateway + ": " + cause.getMessage();
                onUnreached.accept(problem, shard.getShardId());
                LOG.warn(
                        "Discord's gateway cannot be reached{}, the next try is in {} s: {}",
                        new Shard(shard.getShardId(), shard.getShardTotal()).suffix(),
                        pause,
                        problem);
                return false;
            }
        }

        @Override
        public boolean isReconnect() {
            return node.isReconnect();
        }

        @Override
        public JDA getJDA() {
            return node.getJDA();
        }

        @Override
        public JDA.ShardInfo getShardInfo() {
            return node.getShardInfo();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Persistent same && node.equals(same.node);
        }

        @Override
        public int hashCode() {
            return node.hashCode();
        }
    }
}
