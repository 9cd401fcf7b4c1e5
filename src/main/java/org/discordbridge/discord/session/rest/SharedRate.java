package org.discordbridge.discord.session.rest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntSupplier;

/**
 * Keeps the requests of this process within its part of what Discord allows all processes of a bot together: 50 a second
 * (Discord docs, Rate Limits > Global Rate Limit). A process that is alone does not count, as JDA waits when Discord says
 * so. Safe for any number of threads.
 */
public final class SharedRate {
    /** A second, and the time by which requests may come closer together on their way. */
    private static final Duration WINDOW = Duration.ofMillis(1_050);

    private final Deque<Long> made = new ArrayDeque<>();
    private volatile IntSupplier processes = () -> 1;
    private volatile int limit = 50;

    /**
     * Sets what is shared.
     *
     * @param perSecond number of requests that all processes together may make in a second
     * @param sharedBy gives the number of processes, this one included
     */
    public void share(int perSecond, IntSupplier sharedBy) {
        limit = perSecond;
        processes = sharedBy;
    }

    /** Returns the time that the next request has to wait, and counts it. */
    synchronized Duration reserve() {
        int all = processes.getAsInt();
        if (all <= 1) {
            made.clear();
            return Duration.ZERO;
        }
        int part = Math.max(1, limit / all);
        while (made.size() > part) {
            made.removeFirst();
        }
        long now = System.nanoTime();
        long next = made.size() < part ? now : Math.max(now, made.removeFirst() + WINDOW.toNanos());
        made.addLast(next);
        return Duration.ofNanos(next - now);
    }
}
