package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A consumer whose stop takes longer than Camel waits is interrupted. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class InterruptedConsumerTest {
    private static final String GROUP = "interrupted-group";

    @Test
    void leavesItsGroupAllTheSame(KafkaServer kafka) throws Exception {
        String topic = "interrupted-topic";
        kafka.createTopic(topic, 1);
        Properties settings = new Properties();
        settings.putAll(kafka.clientSettings());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        CommittingConsumer consumer = new CommittingConsumer(
                settings,
                new CommitTracker(),
                new CommittingConsumer.Bounds(10, 10_000),
                () -> true,
                () -> CompletableFuture.completedFuture(null),
                null);
        consumer.subscribe(List.of(topic));

        try (CapturedLog log = CapturedLog.of("org.apache.kafka.clients.consumer.internals", Level.ERROR);
                Admin admin = Admin.create(kafka.clientSettings())) {
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
            Thread.currentThread().interrupt();
            consumer.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.messages(GROUP)).isEmpty();
            assertThat(admin.describeConsumerGroups(List.of(GROUP))
                            .all()
                            .get()
                            .get(GROUP)
                            .members())
                    .isEmpty();
        }
    }
}
