package org.discordbridge.simulator.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for the world to change, with a deadline and a complaint. */
final class Await {
    private Await() {}

    /** Returns the first non-null answer of the probe, asked under the lock after every change. */
    static <T> T until(Object lock, Duration timeout, Supplier<T> probe, Supplier<String> complaint) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            while (true) {
                T answer = probe.get();
                if (answer != null) {
                    return answer;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("After " + timeout.toMillis() + " ms: " + complaint.get());
                }
                try {
                    lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("Interrupted: " + complaint.get(), e);
                }
            }
        }
    }
}
