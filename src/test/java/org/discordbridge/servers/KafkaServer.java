package org.discordbridge.servers;

import java.util.Map;

/** One Kafka broker. It makes no topic by itself, so that a misspelt name fails a test. */
public interface KafkaServer extends Server {
    /** The value of a client's {@code bootstrap.servers}. It stays the same over {@link #stop()} and {@link #start()}. */
    String bootstrapServers();

    /** What every client must set to be let in: {@code bootstrap.servers} and, where asked for, the SASL settings. */
    Map<String, Object> clientSettings();

    /** Makes a topic with this many partitions, if it is not there yet, and waits until it can be used. */
    void createTopic(String name, int partitions);
}
