package org.discordbridge.discord.session.connect;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.rest.RequestThreads;

/**
 * Runs what it is given at once, on the thread that gives it: JDA's callbacks then run where the answer has arrived, one of
 * the {@link RequestThreads} that each request has to itself, and wait for no other. Ends with those.
 */
final class CallerThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable callback) {
        callback.run();
    }

    @Override
    public void shutdown() {
        // nothing runs here
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
