package org.discordbridge.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Server;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;

/** A server that is configured, and so belongs to somebody else: it is used, never started and never stopped. */
interface Given extends Server {
    @Override
    default void start() {
        // it runs already
    }

    @Override
    default void stop() {
        // its owner does that
    }

    @Override
    default void close() {
        // its owner does that
    }

    /** The broker of {@code KAFKA_BOOTSTRAP_SERVERS}. */
    record Kafka(Settings settings) implements Given, KafkaServer {
        @Override
        public String bootstrapServers() {
            return settings.get(Setting.KAFKA_BOOTSTRAP_SERVERS);
        }

        @Override
        public Map<String, Object> clientSettings() {
            Map<String, Object> client = new HashMap<>();
            client.put("bootstrap.servers", bootstrapServers());
            client.put("security.protocol", settings.get(Setting.KAFKA_SECURITY_PROTOCOL));
            if (!settings.get(Setting.KAFKA_SASL_MECHANISM).isEmpty()) {
                client.put("sasl.mechanism", settings.get(Setting.KAFKA_SASL_MECHANISM));
                client.put("sasl.jaas.config", settings.get(Setting.KAFKA_SASL_JAAS_CONFIG));
            }
            return client;
        }

        @Override
        public void createTopic(String name, int partitions) {
            throw new UnsupportedOperationException("the bridge makes its topics itself");
        }
    }

    /** The registry of {@code SCHEMA_REGISTRY_URL}. */
    record Registry(Settings settings) implements Given, RegistryServer {
        @Override
        public String url() {
            return settings.get(Setting.SCHEMA_REGISTRY_URL).replaceAll("/+$", "");
        }

        @Override
        public void kill() {
            // its owner does that
        }
    }

    /** The store of {@code MINIO_URL}. */
    record S3(Settings settings) implements Given, S3Server {
        @Override
        public String url() {
            return settings.get(Setting.MINIO_URL);
        }

        @Override
        public String accessKey() {
            return settings.get(Setting.MINIO_ACCESS_KEY);
        }

        @Override
        public String secretKey() {
            return settings.get(Setting.MINIO_SECRET_KEY);
        }

        @Override
        public void kill() {
            // its owner does that
        }

        @Override
        public void freeze() {
            // so too
        }

        @Override
        public void thaw() {
            // so too
        }
    }
}
