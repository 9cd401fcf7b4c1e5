package org.discordbridge.cluster;

import java.time.Duration;

/** Knows how long ago something was done for the last time; at first it never was. For one thread. */
final class Since {
    private long at;
    private boolean ever;

    /** Notes that it is done now. */
    void now() {
        at = System.nanoTime();
        ever = true;
    }

    /** Behaves as if it had never been done. */
    void never() {
        ever = false;
    }

    boolean isNever() {
        return !ever;
    }

    /** Returns whether that time has passed. */
    boolean isOver(Duration time) {
        return left(time).isZero();
    }

    /** Returns how much of that time is left; zero if it is over. */
    Duration left(Duration time) {
        long left = time.toNanos() - (System.nanoTime() - at);
        return ever && left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
