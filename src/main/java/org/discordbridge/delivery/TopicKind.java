package org.discordbridge.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Has the settings with which topics are made. */
final class TopicKind {
    /** Brokers of 4.0 and later refuse the time of a machine whose clock is an hour ahead, so this is the broker's. */
    static final Map<String, String> PLAIN = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

    /** Kafka compacts only closed segments; by default these have a gigabyte, and half of it may be outdated. */
    static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(16 * 1024 * 1024),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    /** Says what is the case now: of one partition, and kept for an hour. */
    static final Map<String, String> PASSING = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.RETENTION_MS_CONFIG,
            String.valueOf(Duration.ofHours(1).toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            String.valueOf(Duration.ofMinutes(30).toMillis()));

    private TopicKind() {}

    /** Returns the settings of a topic whose last record of every key is kept for so many days. */
    static Map<String, String> compactedFor(int days) {
        Map<String, String> forDays = new HashMap<>(COMPACTED);
        forDays.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
        forDays.put(
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(Duration.ofDays(days).toMillis()));
        return forDays;
    }
}
