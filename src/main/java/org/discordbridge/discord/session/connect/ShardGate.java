package org.discordbridge.discord.session.connect;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Lets the events of a shard's connection in. Before it opens, the websocket thread waits here with the first dispatch of
 * the session: later ones wait in the connection, in their order, and need no memory.
 *
 * <p>If several processes share the shards of a bot, two connections of one shard exist for a moment: the next process
 * connects before the one before it stops. The gate of the old one stops, and tells which dispatches it has let in of
 * late. The gate of the new one opens with these, and lets in none of them again. So no clock and no number of Discord's
 * is needed: both connections bring the same dispatches.
 */
public final class ShardGate {
    /** Time for which dispatches of the predecessor may still come: it was ahead by no more. */
    private static final Duration LATE = Duration.ofSeconds(60);

    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private final RecentKeys recent;
    private Map<Long, Integer> handled;
    private long openedAt;
    private volatile boolean stopped;
    private long newest;
    /** Numbers of dispatches that were not let in: JDA may put one aside, and handle it again later. */
    private final Set<Long> refused = new HashSet<>();

    /** @param shared whether another process may take the shard over, or has had it before */
    public ShardGate(boolean shared) {
        recent = shared ? new RecentKeys() : null;
    }

    /** Lets events in. */
    public void open() {
        open(new long[0]);
    }

    /** Lets events in, but for those that were handled elsewhere, by their keys; a key may be there several times. */
    public synchronized void open(long[] handledElsewhere) {
        if (handledElsewhere.length > 0) {
            handled = new HashMap<>();
            for (long key : handledElsewhere) {
                handled.merge(key, 1, Integer::sum);
            }
        }
        openedAt = System.nanoTime();
        opened.complete(true);
    }

    /** Returns whether the shard was handed over by another process, which has handled events of its session. */
    public synchronized boolean isHandedOver() {
        return handled != null;
    }

    /** Drops all events; no effect if the gate is open. */
    public void dismiss() {
        opened.complete(false);
    }

    public boolean isOpen() {
        return opened.getNow(false);
    }

    /** Returns a future that completes when the first dispatch has come: Discord has begun the session. */
    public CompletableFuture<Void> arrived() {
        return arrived;
    }

    /** Notes that the first dispatch has come, and waits until the gate opens. Returns false if it was dismissed. */
    public boolean arrive() {
        synchronized (this) {
            // a new session counts anew
            newest = 0;
            refused.clear();
        }
        arrived.complete(null);
        return pass();
    }

    /** Returns whether the first dispatch has come, and the gate is closed. */
    public boolean isWaiting() {
        return arrived.isDone() && !opened.isDone();
    }

    /** Waits until the gate opens. Returns false if it was dismissed. */
    public boolean pass() {
        return opened.join();
    }

    /**
     * Returns whether a dispatch is let in.
     *
     * @param sequence its number in the session
     * @param key asked for only if shards are shared
     */
    public boolean takes(long sequence, LongSupplier key) {
        if (recent == null) {
            return true;
        }
        long it = key.getAsLong();
        synchronized (this) {
            if (stopped) {
                return false;
            }
            if (sequence <= newest) {
                return !refused.contains(sequence);
            }
            newest = sequence;
            recent.add(it);
            if (wasHandled(it)) {
                refused.add(sequence);
                return false;
            }
            return true;
        }
    }

    /** Remembers what is let in for minutes: it will be long until the next process has all that it needs. */
    public synchronized void rememberLonger() {
        if (recent != null) {
            recent.keepLonger();
        }
    }

    /** Returns whether it has been stopped. */
    public boolean isStopped() {
        return stopped;
    }

    private boolean wasHandled(long key) {
        if (handled == null || handled.isEmpty()) {
            return false;
        }
        if (System.nanoTime() - openedAt > LATE.toNanos()) {
            handled = Map.of();
            return false;
        }
        Integer times = handled.computeIfPresent(key, (same, count) -> count - 1);
        if (times != null && times == 0) {
            handled.remove(key);
        }
        return times != null;
    }

    /** Lets nothing in any more. Returns the keys of what it has let in of late. */
    public synchronized long[] stop() {
        stopped = true;
        return recent == null ? new long[0] : recent.all();
    }
}
