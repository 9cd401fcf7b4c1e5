package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.simulator.Channel;

/** Everything on one topic, read with Kafka's own client from the beginning. Not safe for several threads. */
public final class RecordLog implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public RecordLog(KafkaServer kafka, String topic) {
        this(kafka, topic, "read_uncommitted");
    }

    /** Of a topic that is written in transactions: what was given up is not there. */
    public static RecordLog committed(KafkaServer kafka, String topic) {
        return new RecordLog(kafka, topic, "read_committed");
    }

    private RecordLog(KafkaServer kafka, String topic, String isolation) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("isolation.level", isolation);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
    }

    /** Reads on for a moment, and returns all records so far. */
    public List<ConsumerRecord<byte[], byte[]>> read() {
        if (consumer.assignment().isEmpty()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                return records;
            }
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
        }
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records;
    }

    /** Everything that is on the topic now; Kafka has to be there. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        read();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read();
        }
        return records;
    }

    /** Why an answer became a dead letter. */
    public static String cause(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("cause").value(), StandardCharsets.UTF_8);
    }

    /** Waits until at least so many records are there. */
    public List<ConsumerRecord<byte[], byte[]>> await(int count) {
        return await(count, Duration.ofSeconds(120));
    }

    /** Waits for as long until at least so many records are there. */
    public List<ConsumerRecord<byte[], byte[]>> await(int count, Duration atMost) {
        Awaitility.await(count + " records on " + topic)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .pollInSameThread()
                .until(() -> read().size(), size -> size >= count);
        return records;
    }

    /** Waits for the first record that matches. */
    public ConsumerRecord<byte[], byte[]> await(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        Optional<ConsumerRecord<byte[], byte[]>> known =
                records.stream().filter(wanted).findFirst();
        return known.isPresent() ? known.get() : awaitNew(wanted);
    }

    /** Waits until this topic of watermarks says that everything is done that was written in a channel. */
    public void awaitWatermark(Channel channel) {
        String last = String.valueOf(
                channel.messages().get(channel.messages().size() - 1).id());
        await(record -> String.valueOf(channel.id()).equals(new String(record.key(), UTF_8))
                && last.equals(new String(record.value(), UTF_8)));
    }

    private ConsumerRecord<byte[], byte[]> awaitNew(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        return Awaitility.await("a record on " + topic)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(10))
                .pollInSameThread()
                .until(() -> read().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(1));
    }
}
