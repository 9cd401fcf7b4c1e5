package org.discordbridge.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.bridge.Wire;
import org.discordbridge.servers.Servers;

/** Sees when each record of a topic arrives at a consumer, which is when Kafka has acknowledged it. */
final class Observer implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Wire wire;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "observer");
    private volatile boolean closed;

    /** Begins at the end of that topic. */
    Observer(Servers servers, String topic) {
        wire = new Wire(servers.registry());
        Map<String, Object> settings = new HashMap<>(servers.kafka().clientSettings());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        // makes it look where the end is
        consumer.position(partition);
        reader.start();
    }

    private void read() {
        while (!closed) {
            Iterable<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(Duration.ofMillis(100));
            long now = Load.micros();
            synchronized (this) {
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    records.add(record);
                    times.add(now);
                }
            }
        }
        consumer.close();
    }

    /** Waits for so many records. */
    List<Arrival> await(int count) {
        Arena.await(this::size, count, "What was observed");
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String content = wire.read(records.get(i).value()).get("content").toString();
            arrivals.add(new Arrival(Long.parseLong(content.split(" ", 2)[0]), times.get(i)));
        }
        return arrivals;
    }

    private synchronized int size() {
        return records.size();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
