package org.discordbridge.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.discordbridge.streams.rule.Ages;

/** Makes the settings of Kafka Streams. */
final class StreamsSettings {
    /** Pause between commits: an alert has to be there within five seconds, and its way has two steps. */
    private static final int COMMIT_MILLIS = 1_000;

    private static final int SESSION_MILLIS = 10_000;

    private StreamsSettings() {}

    /**
     * Returns the settings.
     *
     * @param clients those with which clients of the bridge connect
     */
    static Properties of(Settings settings, Properties clients) {
        Properties all = new Properties();
        // how clients connect; what Streams sets itself is not for others to say
        clients.forEach((name, value) -> {
            if (name.toString()
                    .matches("bootstrap\\.servers|security\\..*|sasl\\..*|ssl\\..*|request\\.timeout\\.ms")) {
                all.put(name, value);
            }
        });
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.get(Setting.STREAMS_GROUP));
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(Setting.STREAMS_THREADS));
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(Setting.STREAMS_STANDBYS));
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.get(Setting.TOPIC_REPLICATION));
        all.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        all.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        all.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLarge.class);
        // messages of one guild are on several partitions: the older goes first
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "0");
        // what an instance had that was killed is taken over when this is past
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // the time is that of a message, which may be days old when the bridge catches up
        all.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
                String.valueOf(Long.MAX_VALUE));
        all.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                String.valueOf(Duration.ofDays(1).toMillis()));
        return all;
    }

    /**
     * Returns how late a message may be.
     *
     * @throws SettingsException if it is longer than can be kept in memory
     */
    static Duration grace(Settings settings) {
        Duration grace = Ages.parse(settings.get(Setting.STREAMS_GRACE));
        if (grace.compareTo(Duration.ofDays(1)) > 0) {
            throw new SettingsException("STREAMS_GRACE is '" + settings.get(Setting.STREAMS_GRACE)
                    + "': it must be at most 1d, since all of it is kept in memory");
        }
        return grace;
    }

    /** Requires that the settings of the streams are right; all others are the bridge's. */
    static void require(Map<Setting, String> problems) {
        problems.forEach((setting, problem) -> {
            if (setting.name().matches("KAFKA_.*|.*_TOPIC|SCHEMA.*|STREAMS_.*|RULES|LOG_.*|TOPIC_.*|STARTUP_TIMEOUT")) {
                throw new SettingsException(problem);
            }
        });
    }
}
