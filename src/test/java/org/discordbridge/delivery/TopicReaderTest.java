package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(ServersExtension.class)
class TopicReaderTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "topic-reader-" + NUMBER.incrementAndGet();
    private final List<String> read = new ArrayList<>();
    private Properties settings;
    private Map<String, Object> clients;
    private TopicReader reader;

    @BeforeEach
    void reader(KafkaServer kafka) {
        clients = new HashMap<>(kafka.clientSettings());
        settings = new Properties();
        settings.putAll(clients);
        // so that new partitions are seen at once
        settings.put("metadata.max.age.ms", "100");
        // what would lose the beginning, or commit for others
        settings.put("auto.offset.reset", "latest");
        settings.put("group.id", topic);
        settings.put("enable.auto.commit", "true");
        reader = new TopicReader(settings, topic, PATIENCE);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void readsEveryPartitionToItsEndOnceAndNewOnesFromTheirBeginning(KafkaServer kafka) throws Exception {
        kafka.createTopic(topic, 2);
        send(0, "a", "1");
        send(1, "b", null);
        reader.readToEnd(this::note);
        assertThat(read).containsExactlyInAnyOrder("0:a=1", "1:b=null");

        try (Admin admin = Admin.create(clients)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            // a client hears of them while it polls
            await().until(() -> reader.poll(Duration.ofMillis(50), this::note) == 0
                    && reader.partitionsOf(topic).size() == 3);
            send(0, "a", "2");
            send(2, "c", "3");
            await().until(() -> {
                reader.readToEnd(this::note);
                return read.size() == 4;
            });
            assertThat(read).containsExactlyInAnyOrder("0:a=1", "1:b=null", "0:a=2", "2:c=3");
            assertThat(settings).containsEntry("group.id", topic);
            assertThat(admin.listConsumerGroupOffsets(topic)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEmpty();
        }
    }

    @Test
    void goesOnWhereAnotherHasEnded(KafkaServer kafka) throws Exception {
        kafka.createTopic(topic, 2);
        send(0, "a", "1");
        send(1, "b", "2");
        reader.readToEnd(this::note);
        read.clear();
        try (TopicReader next = new TopicReader(settings, topic, PATIENCE)) {
            next.beginAt(reader.offsets());
            next.readToEnd(this::note);
            assertThat(read).isEmpty();
            send(1, "b", "3");
            next.readToEnd(this::note);
            assertThat(read).containsExactly("1:b=3");
            assertThat(next.offsets().values()).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void readsAnEmptyTopic(KafkaServer kafka) throws Exception {
        kafka.createTopic(topic, 1);

        reader.readToEnd(this::note);

        assertThat(read).isEmpty();
        assertThat(reader.isAtEnd()).isTrue();
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        assertThat(reader.isAtEnd()).isFalse();
        assertThat(reader.partitionsOf(topic)).isEmpty();
        assertThatThrownBy(() -> reader.readToEnd(this::note))
                .isExactlyInstanceOf(KafkaException.class)
                .hasMessage("there is no topic " + topic);
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        read.add(record.partition() + ":" + new String(record.key(), UTF_8) + "="
                + (record.value() == null ? null : new String(record.value(), UTF_8)));
    }

    private void send(int partition, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        }
    }
}
