package org.discordbridge.discord.session.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that JDA's requests to REST block, one each. A thread for every channel that is posted into, as JDA takes
 * unless told otherwise, has most of them wait for a core, each with a stack and a connection of its own. Here there are
 * {@value #USUAL} at most while these get on. Where they do not, since Discord is slow or files are large, there are as many
 * as there are requests, up to {@value #MOST}: within a quarter of a second none waits for another. The acknowledgement of
 * an interaction, which goes this way too, has three seconds.
 */
public final class RequestThreads extends ThreadPoolExecutor {
    /** How many there are unless requests take long. */
    public static final int USUAL = 64;

    /** How many there are at most, each with a stack and a connection, even if Discord answers none. */
    private static final int MOST = 1_000;

    /** Requests that take longer than this on the average take long. */
    private static final Duration LONG = Duration.ofMillis(250);

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final AtomicBoolean watched = new AtomicBoolean();
    private final Executor later;
    private long done;

    public RequestThreads(ThreadFactory threads) {
        this(threads, LONG);
    }

    public RequestThreads(ThreadFactory threads, Duration longest) {
        super(1, USUAL, IDLE.toMillis(), TimeUnit.MILLISECONDS, new HandOver(), threads, RequestThreads::keep);
        this.later = CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes from {@link #execute} what an idle thread takes at once; for the rest there is a new thread, or it is kept. */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable request) {
            return tryTransfer(request);
        }

        void keep(Runnable request) {
            super.offer(request);
        }
    }

    /** All threads are busy, or the pool has ended. */
    private static void keep(Runnable request, ThreadPoolExecutor pool) {
        if (!pool.isShutdown()) {
            ((HandOver) pool.getQueue()).keep(request);
            // what was added at the very end may have been overlooked
            if (!pool.isShutdown() || !pool.remove(request)) {
                ((RequestThreads) pool).watch();
                return;
            }
        }
        throw new RejectedExecutionException("JDA has been shut down");
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            done = getCompletedTaskCount();
            later.execute(this::look);
        }
    }

    /** One thread at a time does this. */
    private void look() {
        int waiting = getQueue().size();
        if (waiting == 0 && getActiveCount() <= USUAL) {
            setMaximumPoolSize(USUAL);
            watched.set(false);
            if (!getQueue().isEmpty()) {
                watch();
            }
            return;
        }
        long before = done;
        done = getCompletedTaskCount();
        if (waiting > 0 && done - before < getPoolSize()) {
            setMaximumPoolSize(MOST);
            // begins threads for what waits
            setCorePoolSize(Math.min(MOST, getPoolSize() + waiting));
            setCorePoolSize(1);
        }
        later.execute(this::look);
    }
}
