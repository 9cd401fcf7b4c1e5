package org.discordbridge.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.discordbridge.streams.activity.ActivityProcessor;
import org.discordbridge.streams.watch.Late;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what came too late, and says so at most once a minute. Safe for any number of threads. */
final class LateCount implements Late, ActivityProcessor.Late {
    private static final Logger LOG = LoggerFactory.getLogger(LateCount.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final String advice;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    /**
     * Counts nothing yet.
     *
     * @param what begins the line of the log, such as "Rules did not look at"
     * @param advice ends it
     */
    LateCount(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    @Override
    public void tell(long guild, long millis) {
        long all = count.incrementAndGet();
        long before = told.get();
        long now = System.nanoTime();
        if (now - before >= PAUSE_NANOS && told.compareAndSet(before, now)) {
            LOG.warn(
                    "{} {} messages and events so far, which came too late; the last one, of guild {}, by {} s. {}",
                    what,
                    all,
                    Long.toUnsignedString(guild),
                    millis / 1000,
                    advice);
        }
    }

    long count() {
        return count.get();
    }
}
