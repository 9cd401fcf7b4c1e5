package org.discordbridge.discord.catchup;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Says when watermarks are stored again: after many of them, the next time comes later. For one thread. */
final class StorePace {
    /**
     * Greatest number of watermarks stored in a second. In that many channels, nearly every message moves another
     * watermark.
     */
    static final int MOST_A_SECOND = 10_000;

    private static final long EACH = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    private static final long AT_LATEST = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private long notBefore;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    StorePace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        notBefore = nanoTime.getAsLong();
    }

    /** Returns for how many nanoseconds nothing is to be stored, since there were many a moment ago; 0 or less if none. */
    long untilDue() {
        return notBefore - nanoTime.getAsLong();
    }

    /** Stores, unless there were too many a moment ago. */
    void ifDue(IntSupplier store) {
        if (untilDue() <= 0) {
            long now = nanoTime.getAsLong();
            notBefore = now + Math.min(AT_LATEST, store.getAsInt() * EACH);
        }
    }
}
