package org.discordbridge.servers;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka in Docker. */
final class KafkaInContainer implements KafkaServer {
    static final String IMAGE = "apache/kafka:4.2.2";

    private final Container container;

    KafkaInContainer() {
        Container.requireDocker();
        KafkaContainer image = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500");
        container = new Container("Kafka", image, 9092);
    }

    @Override
    public String bootstrapServers() {
        return container.address();
    }

    @Override
    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    @Override
    public void createTopic(String name, int partitions) {
        Topics.create(clientSettings(), name, partitions);
    }

    @Override
    public void start() {
        container.start(this::answers);
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void close() {
        container.close();
    }

    private boolean answers() throws InterruptedException {
        try (Admin admin = Admin.create(clientSettings())) {
            admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException notYet) {
            return false;
        }
    }
}
