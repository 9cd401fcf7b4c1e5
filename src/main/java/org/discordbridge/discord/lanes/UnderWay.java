package org.discordbridge.discord.lanes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.ShutdownStrategy;

/**
 * Counts the exchanges that a consumer has handed to its route and that the route has not finished. Camel counts by the
 * route's id, which the routes before and after a reload share: its count stays too low once an exchange has outlived
 * its route.
 */
public final class UnderWay {
    private static final long LOOK_MILLIS = 20;

    private final AtomicInteger count = new AtomicInteger();

    /** Counts an exchange. Call it before it is known whether the exchange may begin. */
    public void begin() {
        count.incrementAndGet();
    }

    /** Counts an exchange as finished, or as not begun after all. */
    public void end() {
        if (count.decrementAndGet() == 0) {
            synchronized (count) {
                count.notifyAll();
            }
        }
    }

    public int count() {
        return count.get();
    }

    /**
     * Waits until all are finished, so that the steps of the route may stop. Waits as long as Camel waits for a route,
     * but not if Camel has waited for it already.
     */
    public void await(ShutdownStrategy strategy) {
        long end = System.nanoTime() + strategy.getTimeUnit().toNanos(strategy.getTimeout());
        try {
            synchronized (count) {
                while (count.get() > 0 && !strategy.hasTimeoutOccurred() && System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.timedWait(count, LOOK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
