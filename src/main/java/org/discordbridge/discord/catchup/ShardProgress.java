package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Knows how far a shard has read the gateway. Safe for any number of threads. */
final class ShardProgress {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final AtomicLong newest = new AtomicLong();
    private volatile int guilds = UNKNOWN;
    private volatile long began = System.nanoTime();

    /** Notes that the shard begins a new session, and how many guilds will appear. */
    void began(int count) {
        guilds = count;
        began = System.nanoTime();
    }

    /** Returns whether the shard has begun a session. */
    boolean hasBegun() {
        return guilds != UNKNOWN;
    }

    /** Notes that the shard has received everything up to that id. */
    void heard(long id) {
        if (id > newest.get()) {
            newest.accumulateAndGet(id, Math::max);
        }
    }

    /** Returns the id up to which the shard has received everything; 0 if it is not known. */
    long newest() {
        return newest.get();
    }

    /** Returns whether every guild has appeared, or is no longer expected to. */
    boolean hasAll(int appeared, Duration patience) {
        return appeared >= guilds || System.nanoTime() - began > patience.toNanos();
    }
}
