package org.discordbridge.servers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a broker differs from the default one, which lets everybody in over plain text.
 *
 * @param broker settings of Kafka's {@code server.properties}; they replace the default ones
 * @param sasl whom alone the broker lets in, by SASL_PLAINTEXT with the mechanism PLAIN
 * @param lines how many lines lead to it besides its own address
 */
public record KafkaSettings(Map<String, String> broker, Optional<Credentials> sasl, int lines) {

    /** A name and a password. */
    public record Credentials(String user, String password) {}

    public KafkaSettings {
        broker = Map.copyOf(broker);
    }

    /** The default broker. */
    public static KafkaSettings defaults() {
        return new KafkaSettings(Map.of(), Optional.empty(), 0);
    }

    /** Adds a setting of {@code server.properties}, such as {@code message.max.bytes}. */
    public KafkaSettings with(String key, String value) {
        Map<String, String> settings = new HashMap<>(broker);
        settings.put(key, value);
        return new KafkaSettings(settings, sasl, lines);
    }

    /** Lets in only who gives this name and this password. */
    public KafkaSettings withSasl(String user, String password) {
        return new KafkaSettings(broker, Optional.of(new Credentials(user, password)), lines);
    }

    /** Adds so many {@link KafkaServer#lines()}, that clients can reach the broker by and a test can cut. */
    public KafkaSettings withLines(int count) {
        return new KafkaSettings(broker, sasl, count);
    }
}
