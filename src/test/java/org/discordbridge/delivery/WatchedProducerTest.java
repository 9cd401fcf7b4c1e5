package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of the others that are sent together with a record that is too large. */
@Timeout(120)
@ExtendWith(ServersExtension.class)
class WatchedProducerTest {
    private static final String TOPIC = "watched-producer";
    private static final int LARGE = 3;

    @Test
    void aBatchThatIsTooLargeCostsOnlyTheRecordThatIs(KafkaServer kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)
                            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1500"))))
                    .all()
                    .get();
        }
        Properties settings = new Properties();
        settings.putAll(kafka.clientSettings());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 200);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        Map<Integer, Object> outcomes = new ConcurrentHashMap<>();
        try (WatchedProducer producer = new WatchedProducer(settings)) {
            for (int i = 0; i < 7; i++) {
                int number = i;
                producer.send(
                        new ProducerRecord<>(TOPIC, new byte[i == LARGE ? 2_000 : 500]),
                        (place, failure) -> outcomes.put(number, failure == null ? place.offset() : failure));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> outcomes.size() == 7);
        }

        assertThat(outcomes.remove(LARGE))
                .isInstanceOfSatisfying(
                        RefusedRecordException.class,
                        refused -> assertThat(refused.valueBytes()).isEqualTo(2_000));
        assertThat(new TreeMap<>(outcomes).values())
                .as("in order")
                .containsExactlyElementsOf(
                        IntStream.range(0, 6).mapToObj(Long::valueOf).toList());
    }
}
