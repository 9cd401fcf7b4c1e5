package org.discordbridge.archive;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Which files are held in memory whole while they are put: small ones, so that their digest is known beforehand and goes
 * with them, in one request. An eighth of the heap at most is spent on that; while it is taken, files go straight through,
 * like large ones, and their digest follows.
 */
final class SmallFiles {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int UNIT = 1024;

    private final Semaphore kilobytes =
            new Semaphore((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8 / UNIT));

    /** Whether a file of that length may be held, until the exchange is done. Does not wait. */
    boolean take(long length, Exchange exchange) {
        if (length < 0 || length > LARGEST) {
            return false;
        }
        int cost = (int) (length / UNIT) + 1;
        if (!kilobytes.tryAcquire(cost)) {
            return false;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                kilobytes.release(cost);
            }
        });
        return true;
    }
}
