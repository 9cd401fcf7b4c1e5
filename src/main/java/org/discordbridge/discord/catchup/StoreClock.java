package org.discordbridge.discord.catchup;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has watermarks stored a moment after they have moved, and wakes nobody while none moves. What is done and not stored is
 * done again after a crash: so the moment is shorter where there is much. Safe for any number of threads.
 */
final class StoreClock {
    /** Number of messages from which a crash would be felt. */
    static final int MANY = 10;

    static final long SOON_MILLIS = 25;
    /** Time within which all that moves is stored by one request to Kafka. */
    static final long LATER_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);

    private final ScheduledExecutorService clock;
    private final StorePace pace;
    private final BooleanSupplier store;
    private final AtomicBoolean moved = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();

    /**
     * Begins to wait for the first that moves.
     *
     * @param clock runs {@code store}
     * @param store stores all that have moved, at the pace; returns whether some are left, since nothing may be stored
     */
    StoreClock(ScheduledExecutorService clock, StorePace pace, BooleanSupplier store) {
        this.clock = clock;
        this.pace = pace;
        this.store = store;
    }

    /** Notes that a watermark has moved. Does not block. */
    void moved() {
        if (moved.compareAndSet(false, true)) {
            in(LATER_MILLIS);
        }
    }

    /** Notes that a message is done. Does not block. */
    void done() {
        if (done.incrementAndGet() == MANY) {
            in(SOON_MILLIS);
        }
    }

    private void run() {
        long early = pace.untilDue();
        if (early > 0) {
            in(TimeUnit.NANOSECONDS.toMillis(early) + 1);
            return;
        }
        // before it is looked what has moved: what moves meanwhile is stored the next time
        moved.set(false);
        done.set(0);
        try {
            if (store.getAsBoolean()) {
                moved();
            }
        } catch (RuntimeException e) {
            LOG.error("Positions could not be stored just now", e);
            moved();
        }
    }

    private void in(long millis) {
        try {
            clock.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("What stops stores everything itself", e);
        }
    }
}
