package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a tracker was given, by the names of the records: of one that was read again, the last copy. */
final class ReadRecords {
    static final TopicPartition ONE = new TopicPartition("answers", 0);
    static final TopicPartition TWO = new TopicPartition("answers", 1);

    private final CommitTracker tracker;
    private final Map<String, CommitTracker.Tracked> records = new HashMap<>();

    ReadRecords(CommitTracker tracker) {
        this.tracker = tracker;
    }

    /** Reads some of {@link #ONE}, which all have to be handed on. */
    void begin(long... offsets) {
        for (long offset : offsets) {
            assertThat(read(ONE, offset, 1)).isTrue();
        }
    }

    /** Whether it is to be handed on. */
    boolean read(TopicPartition partition, long offset, long bytes) {
        CommitTracker.Tracked record = tracker.begin(partition, offset, bytes);
        if (record != null) {
            records.put(partition + "@" + offset, record);
        }
        return record != null;
    }

    CommitTracker.Tracked last(TopicPartition partition, long offset) {
        return records.get(partition + "@" + offset);
    }

    void started(TopicPartition partition, long offset) {
        assertThat(tracker.start(partition, offset)).isSameAs(last(partition, offset));
    }

    void done(TopicPartition partition, long offset) {
        tracker.done(last(partition, offset));
    }

    void failed(TopicPartition partition, long offset) {
        tracker.failed(last(partition, offset));
    }

    boolean giveBackIfLost(TopicPartition partition, long offset, boolean ending) {
        return tracker.giveBackIfLost(last(partition, offset), ending);
    }

    /** Up to where that partition may be committed; null if no further than before. */
    Long committable(TopicPartition partition) {
        OffsetAndMetadata offset = tracker.committable(List.of(ONE, TWO)).get(partition);
        return offset == null ? null : offset.offset();
    }
}
