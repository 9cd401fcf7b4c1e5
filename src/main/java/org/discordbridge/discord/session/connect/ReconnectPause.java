package org.discordbridge.discord.session.connect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Computes how long a shard waits before it connects again: not at all after a connection that lasted, and longer with
 * each one in a row that did not. JDA alone would resume at once, as often as Discord closes. Safe for any number of
 * threads.
 */
public final class ReconnectPause {
    private static final Duration LASTED = Duration.ofSeconds(10);
    /**
     * Time after which a new session counts as lasting. It is this long because Discord allows 1,000 new sessions a
     * day, and resets the token of bots that begin more.
     */
    private static final Duration SESSION_LASTED = Duration.ofSeconds(90);

    private static final int LONGEST = 6;
    private static final Duration UNIT = Duration.ofSeconds(1);

    private final Clock clock;
    private Instant readySince;
    private int inARow;
    private Duration current = Duration.ZERO;

    ReconnectPause(Clock clock) {
        this.clock = clock;
    }

    /** Notes that a connection has begun or resumed the session. */
    public synchronized void ready() {
        readySince = clock.instant();
    }

    /**
     * Notes that a connection has ended. Returns the pause until the next: none, then 1, 2, 4 … seconds, at most 64.
     *
     * @param resumable whether the session goes on with the next connection
     */
    public synchronized Duration lost(boolean resumable) {
        Duration enough = resumable ? LASTED : SESSION_LASTED;
        if (readySince != null && !readySince.plus(enough).isAfter(clock.instant())) {
            inARow = 0;
        }
        readySince = null;
        current = inARow == 0 ? Duration.ZERO : UNIT.multipliedBy(1L << Math.min(inARow - 1, LONGEST));
        inARow++;
        return current;
    }

    synchronized Duration current() {
        return current;
    }
}
