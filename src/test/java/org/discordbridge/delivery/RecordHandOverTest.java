package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of records when another consumer reads their partition, or the same topic is another one. */
@Timeout(120)
class RecordHandOverTest {
    private static final TopicPartition ONE = ReadRecords.ONE;
    private static final TopicPartition TWO = ReadRecords.TWO;

    private final CommitTracker tracker = new CommitTracker();
    private final ReadRecords records = new ReadRecords(tracker);

    @Test
    void givesBackWhatIsNotBegunWhenAPartitionLeaves() {
        for (long offset = 5; offset < 8; offset++) {
            records.read(ONE, offset, 1);
            records.started(ONE, offset);
        }
        records.read(TWO, 5, 1);
        records.started(TWO, 5);
        assertThat(records.giveBackIfLost(ONE, 5, false)).isFalse();
        tracker.leave(List.of(ONE));
        // 5 is on its way, and the turn of 6 and 7 comes only now
        assertThat(records.giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(records.giveBackIfLost(ONE, 7, false)).isTrue();
        assertThat(records.giveBackIfLost(TWO, 5, false)).isFalse();
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        records.done(ONE, 5);
        // their exchanges end, which must not count
        records.done(ONE, 6);
        records.done(ONE, 7);

        assertThat(tracker.committable(List.of(ONE))).containsEntry(ONE, new OffsetAndMetadata(6));
        assertThat(tracker.inFlight()).isEqualTo(1);
        tracker.forget(List.of(ONE));
        assertThat(records.giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(records.read(ONE, 6, 1)).isTrue();
        assertThat(records.giveBackIfLost(ONE, 6, false)).isFalse();
        assertThat(records.giveBackIfLost(ONE, 6, true)).isTrue();
    }

    @Test
    void beginsOnceWithWhatWasReadAndKeepsItApartFromTheSameOffsetReadAgain() {
        assertThat(tracker.start(ONE, 5)).isNull();
        records.begin(5);
        CommitTracker.Tracked before = tracker.start(ONE, 5);
        assertThat(before).isNotNull();
        // a second policy of the route
        assertThat(tracker.start(ONE, 5)).isNull();
        tracker.forget(List.of(ONE));
        records.begin(5);
        CommitTracker.Tracked again = tracker.start(ONE, 5);
        assertThat(again).isNotNull().isNotSameAs(before);

        tracker.done(before);
        assertThat(tracker.giveBackIfLost(before, false)).isTrue();
        assertThat(records.committable(ONE)).isNull();
        assertThat(tracker.giveBackIfLost(again, false)).isFalse();
        tracker.done(again);
        assertThat(records.committable(ONE)).isEqualTo(6);
    }

    @Test
    void doesNotCommitWhatWasGivenBackWhenMoreIsPolledAtTheEnd() {
        records.begin(5, 6, 7);
        records.done(ONE, 5);
        assertThat(records.giveBackIfLost(ONE, 6, true)).isTrue();
        assertThat(records.giveBackIfLost(ONE, 7, true)).isTrue();
        // the consumer is stopped only after the lanes
        records.begin(8, 9);
        records.done(ONE, 8);

        assertThat(records.committable(ONE)).isEqualTo(6);
        assertThat(tracker.inFlight()).isEqualTo(1);
        // unless it comes again
        assertThat(records.read(ONE, 6, 1)).isTrue();
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnew() {
        records.begin(50, 51, 52);
        records.done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));

        assertThat(records.read(ONE, 0, 1)).isTrue();
        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        // a late end of the old topic's record changes nothing
        records.done(ONE, 51);
        assertThat(records.committable(ONE)).isNull();
        records.done(ONE, 0);
        assertThat(records.committable(ONE)).isEqualTo(1);
    }

    @Test
    void goesOnWhenTheNextConsumerHasCommittedBeforeItReads() {
        records.begin(50, 51, 52, 53);
        records.done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));
        // the route is loaded again: the next consumer is told to begin at 51, and meanwhile lanes go on
        tracker.assigned(List.of(ONE));
        records.done(ONE, 51);
        records.done(ONE, 52);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(53)));

        for (long offset = 51; offset <= 53; offset++) {
            assertThat(records.read(ONE, offset, 1)).isFalse();
        }
        assertThat(records.giveBackIfLost(ONE, 53, false)).isFalse();
        assertThat(records.read(ONE, 54, 1)).isTrue();
        // but by itself it does not go back
        assertThat(records.read(ONE, 0, 1)).isTrue();
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnewBeforeTheNextConsumer() {
        records.begin(50, 51);
        records.done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));
        tracker.assigned(List.of(ONE));

        assertThat(records.read(ONE, 0, 1)).isTrue();
        assertThat(tracker.inFlight()).isEqualTo(1);
    }

    /** Else those that were dropped meanwhile would come after them. */
    @Test
    void doesNotGoOnWithWhatWasForgottenWhenItIsReadAgain() {
        records.begin(5, 6, 7);
        CommitTracker.Tracked before = records.last(ONE, 6);
        tracker.forget(List.of(ONE));
        records.begin(5, 6);

        assertThat(tracker.giveBackIfLost(before, false)).isTrue();
        // its exchange ends, which must not count
        tracker.done(before);
        assertThat(tracker.inFlight(ONE)).isEqualTo(2);
        records.done(ONE, 5);
        assertThat(records.committable(ONE)).isEqualTo(6);
        assertThat(records.giveBackIfLost(ONE, 6, false)).isFalse();
    }

    @Test
    void forgetsWhatAnotherConsumerReadsNow() {
        records.begin(5, 6);
        records.read(TWO, 1, 1);
        tracker.forget(List.of(ONE));

        assertThat(tracker.inFlight()).isEqualTo(1);
        records.done(ONE, 5);
        assertThat(records.committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(1);
        // it may come back
        assertThat(records.read(ONE, 5, 1)).isTrue();
    }
}
