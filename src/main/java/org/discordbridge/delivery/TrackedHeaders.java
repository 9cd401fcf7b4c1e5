package org.discordbridge.delivery;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record, and the way to say what became of it: they are what Camel hands through to a route. */
final class TrackedHeaders extends RecordHeaders {
    private final String topic;
    private final int partition;
    private final long offset;
    private final CommitTracker tracker;
    private final CommitTracker.Tracked tracked;

    TrackedHeaders(ConsumerRecord<?, ?> record, CommitTracker tracker, CommitTracker.Tracked tracked) {
        super(record.headers());
        this.topic = record.topic();
        this.partition = record.partition();
        this.offset = record.offset();
        this.tracker = tracker;
        this.tracked = tracked;
    }

    /** For the log. */
    String place() {
        return partition + "@" + offset + " of " + topic;
    }

    /** Notes that the route has begun with it; false if that was noted before. */
    boolean started() {
        return tracker.started(tracked);
    }

    boolean giveBackIfLost(boolean ending) {
        return tracker.giveBackIfLost(tracked, ending);
    }

    void done() {
        tracker.done(tracked);
    }

    void failed() {
        tracker.failed(tracked);
    }

    /** Those of a record that is tracked; empty for any others. */
    static Optional<TrackedHeaders> of(Object headers) {
        return headers instanceof TrackedHeaders tracked ? Optional.of(tracked) : Optional.empty();
    }
}
