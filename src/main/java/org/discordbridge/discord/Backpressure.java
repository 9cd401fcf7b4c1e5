package org.discordbridge.discord;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds websocket threads back by moments, so that the gateway is read as fast as a route can follow: the more events wait or
 * are under way, the longer. Waits for nothing: the queue of a route that stands still fills, and overflows. Safe for any
 * number of threads.
 */
final class Backpressure {
    /** From how many on the gateway is read more slowly. What is in hand has to be copied by the collector, and promoted. */
    private static final int MANY = 300;

    private static final int FAR_TOO_MANY = 5 * MANY;
    private static final long LONGEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long PAUSES_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(1);

    /** What each websocket thread has still to pause. */
    private final ThreadLocal<long[]> owed = ThreadLocal.withInitial(() -> new long[1]);

    private final AtomicInteger pausing = new AtomicInteger();

    /** Called on a websocket thread before it puts another event in line. */
    void holdBack(int size, int most) {
        long pause = pause(size, most);
        if (pause > 0) {
            // many short pauses are made one: each costs the switch to another thread and back
            long[] own = owed.get();
            own[0] += pause;
            if (own[0] >= PAUSES_AT_ONCE) {
                park(own);
            }
        }
    }

    /**
     * Returns how long, in nanoseconds, a websocket thread leaves its core to the threads of the route: up to a quarter of a
     * millisecond for each event.
     */
    static long pause(int size, int most) {
        int many = Math.min(MANY, most / 2);
        if (size <= many || size >= most) {
            return 0;
        }
        int farTooMany = Math.min(FAR_TOO_MANY, most);
        return LONGEST_PAUSE * Math.min(size - many, farTooMany - many) / (farTooMany - many);
    }

    /** The more shards pause at the same time, the longer each of them: together they are as much faster. */
    private void park(long[] own) {
        LockSupport.parkNanos(own[0] * pausing.incrementAndGet());
        pausing.decrementAndGet();
        own[0] = 0;
    }
}
