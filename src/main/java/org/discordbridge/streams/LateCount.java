package org.discordbridge.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.discordbridge.streams.watch.Late;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what came too late for the rules, and says so at most once a minute. Safe for any number of threads. */
final class LateCount implements Late {
    private static final Logger LOG = LoggerFactory.getLogger(LateCount.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    @Override
    public void tell(long guild, long millis) {
        long all = count.incrementAndGet();
        long before = told.get();
        long now = System.nanoTime();
        if (now - before >= PAUSE_NANOS && told.compareAndSet(before, now)) {
            LOG.warn(
                    "Rules did not look at {} messages and events so far, which came too late; the last one, of guild {},"
                            + " by {} s. Raise STREAMS_GRACE if they should",
                    all,
                    Long.toUnsignedString(guild),
                    millis / 1000);
        }
    }

    long count() {
        return count.get();
    }
}
