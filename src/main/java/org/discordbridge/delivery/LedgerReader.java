package org.discordbridge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning, on a thread of its own, and goes on reading it: what another process adds is known
 * here a moment later. It belongs to no consumer group.
 */
final class LedgerReader {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Properties settings;
    private final String topic;
    private final BiConsumer<byte[], byte[]> records;
    private final Thread thread;
    private TopicReader reader;
    private long asked;
    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private boolean closed;
    private KafkaException problem;

    /** @param records gets key and value of each record, the value null if it is a tombstone */
    LedgerReader(Properties settings, String topic, BiConsumer<byte[], byte[]> records) {
        this.settings = settings;
        this.topic = topic;
        this.records = records;
        this.thread = new Thread(this::run, "ledger " + topic);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Returns a future that completes when everything that is on the topic now is read, and fails if this is closed
     * meanwhile.
     */
    CompletableFuture<Void> catchUp() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(stopped());
            }
            waiting.put(++asked, mine);
            if (reader != null) {
                reader.wakeup();
            }
        }
        return mine;
    }

    private KafkaException stopped() {
        return new KafkaException("The ledger on topic " + topic + " was stopped while it was read");
    }

    /** Says why the topic cannot be read at the moment; null if it can. */
    synchronized KafkaException problem() {
        return problem;
    }

    void close() {
        synchronized (this) {
            closed = true;
            if (reader != null) {
                reader.wakeup();
            }
            notifyAll();
        }
        // not under the lock: whoever waits goes on at once
        take(Long.MAX_VALUE).forEach(each -> each.completeExceptionally(stopped()));
        try {
            thread.join(CLOSE_WITHIN.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed()) {
            try (TopicReader mine = new TopicReader(settings, topic, POLL)) {
                synchronized (this) {
                    reader = mine;
                }
                read(mine);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                pauseAfter(e);
            } finally {
                synchronized (this) {
                    reader = null;
                }
            }
        }
    }

    private void read(TopicReader mine) {
        boolean aimed = false;
        boolean reached = false;
        long goalOf = 0;
        while (!isClosed()) {
            try {
                long wanted = wanted();
                if (wanted > goalOf || !aimed) {
                    mine.aim();
                    aimed = true;
                    reached = false;
                    goalOf = wanted;
                }
                if (!reached && mine.isAtEnd()) {
                    recovered();
                    take(goalOf).forEach(each -> each.complete(null));
                    reached = true;
                }
                mine.poll(POLL, record -> records.accept(record.key(), record.value()));
            } catch (WakeupException e) {
                LOG.trace("Woken up");
            }
        }
    }

    private synchronized long wanted() {
        return asked;
    }

    private synchronized List<CompletableFuture<Void>> take(long upTo) {
        Map<Long, CompletableFuture<Void>> reached = waiting.headMap(upTo, true);
        List<CompletableFuture<Void>> taken = List.copyOf(reached.values());
        reached.clear();
        return taken;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void recovered() {
        if (problem != null) {
            problem = null;
            LOG.info("Topic {} can be read again", topic);
        }
    }

    private synchronized void pauseAfter(KafkaException e) {
        if (problem == null && e instanceof AuthorizationException) {
            LOG.error(
                    "Topic {} cannot be read, and no answer of partitions that this bridge has just got is posted until then:"
                            + " {}. Give the bridge's Kafka user the rights DESCRIBE and READ on it",
                    topic,
                    e.getMessage());
        } else if (problem == null) {
            LOG.warn("Topic {} cannot be read, which is tried again: {}", topic, e.getMessage());
        }
        problem = e;
        try {
            if (!closed) {
                wait(RETRY_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }
}
