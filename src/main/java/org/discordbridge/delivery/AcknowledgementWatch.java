package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when Kafka acknowledges nothing although records wait, and when it does again. Records never time out
 * in the bridge's producers, so nobody else would say it.
 *
 * <p>It is set as {@code interceptor.classes} of a producer; each producer has its own.
 */
public final class AcknowledgementWatch implements ProducerInterceptor<Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementWatch.class);
    /** The producer setting that counts the records which the producer has not taken over yet. */
    static final String BLOCKED = "discordbridge.blocked";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kafka-acknowledgements");
        thread.setDaemon(true);
        return thread;
    });

    /** Tells, for each thread of a producer, whether the record that it reported last was acknowledged. */
    private static final ThreadLocal<Boolean> ACKNOWLEDGED = new ThreadLocal<>();

    private final AtomicLong waiting = new AtomicLong();
    private AtomicInteger blocked = new AtomicInteger();
    private String servers = "";
    private ScheduledFuture<?> checks;
    private volatile long lastProgress = System.nanoTime();
    private boolean stalled;
    private volatile boolean acknowledgedSince;
    private volatile String topic = "";
    private Acknowledged acknowledged;
    private volatile Counted counted = new Counted(null, null);

    /** Keeps the counter of one topic at hand, since nearly every producer writes to one topic only. */
    private record Counted(String topic, LongAdder records) {}

    /** Returns whether this is the thread of a producer and the record that it reported last was taken by Kafka. */
    static boolean hasJustAcknowledged() {
        return Boolean.TRUE.equals(ACKNOWLEDGED.get());
    }

    @Override
    public void configure(Map<String, ?> settings) {
        servers = String.valueOf(settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
        acknowledged = settings.get(Acknowledged.SETTING) instanceof Acknowledged given ? given : new Acknowledged();
        acknowledged.begun(this);
        if (settings.get(BLOCKED) instanceof AtomicInteger ofProducer) {
            blocked = ofProducer;
        }
        checks = CLOCK.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        if (waiting.getAndIncrement() == 0) {
            topic = record.topic();
            lastProgress = System.nanoTime();
        }
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
        // first: the callback of this record comes next, on this thread
        ACKNOWLEDGED.set(failure == null);
        waiting.decrementAndGet();
        acknowledgedSince |= failure == null;
        if (failure == null) {
            Counted current = counted;
            if (!metadata.topic().equals(current.topic())) {
                current = new Counted(metadata.topic(), acknowledged.of(metadata.topic()));
                counted = current;
            }
            current.records().increment();
        }
        lastProgress = System.nanoTime();
    }

    /** Returns for how long Kafka has acknowledged nothing although records wait; zero if none waits. */
    Duration nothingFor() {
        return waiting.get() == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    private void check() {
        boolean inVain = nothingFor().compareTo(PATIENCE) > 0;
        if (inVain && !stalled) {
            acknowledgedSince = false;
            tell(waiting.get() - blocked.get());
        } else if (stalled && !inVain && acknowledgedSince) {
            // the sender tells about records that failed
            LOG.info("Kafka at {} acknowledges records for topic {} again", servers, topic);
        }
        stalled = inVain;
    }

    private void tell(long kept) {
        if (kept > 0) {
            LOG.error(
                    "Kafka at {} has acknowledged nothing for {} s: {} records for topic {} wait for it and are kept",
                    servers,
                    PATIENCE.toSeconds(),
                    kept,
                    topic);
        } else {
            LOG.error(
                    "Kafka at {} has not said for {} s where topic {} is, and what is sent to it fails soon. If there is no"
                            + " such topic, make it",
                    servers,
                    PATIENCE.toSeconds(),
                    topic);
        }
    }

    @Override
    public void close() {
        acknowledged.ended(this);
        checks.cancel(false);
    }
}
