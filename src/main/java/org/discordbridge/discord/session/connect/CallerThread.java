package org.discordbridge.discord.session.connect;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.rest.RequestThreads;

/**
 * Runs each task at once, on the thread that hands it over. So JDA's callbacks run where the answer has arrived, on one
 * of the {@link RequestThreads}, which each request has for itself, and do not wait for others. Ends with those
 * threads.
 */
final class CallerThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable callback) {
        callback.run();
    }

    @Override
    public void shutdown() {
        // it has no threads of its own
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
