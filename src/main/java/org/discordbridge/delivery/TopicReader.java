package org.discordbridge.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a whole topic, from the beginning of each partition, or from where another reader has ended, to the end that it
 * had when {@link #aim} was called. It belongs to no consumer group and commits nothing. For one thread, except
 * {@link #wakeup}.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration PIECE = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final String topic;
    private final Duration patience;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private List<TopicPartition> partitions = List.of();
    private Map<TopicPartition, Long> ends = Map.of();
    private Map<TopicPartition, Long> begins = Map.of();

    /**
     * Makes a reader; asks Kafka for nothing yet.
     *
     * @param settings the settings of a consumer, as {@link ClientSettings} has them; what this needs itself is set on
     *     top
     * @param patience the time for which no record may come before {@link #readToEnd} fails
     */
    public TopicReader(Properties settings, String topic, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        Properties mine = new Properties();
        mine.putAll(settings);
        mine.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        mine.remove(ConsumerConfig.GROUP_ID_CONFIG);
        mine.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        mine.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        mine.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(mine, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins where another reader has ended, as its {@link #offsets} say. For a reader that has read nothing yet. */
    void beginAt(Map<TopicPartition, Long> offsets) {
        begins = Map.copyOf(offsets);
    }

    /** Returns where this reader would go on, for each partition. */
    Map<TopicPartition, Long> offsets() {
        return partitions.stream().collect(Collectors.toUnmodifiableMap(partition -> partition, consumer::position));
    }

    /**
     * Hands on every record up to the end that the topic has now. Blocks meanwhile.
     *
     * @throws KafkaException if there is no such topic, or it cannot be read to its end
     */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        aim();
        long moved = System.nanoTime();
        while (!isAtEnd()) {
            if (poll(PIECE, records) > 0) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                throw new KafkaException("Topic " + topic + " could not be read to its end: nothing came for "
                        + patience.toSeconds() + " s");
            }
        }
    }

    /**
     * Sets the goal: the end that the topic has now. What was read before is not read again; partitions that are new
     * are read from their beginning.
     *
     * @throws KafkaException if there is no such topic
     */
    void aim() {
        List<TopicPartition> now = partitionsOf(topic).stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        if (now.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        if (!now.equals(partitions)) {
            List<TopicPartition> added = new ArrayList<>(now);
            added.removeAll(partitions);
            consumer.assign(now);
            added.forEach(this::seek);
            partitions = now;
        }
        ends = consumer.endOffsets(partitions);
    }

    private void seek(TopicPartition partition) {
        Long begin = begins.get(partition);
        if (begin == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, begin);
        }
    }

    /** Returns whether every record up to the goal was handed on; false before the first goal. */
    boolean isAtEnd() {
        return !ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /**
     * Hands on the records that have come, also those beyond the goal; waits for them that long, and returns how many
     * they were.
     */
    int poll(Duration within, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        var polled = consumer.poll(within);
        polled.forEach(records);
        return polled.count();
    }

    /** Ends a call under way, or the next one, with a {@link org.apache.kafka.common.errors.WakeupException}. */
    void wakeup() {
        consumer.wakeup();
    }

    /** Returns the partitions of any topic; none if there is no such topic. */
    public SortedSet<Integer> partitionsOf(String name) {
        TreeSet<Integer> found = new TreeSet<>();
        List<PartitionInfo> told = consumer.partitionsFor(name);
        if (told != null) {
            told.forEach(partition -> found.add(partition.partition()));
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close(CLOSE_WITHIN);
    }
}
