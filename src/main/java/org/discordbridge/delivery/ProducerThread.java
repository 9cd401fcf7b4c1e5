package org.discordbridge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes exchanges on the producer's own thread, when Kafka has acknowledged their record. It is for the
 * {@code workerPool} of a Kafka step that nothing comes after. That is less work than to hand an exchange to another
 * thread, which would take a core from the next record.
 *
 * <p>An exchange that failed is finished on threads of this pool's own: it pauses before it is sent again, and sending
 * may wait for the producer's thread. So is every exchange if the producer was not made by a
 * {@link WatchedClientFactory}. A step that comes after would hold up the producer; a warning says so once, when three
 * took a second or more. Safe for any number of threads.
 */
public final class ProducerThread extends AbstractExecutorService implements CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(ProducerThread.class);
    private static final int MOST_THREADS = 10;
    private static final Duration LONG = Duration.ofSeconds(1);
    /** The number of slow steps that makes a warning: one or two may be a pause of the machine. */
    private static final int OFTEN = 3;

    private final AtomicInteger longOnes = new AtomicInteger();
    private CamelContext camelContext;
    private ExecutorService others;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public void execute(Runnable rest) {
        if (AcknowledgementWatch.hasJustAcknowledged()) {
            long began = System.nanoTime();
            rest.run();
            warnIfLong(System.nanoTime() - began);
        } else {
            others().execute(rest);
        }
    }

    private void warnIfLong(long nanos) {
        if (nanos > LONG.toNanos() && longOnes.incrementAndGet() == OFTEN) {
            LOG.warn(
                    "What comes after a Kafka step took {} ms, and nothing was published meanwhile. If a step comes after"
                            + " it, take the option workerPool out of the Kafka step",
                    nanos / 1_000_000);
        }
    }

    /** Returns the pool of other threads, which ends with the context. */
    private synchronized ExecutorService others() {
        if (others == null) {
            others = camelContext
                    .getExecutorServiceManager()
                    .newThreadPool(this, "not acknowledged", MOST_THREADS, MOST_THREADS);
        }
        return others;
    }

    /** Has no effect: the pool belongs to several steps, and ends with the context. */
    @Override
    public void shutdown() {
        // its threads are the context's
    }

    /** Has no effect, like {@link #shutdown()}. */
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
        return false;
    }
}
