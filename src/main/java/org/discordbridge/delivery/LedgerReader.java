package org.discordbridge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning, on a thread of its own, and goes on reading it: what another process adds is known
 * here a moment later. Belongs to no consumer group.
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
    private KafkaConsumer<byte[], byte[]> consumer;
    private long asked;
    private long reached;
    private boolean closed;
    private boolean troubled;

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

    /** Waits until everything is read that is on the topic now; false if the reader was closed meanwhile. */
    synchronized boolean catchUp() throws InterruptedException {
        long mine = ++asked;
        if (consumer != null) {
            consumer.wakeup();
        }
        while (reached < mine && !closed) {
            wait();
        }
        return !closed;
    }

    void close() {
        synchronized (this) {
            closed = true;
            if (consumer != null) {
                consumer.wakeup();
            }
            notifyAll();
        }
        try {
            thread.join(CLOSE_WITHIN.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed()) {
            try (KafkaConsumer<byte[], byte[]> mine = new KafkaConsumer<>(settings)) {
                synchronized (this) {
                    consumer = mine;
                }
                read(mine);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                pauseAfter(e);
            } finally {
                synchronized (this) {
                    consumer = null;
                }
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> mine) {
        List<TopicPartition> partitions = List.of();
        Map<TopicPartition, Long> goal = null;
        long goalOf = 0;
        while (!isClosed()) {
            try {
                long wanted = wanted();
                if (wanted > goalOf || partitions.isEmpty()) {
                    List<TopicPartition> now = partitions(mine);
                    if (!now.equals(partitions)) {
                        mine.assign(now);
                        mine.seekToBeginning(now.subList(Math.min(now.size(), partitions.size()), now.size()));
                        partitions = now;
                    }
                    goal = mine.endOffsets(partitions);
                    goalOf = wanted;
                }
                if (goal != null && isReached(mine, goal)) {
                    recovered();
                    reached(goalOf);
                    goal = null;
                }
                for (ConsumerRecord<byte[], byte[]> record : mine.poll(POLL)) {
                    records.accept(record.key(), record.value());
                }
            } catch (WakeupException e) {
                LOG.trace("Woken up");
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> mine) {
        List<TopicPartition> found = mine.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        return found;
    }

    private static boolean isReached(KafkaConsumer<?, ?> mine, Map<TopicPartition, Long> goal) {
        return goal.entrySet().stream().allMatch(end -> mine.position(end.getKey()) >= end.getValue());
    }

    private synchronized long wanted() {
        return asked;
    }

    private synchronized void reached(long goalOf) {
        reached = Math.max(reached, goalOf);
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void recovered() {
        if (troubled) {
            troubled = false;
            LOG.info("Topic {} can be read again", topic);
        }
    }

    private synchronized void pauseAfter(KafkaException e) {
        if (!troubled) {
            troubled = true;
            LOG.warn("Topic {} cannot be read, which is tried again: {}", topic, e.getMessage());
        }
        try {
            if (!closed) {
                wait(RETRY_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }
}
