package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of a topic that is not there. */
@Order(3)
@ExtendWith(ServersExtension.class)
@Timeout(120)
class MissingTopicTest {
    private static final String TOPIC = "missing-topic";
    /** More than the watch waits before it speaks. */
    private static final String BLOCK_MILLIS = "13000";

    @Test
    @SuppressWarnings("unchecked")
    void nothingIsKeptForItAndNothingIsAcknowledgedAgain(KafkaServer kafka) throws Exception {
        Properties settings = new Properties();
        settings.putAll(kafka.clientSettings());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        WatchedClientFactory factory = new WatchedClientFactory();
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        try (CapturedLog log = CapturedLog.of(AcknowledgementWatch.class.getName(), Level.INFO);
                Producer<Object, Object> producer = (Producer<Object, Object>) factory.getProducer(settings)) {
            producer.send(new ProducerRecord<>(TOPIC, new byte[1]), (place, failed) -> failure.complete(failed));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> factory.acknowledged().nothingFor().isZero());
            // nor a moment later, when that is looked at
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> log.messages(TOPIC).size() == 1);

            assertThat(failure.get())
                    .isInstanceOf(KafkaException.class)
                    .hasMessage(
                            "Kafka at " + kafka.bootstrapServers() + " has no topic missing-topic, and the record was"
                                    + " not sent: make the topic, or write its name into a step to: kafka:missing-topic, whose"
                                    + " topic the bridge makes");
            assertThat(log.messages(TOPIC))
                    .containsExactly(
                            "Kafka at " + kafka.bootstrapServers() + " has not said for 10 s where topic"
                                    + " missing-topic is, and what is sent to it fails soon. If there is no such topic, make it");
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
