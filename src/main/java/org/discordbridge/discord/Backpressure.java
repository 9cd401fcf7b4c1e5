package org.discordbridge.discord;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows websocket threads down by short pauses, so that the gateway is read as fast as a route can follow. The more
 * events wait or are under way, the longer the pauses. It never waits for the route: if a route stands still, its queue
 * fills and overflows. Safe for any number of threads.
 */
final class Backpressure {
    /**
     * Number of events from which the gateway is read more slowly: the garbage collector has to copy and promote all
     * events in memory.
     */
    private static final int MANY = 300;

    private static final int FAR_TOO_MANY = 5 * MANY;
    private static final long LONGEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long PAUSES_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(1);

    /** The pause that each websocket thread still owes. */
    private final ThreadLocal<long[]> owed = ThreadLocal.withInitial(() -> new long[1]);

    private final AtomicInteger pausing = new AtomicInteger();

    /** Pauses a websocket thread if necessary, before it puts another event in line. */
    void holdBack(int size, int most) {
        long pause = pause(size, most);
        if (pause > 0) {
            // many short pauses are joined into one: each costs a switch to another thread and back
            long[] own = owed.get();
            own[0] += pause;
            if (own[0] >= PAUSES_AT_ONCE) {
                park(own);
            }
        }
    }

    /**
     * Computes for how long, in nanoseconds, a websocket thread leaves its core to the threads of the route: up to a
     * quarter of a millisecond for each event.
     */
    static long pause(int size, int most) {
        int many = Math.min(MANY, most / 2);
        if (size <= many || size >= most) {
            return 0;
        }
        int farTooMany = Math.min(FAR_TOO_MANY, most);
        return LONGEST_PAUSE * Math.min(size - many, farTooMany - many) / (farTooMany - many);
    }

    /**
     * Pauses for the time owed, times the number of shards that pause at the same time: together they would be that
     * much faster.
     */
    private void park(long[] own) {
        LockSupport.parkNanos(own[0] * pausing.incrementAndGet());
        pausing.decrementAndGet();
        own[0] = 0;
    }
}
