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
 * Runs JDA's REST requests, each of which blocks a thread. By default, JDA takes a thread for each channel; most of
 * these would wait for a core, each with a stack and a connection of its own. Here there are at most {@value #USUAL}
 * threads while requests are quick. If they are slow, since Discord is slow or files are large, there are as many
 * threads as requests, up to {@value #MOST}: after a quarter of a second no request waits for another. The
 * acknowledgement of an interaction also runs here, and has three seconds.
 */
public final class RequestThreads extends ThreadPoolExecutor {
    /** Greatest number of threads while requests are quick. */
    public static final int USUAL = 64;

    /** Greatest number of threads, each with a stack and a connection, even if Discord answers no request. */
    private static final int MOST = 1_000;

    /** Average time from which requests count as slow. */
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

    /**
     * Takes a request in {@link #execute} only if an idle thread takes it at once. Otherwise the pool starts a new
     * thread, or keeps the request.
     */
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

    /** Keeps a request because all threads are busy; refuses it if the pool has ended. */
    private static void keep(Runnable request, ThreadPoolExecutor pool) {
        if (!pool.isShutdown()) {
            ((HandOver) pool.getQueue()).keep(request);
            // the pool may have ended in between and overlooked this request
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

    /** Looks whether requests are slow, and changes the number of threads. One thread at a time does this. */
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
            // ThreadPoolExecutor starts a thread for each queued task when its core size grows; the size itself is not
            // wanted
            setCorePoolSize(Math.min(MOST, getPoolSize() + waiting));
            setCorePoolSize(1);
        }
        later.execute(this::look);
    }
}
