package org.discordbridge.simulator.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Holds scripts up while a client is far behind in reading, so that nothing piles up in memory. */
final class Backlog {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final long limit;

    Backlog(long limit) {
        this.limit = limit;
    }

    synchronized void roomMade() {
        notifyAll();
    }

    /** Blocks while a client is far behind; one that does not catch up in ten seconds is cut off. */
    void awaitRoom(List<GatewayLink> links) {
        for (GatewayLink link : links) {
            if (link.backlog() > limit) {
                awaitRoom(link);
            }
        }
    }

    private synchronized void awaitRoom(GatewayLink link) {
        long deadline = System.nanoTime() + PATIENCE;
        while (link.backlog() > limit / 2 && link.isOpen()) {
            if (System.nanoTime() > deadline) {
                link.reset();
                return;
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
