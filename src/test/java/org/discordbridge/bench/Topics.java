package org.discordbridge.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.servers.KafkaServer;

/** How many records there are on topics of one partition, by offsets alone. For one thread. */
final class Topics implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Topics(KafkaServer kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The offset behind the last record that Kafka has acknowledged. */
    long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
