package org.discordbridge.simulator.internal;

import java.time.Clock;
import java.time.Instant;

/** Hands out strictly increasing snowflakes (Discord docs, Reference > Snowflakes). Safe from any thread. */
final class Snowflakes {
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;

    private final Clock clock;
    private long last;

    Snowflakes(Clock clock) {
        this.clock = clock;
    }

    /** The next one: of this millisecond, or just above the last one if the clock stood still. */
    synchronized long next() {
        last = Math.max(last + 1, (clock.millis() - DISCORD_EPOCH) << 22);
        return last;
    }

    /** The next one in a millisecond of its own, so that consecutive ones fall on consecutive shards. */
    synchronized long nextMillisecond() {
        last = Math.max(((last >> 22) + 1) << 22, (clock.millis() - DISCORD_EPOCH) << 22);
        return last;
    }

    static Instant time(long snowflake) {
        return Instant.ofEpochMilli((snowflake >> 22) + DISCORD_EPOCH);
    }
}
