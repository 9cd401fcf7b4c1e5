package org.discordbridge.discord.lanes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.ShutdownStrategy;

/**
 * What a consumer has handed to its route and the route has not finished. Camel counts by the route's id, which the route
 * before and after a reload share: that count is too low for good once an exchange has outlived its route.
 */
public final class UnderWay {
    private static final long LOOK_MILLIS = 20;

    private final AtomicInteger count = new AtomicInteger();

    /** One begins; said before it is known whether it may. */
    public void begin() {
        count.incrementAndGet();
    }

    /** One is finished, or was not begun after all. */
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
     * Waits until all are finished, so that the steps of the route may stop: for as long as Camel waits for a route, and not
     * if it has waited for that already.
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
