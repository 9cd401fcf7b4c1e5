package org.discordbridge.streams.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.streams.people.People;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.ObservationReader;
import org.discordbridge.streams.record.UnreadableException;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.state.Entries;

/**
 * Reads what is on the topics from a moment to now, as fast as it can, and gives it to rules in the order in which it was
 * published. It belongs to no group and commits nothing. For one thread; blocks it.
 */
public final class Replay implements AutoCloseable {
    private static final Duration PIECE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So many records of a partition wait in memory while older ones of others are awaited. */
    private static final int WAITING = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String servers;
    private final String messages;
    private final ObservationReader reader;
    private final People people = new People(Entries.inMemory());
    private final Trial tried;
    private final Trial inForce;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();
    private long records;
    private long unreadable;
    private long newest;

    /**
     * Makes it; asks Kafka for nothing yet.
     *
     * @param settings of a consumer; what this needs itself is set on top
     * @param messages the topic of messages
     * @param schemas finds the schema with an id
     * @param tried the rules to try
     * @param inForce the rules to compare with
     */
    public Replay(
            Properties settings,
            String messages,
            IntFunction<Schema> schemas,
            Duration grace,
            List<Rule> tried,
            List<Rule> inForce) {
        Properties mine = new Properties();
        mine.putAll(settings);
        mine.remove(ConsumerConfig.GROUP_ID_CONFIG);
        mine.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        mine.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        mine.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(mine, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.servers = mine.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        this.messages = messages;
        this.reader = new ObservationReader(schemas);
        this.tried = new Trial(tried, grace);
        this.inForce = new Trial(inForce, grace);
    }

    /**
     * Reads and says what came of it.
     *
     * @param topics those of messages and events
     * @throws KafkaException if a topic is not there, or cannot be read to its end
     */
    public List<String> run(List<String> topics, Instant from) {
        long began = System.nanoTime();
        Map<TopicPartition, Long> ends = begin(topics, from);
        long moved = System.nanoTime();
        while (!ends.isEmpty()) {
            var polled = consumer.poll(PIECE);
            polled.forEach(record -> waiting.get(new TopicPartition(record.topic(), record.partition()))
                    .add(record));
            drain(ends);
            if (!polled.isEmpty()) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new KafkaException(
                        "The topics could not be read to their end: nothing came for " + PATIENCE.toSeconds() + " s");
            }
        }
        ReplayReport report = new ReplayReport(tried, inForce);
        return report.lines(
                new ReplayReport.Read(records, unreadable, from, Duration.ofNanos(System.nanoTime() - began)));
    }

    private Map<TopicPartition, Long> begin(List<String> topics, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        for (String topic : topics) {
            var partitions = partitions(topic);
            if (partitions == null || partitions.isEmpty()) {
                throw new KafkaException("There is no topic " + topic + ". The bridge makes it when it starts");
            }
            partitions.forEach(one ->
                    times.put(new TopicPartition(one.topic(), one.partition()), Math.max(0, from.toEpochMilli())));
        }
        consumer.assign(times.keySet());
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(times.keySet()));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
        for (TopicPartition partition : times.keySet()) {
            OffsetAndTimestamp found = begins.get(partition);
            waiting.put(partition, new ArrayDeque<>());
            if (found == null || found.offset() >= ends.get(partition)) {
                ends.remove(partition);
                consumer.pause(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        }
        return ends;
    }

    /** Hands on the oldest, as long as it is known which that is: each partition has one that waits, or is at its end. */
    private void drain(Map<TopicPartition, Long> ends) {
        while (true) {
            ends.entrySet().removeIf(end -> isAtEnd(end.getKey(), end.getValue()));
            TreeMap<Long, TopicPartition> heads = new TreeMap<>();
            for (TopicPartition partition : new ArrayList<>(ends.keySet())) {
                Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
                if (queue.isEmpty()) {
                    consumer.resume(List.of(partition));
                    return;
                }
                heads.putIfAbsent(queue.peek().timestamp(), partition);
                if (queue.size() > WAITING) {
                    consumer.pause(List.of(partition));
                }
            }
            if (heads.isEmpty()) {
                return;
            }
            look(waiting.get(heads.firstEntry().getValue()).remove());
        }
    }

    private List<PartitionInfo> partitions(String topic) {
        try {
            return consumer.partitionsFor(topic, PATIENCE);
        } catch (TimeoutException e) {
            throw new KafkaException(
                    "Cannot start: Kafka at " + servers + " did not answer within " + PATIENCE.toSeconds()
                            + " s. Start it, or set KAFKA_BOOTSTRAP_SERVERS to where it is",
                    e);
        }
    }

    /** Returns whether a partition is read to its end. What is published there from now on is not for this replay. */
    private boolean isAtEnd(TopicPartition partition, long end) {
        if (!waiting.get(partition).isEmpty() || consumer.position(partition) < end) {
            return false;
        }
        consumer.pause(List.of(partition));
        return true;
    }

    private void look(ConsumerRecord<byte[], byte[]> record) {
        records++;
        Optional<Observation> seen;
        try {
            seen = record.topic().equals(messages)
                    ? reader.message(record.value(), record.timestamp())
                    : reader.event(record.value(), record.timestamp());
        } catch (UnreadableException e) {
            unreadable++;
            return;
        }
        seen.ifPresent(one -> {
            newest = Math.max(newest, one.time());
            Seen known = people.see(one);
            tried.look(known, newest);
            inForce.look(known, newest);
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
