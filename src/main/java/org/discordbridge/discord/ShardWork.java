package org.discordbridge.discord;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.Shard;

/**
 * Counts the events of one shard that wait or are under way in all routes, so that it can be handed over when they are
 * done. Safe for any number of threads.
 */
final class ShardWork {
    private final Shard shard;
    private int underWay;
    private volatile boolean lost;

    ShardWork(Shard shard) {
        this.shard = shard;
    }

    Shard shard() {
        return shard;
    }

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        if (--underWay == 0) {
            notifyAll();
        }
    }

    /** Notes that another process has the shard, so that what still waits here is left to it. Returns how much that is. */
    synchronized int lose() {
        lost = true;
        return underWay;
    }

    boolean isLost() {
        return lost;
    }

    /** Waits until nothing is under way. Returns the number of events that are, when the time is over. */
    synchronized int await(Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (underWay > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return underWay;
            }
            wait(left);
        }
        return 0;
    }
}
