package org.discordbridge.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.discordbridge.bridge.Wire;
import org.discordbridge.servers.KafkaServer;

/** What arrives on some topics from now on, decoded. For one thread. */
final class Tail implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Wire wire;
    private final Queue<Arrival> unread = new ArrayDeque<>();
    private Predicate<String> wanted = topic -> false;
    private long looked = System.nanoTime();

    /**
     * One record and what it says.
     *
     * @param record as it came
     * @param value null if it is not in the registry wire format
     */
    record Arrival(ConsumerRecord<String, byte[]> record, GenericRecord value) {
        /** Whether a field of the record reads so. */
        boolean has(String field, String text) {
            return value != null && value.hasField(field) && text.equals(String.valueOf(value.get(field)));
        }

        /** Whether it is an answer, by the namespace of its schema. */
        boolean isAnswer() {
            return value != null
                    && "org.discordbridge.response".equals(value.getSchema().getNamespace());
        }

        /** Where it is. */
        String place() {
            return record.topic() + ", partition " + record.partition() + ", offset " + record.offset() + ", key "
                    + record.key();
        }
    }

    Tail(KafkaServer kafka, Wire wire, List<String> topics) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.wire = wire;
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // makes it look now what the end is
        partitions.forEach(consumer::position);
    }

    /** Follows further topics that somebody makes, from their beginning on. */
    Tail alsoNew(Predicate<String> topics) {
        wanted = topics;
        return this;
    }

    private void lookForNewTopics() {
        if (System.nanoTime() - looked < LOOK_EVERY.toNanos()) {
            return;
        }
        looked = System.nanoTime();
        try {
            Set<TopicPartition> known = consumer.assignment();
            List<TopicPartition> made = consumer.listTopics(LOOK_EVERY).entrySet().stream()
                    .filter(topic -> wanted.test(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .filter(partition -> !known.contains(partition))
                    .toList();
            if (!made.isEmpty()) {
                List<TopicPartition> all = new ArrayList<>(known);
                all.addAll(made);
                consumer.assign(all);
                consumer.seekToBeginning(made);
            }
        } catch (KafkaException away) {
            // Kafka can be stopped on the chat page
            return;
        }
    }

    /** The next record, if one arrives within that time. */
    Optional<Arrival> next(Duration within) {
        if (unread.isEmpty()) {
            lookForNewTopics();
            consumer.poll(within).forEach(record -> unread.add(new Arrival(record, decode(record.value()))));
        }
        return Optional.ofNullable(unread.poll());
    }

    /** The next record that matches; those before it are passed over. */
    Arrival await(String what, Predicate<Arrival> wanted, Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < until) {
            Optional<Arrival> arrival = next(Duration.ofMillis(100)).filter(wanted);
            if (arrival.isPresent()) {
                return arrival.get();
            }
        }
        throw new IllegalStateException(what + " did not arrive on Kafka within " + timeout.toSeconds()
                + " s. See what the bridge wrote above");
    }

    private GenericRecord decode(byte[] value) {
        try {
            return value == null ? null : wire.read(value);
        } catch (RuntimeException | AssertionError notOurs) {
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(1));
    }
}
