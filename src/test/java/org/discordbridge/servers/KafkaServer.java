package org.discordbridge.servers;

import java.util.List;
import java.util.Map;

/** One Kafka broker. It makes no topic by itself, so that a misspelt name fails a test. */
public interface KafkaServer extends Server {
    /** The value of a client's {@code bootstrap.servers}. It stays the same over {@link #stop()} and {@link #start()}. */
    String bootstrapServers();

    /** What every client must set to be let in: {@code bootstrap.servers} and, where asked for, the SASL settings. */
    Map<String, Object> clientSettings();

    /** Makes a topic with this many partitions, if it is not there yet, and waits until it can be used. */
    void createTopic(String name, int partitions);

    /**
     * Lines to the broker, as many as {@link KafkaSettings#withLines} asked for: a client whose {@code bootstrap.servers} is the
     * {@link Line#address()} of one talks to the broker by that line alone, so that it can be cut off while others go on. Their
     * addresses stay the same over {@link #stop()} and {@link #start()}.
     */
    default List<Line> lines() {
        return List.of();
    }
}
