package org.discordbridge.archive;

import java.util.concurrent.Semaphore;

/**
 * Decides which files are held in memory whole while they are put: small ones, so that their digest is known beforehand
 * and goes with them, in one request. An eighth of the heap at most is spent on that; while it is taken, small files
 * are spooled like large ones.
 */
final class SmallFiles {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int UNIT = 1024;

    private final Semaphore kilobytes =
            new Semaphore((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8 / UNIT));

    /**
     * Takes room for a file of that length, if it may be held. Does not wait.
     *
     * @return the cost of the file, to be given back; 0 if it may not be held
     */
    int take(long length) {
        if (length < 0 || length > LARGEST) {
            return 0;
        }
        int cost = (int) (length / UNIT) + 1;
        return kilobytes.tryAcquire(cost) ? cost : 0;
    }

    /** Gives back what {@link #take} has told. */
    void giveBack(int cost) {
        kilobytes.release(cost);
    }
}
