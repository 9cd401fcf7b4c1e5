package org.discordbridge.simulator.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out snowflakes (Discord docs, Reference > Snowflakes): strictly increasing ones of the time and, if asked for, ones of
 * the year 2021 for what lasts, which are the same in each run. Safe from any thread.
 */
final class Snowflakes {
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final long FIRST_FIXED = 800_000_000_000_000_000L;

    /** As Discord's own have the worker and the process that made them: two simulators never make the same one. */
    private static final AtomicInteger WORKERS = new AtomicInteger();

    private static final int WORKER_BITS = 0x3FF;
    private static final int SEQUENCE_LENGTH = 12;

    private final Clock clock;
    private final long worker = (long) (WORKERS.getAndIncrement() & WORKER_BITS) << SEQUENCE_LENGTH;
    private long last;
    /** The next one for what lasts; 0 if these are of the time too. */
    private long lasting;

    Snowflakes(Clock clock, boolean fixed) {
        this.clock = clock;
        this.lasting = fixed ? FIRST_FIXED : 0;
    }

    /** The next one: of this millisecond, or just above the last one if the clock stood still. */
    synchronized long next() {
        last = Math.max(last + 1, first());
        return last;
    }

    /** The next one for what lasts: people, guilds, channels and what belongs to guilds. */
    synchronized long nextLasting() {
        return lasting == 0 ? next() : lasting++;
    }

    /** The next one for a guild, in a millisecond of its own, so that consecutive ones fall on consecutive shards. */
    synchronized long nextGuild() {
        if (lasting != 0) {
            lasting = ((lasting >> 22) + 1) << 22;
            return lasting++;
        }
        last = Math.max(((last >> 22) + 1) << 22 | worker, first());
        return last;
    }

    private long first() {
        return (clock.millis() - DISCORD_EPOCH) << 22 | worker;
    }

    static Instant time(long snowflake) {
        return Instant.ofEpochMilli((snowflake >> 22) + DISCORD_EPOCH);
    }
}
