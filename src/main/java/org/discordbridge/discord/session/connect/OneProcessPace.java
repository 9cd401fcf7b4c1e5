package org.discordbridge.discord.session.connect;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.Shard;

/** Gives turns to the shards of a process that has all of them. Safe for any number of threads. */
public final class OneProcessPace implements IdentifyPace {
    private final long[] free;

    /** @param concurrency number of shards that may begin at the same time */
    public OneProcessPace(int concurrency) {
        free = new long[concurrency];
        java.util.Arrays.fill(free, System.nanoTime());
    }

    @Override
    public CompletableFuture<Void> next(Shard shard) {
        long wait = reserve(shard.number() % free.length);
        return wait <= 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run));
    }

    private synchronized long reserve(int bucket) {
        long now = System.nanoTime();
        long turn = Math.max(now, free[bucket]);
        free[bucket] = turn + APART.toNanos();
        return turn - now;
    }
}
