package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordTrackerTest {
    private static final TopicPartition ONE = new TopicPartition("answers", 0);
    private static final TopicPartition TWO = new TopicPartition("answers", 1);

    private final RecordTracker tracker = new RecordTracker();
    private final Map<String, RecordTracker.Tracked> records = new HashMap<>();

    @Test
    void commitsNothingBeforeARecordIsDone() {
        begin(5, 6);

        assertThat(committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(2);
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotDone() {
        begin(5, 6, 7, 8);
        done(ONE, 6);
        done(ONE, 8);
        assertThat(committable(ONE)).isNull();
        done(ONE, 5);
        assertThat(committable(ONE)).isEqualTo(7);
        done(ONE, 7);
        assertThat(committable(ONE)).isEqualTo(9);
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void stepsOverGapsBetweenOffsets() {
        begin(5, 9, 100);
        done(ONE, 5);
        // there is nothing in between
        assertThat(committable(ONE)).isEqualTo(9);
        done(ONE, 9);
        done(ONE, 100);
        assertThat(committable(ONE)).isEqualTo(101);
    }

    @Test
    void countsTheBytesOfWhatIsInFlight() {
        read(ONE, 5, 10);
        read(ONE, 6, 20);
        read(TWO, 0, 40);
        assertThat(tracker.bytesInFlight()).isEqualTo(70);
        done(ONE, 6);
        failed(ONE, 5);
        assertThat(tracker.bytesInFlight()).isEqualTo(40);
        tracker.takeFailed(List.of(ONE));
        read(ONE, 5, 10);
        assertThat(tracker.bytesInFlight()).isEqualTo(50);
        tracker.forget(List.of(TWO));
        assertThat(tracker.bytesInFlight()).isEqualTo(10);
    }

    @Test
    void commitsTheSameOnce() {
        begin(5);
        done(ONE, 5);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(committable(ONE)).isNull();
    }

    @Test
    void doesNotStepBackIfCommitsAreAnsweredOutOfOrder() {
        begin(5, 6);
        done(ONE, 5);
        done(ONE, 6);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(7)));
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(committable(ONE)).isNull();
    }

    @Test
    void givesBackWhatIsNotBegunWhenAPartitionLeaves() {
        for (long offset = 5; offset < 8; offset++) {
            read(ONE, offset, 1);
            started(ONE, offset);
        }
        read(TWO, 5, 1);
        started(TWO, 5);
        assertThat(giveBackIfLost(ONE, 5, false)).isFalse();
        tracker.leave(List.of(ONE));
        // 5 is on its way, and the turn of 6 and 7 comes only now
        assertThat(giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(giveBackIfLost(ONE, 7, false)).isTrue();
        assertThat(giveBackIfLost(TWO, 5, false)).isFalse();
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        done(ONE, 5);
        // their exchanges end, which must not count
        done(ONE, 6);
        done(ONE, 7);

        assertThat(tracker.committable(List.of(ONE))).containsEntry(ONE, new OffsetAndMetadata(6));
        assertThat(tracker.inFlight()).isEqualTo(1);
        tracker.forget(List.of(ONE));
        assertThat(giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(read(ONE, 6, 1)).isTrue();
        assertThat(giveBackIfLost(ONE, 6, false)).isFalse();
        assertThat(giveBackIfLost(ONE, 6, true)).isTrue();
    }

    @Test
    void doesNotCommitWhatWasGivenBackWhenMoreIsPolledAtTheEnd() {
        begin(5, 6, 7);
        done(ONE, 5);
        assertThat(giveBackIfLost(ONE, 6, true)).isTrue();
        assertThat(giveBackIfLost(ONE, 7, true)).isTrue();
        // the consumer is stopped only after the lanes
        begin(8, 9);
        done(ONE, 8);

        assertThat(committable(ONE)).isEqualTo(6);
        assertThat(tracker.inFlight()).isEqualTo(1);
        // unless it comes again
        assertThat(read(ONE, 6, 1)).isTrue();
    }

    @Test
    void tellsPartitionsApart() {
        assertThat(read(ONE, 5, 1)).isTrue();
        assertThat(read(TWO, 5, 1)).isTrue();
        done(TWO, 5);

        assertThat(committable(ONE)).isNull();
        assertThat(committable(TWO)).isEqualTo(6);
        assertThat(tracker.committable(List.of(ONE))).isEmpty();
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        assertThat(tracker.inFlight(TWO)).isZero();
        assertThat(tracker.inFlight(new TopicPartition("other", 0))).isZero();
    }

    @Test
    void handsNothingOnTwice() {
        begin(5, 6);
        assertThat(read(ONE, 5, 1)).isFalse();
        done(ONE, 5);
        // done, but read again after a reload since it is not committed yet
        assertThat(read(ONE, 5, 1)).isFalse();
        assertThat(read(ONE, 6, 1)).isFalse();
        done(ONE, 6);
        assertThat(read(ONE, 6, 1)).isFalse();
        assertThat(read(ONE, 7, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailedAndHoldsTheCommitUntilThen() {
        begin(5, 6, 7);
        failed(ONE, 6);
        done(ONE, 5);
        done(ONE, 7);
        assertThat(committable(ONE)).isEqualTo(6);
        assertThat(tracker.takeFailed(List.of(TWO))).isEmpty();
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));
        // asked for once
        assertThat(tracker.takeFailed(List.of(ONE))).isEmpty();

        assertThat(read(ONE, 6, 1)).isTrue();
        assertThat(read(ONE, 7, 1)).isFalse();
        done(ONE, 6);
        assertThat(committable(ONE)).isEqualTo(8);
    }

    @Test
    void readsAgainFromTheFirstThatFailed() {
        begin(5, 6, 7, 8);
        failed(ONE, 8);
        failed(ONE, 6);
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));

        assertThat(read(ONE, 6, 1)).isTrue();
        assertThat(read(ONE, 7, 1)).isFalse();
        assertThat(read(ONE, 8, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailsAgain() {
        begin(5);
        for (int i = 0; i < 3; i++) {
            failed(ONE, 5);
            assertThat(committable(ONE)).isNull();
            assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 5L));
            assertThat(read(ONE, 5, 1)).isTrue();
        }
        done(ONE, 5);
        assertThat(committable(ONE)).isEqualTo(6);
    }

    @Test
    void countsAFateOnce() {
        begin(5, 6);
        done(ONE, 5);
        done(ONE, 5);
        failed(ONE, 5);

        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.takeFailed(List.of(ONE, TWO))).isEmpty();
        assertThat(committable(ONE)).isEqualTo(6);
    }

    @Test
    void givesUpWaitingForWhatRetentionHasDeleted() {
        begin(5, 6);
        failed(ONE, 5);
        done(ONE, 6);
        tracker.takeFailed(List.of(ONE));

        // the seek to 5 finds 9 as the first that is left
        assertThat(read(ONE, 9, 1)).isTrue();
        assertThat(committable(ONE)).isEqualTo(7);
        done(ONE, 9);
        assertThat(committable(ONE)).isEqualTo(10);
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnew() {
        begin(50, 51, 52);
        done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));

        assertThat(read(ONE, 0, 1)).isTrue();
        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        // a late end of the old topic's record changes nothing
        done(ONE, 51);
        assertThat(committable(ONE)).isNull();
        done(ONE, 0);
        assertThat(committable(ONE)).isEqualTo(1);
    }

    @Test
    void goesOnWhenTheNextConsumerHasCommittedBeforeItReads() {
        begin(50, 51, 52, 53);
        done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));
        // the route is loaded again: the next consumer is told to begin at 51, and meanwhile lanes go on
        tracker.assigned(List.of(ONE));
        done(ONE, 51);
        done(ONE, 52);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(53)));

        for (long offset = 51; offset <= 53; offset++) {
            assertThat(read(ONE, offset, 1)).isFalse();
        }
        assertThat(giveBackIfLost(ONE, 53, false)).isFalse();
        assertThat(read(ONE, 54, 1)).isTrue();
        // but by itself it does not go back
        assertThat(read(ONE, 0, 1)).isTrue();
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnewBeforeTheNextConsumer() {
        begin(50, 51);
        done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));
        tracker.assigned(List.of(ONE));

        assertThat(read(ONE, 0, 1)).isTrue();
        assertThat(tracker.inFlight()).isEqualTo(1);
    }

    /** Else those that were dropped meanwhile would come after them. */
    @Test
    void doesNotGoOnWithWhatWasForgottenWhenItIsReadAgain() {
        begin(5, 6, 7);
        RecordTracker.Tracked before = record(ONE, 6);
        tracker.forget(List.of(ONE));
        begin(5, 6);

        assertThat(tracker.giveBackIfLost(before, false)).isTrue();
        // its exchange ends, which must not count
        tracker.done(before);
        assertThat(tracker.inFlight(ONE)).isEqualTo(2);
        done(ONE, 5);
        assertThat(committable(ONE)).isEqualTo(6);
        assertThat(giveBackIfLost(ONE, 6, false)).isFalse();
    }

    @Test
    void forgetsWhatAnotherConsumerReadsNow() {
        begin(5, 6);
        read(TWO, 1, 1);
        tracker.forget(List.of(ONE));

        assertThat(tracker.inFlight()).isEqualTo(1);
        done(ONE, 5);
        assertThat(committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(1);
        // it may come back
        assertThat(read(ONE, 5, 1)).isTrue();
    }

    @Test
    void waitsUntilNothingIsInFlight() throws Exception {
        begin(5);
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> awaitIdle(Duration.ofSeconds(20)));
        done(ONE, 5);

        assertThat(idle.get()).isTrue();
        begin(6);
        assertThat(tracker.awaitIdle(Duration.ofMillis(50))).isFalse();
        assertThat(tracker.awaitIdle(Duration.ZERO)).isFalse();
        tracker.forget(List.of(ONE));
        assertThat(tracker.awaitIdle(Duration.ZERO)).isTrue();
    }

    private boolean awaitIdle(Duration atMost) {
        try {
            return tracker.awaitIdle(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(long... offsets) {
        for (long offset : offsets) {
            assertThat(read(ONE, offset, 1)).isTrue();
        }
    }

    private boolean read(TopicPartition partition, long offset, long bytes) {
        RecordTracker.Tracked record = tracker.begin(partition, offset, bytes);
        if (record != null) {
            records.put(partition + "@" + offset, record);
        }
        return record != null;
    }

    /** The copy of that record that was read last. */
    private RecordTracker.Tracked record(TopicPartition partition, long offset) {
        return records.get(partition + "@" + offset);
    }

    private void started(TopicPartition partition, long offset) {
        tracker.started(record(partition, offset));
    }

    private void done(TopicPartition partition, long offset) {
        tracker.done(record(partition, offset));
    }

    private void failed(TopicPartition partition, long offset) {
        tracker.failed(record(partition, offset));
    }

    private boolean giveBackIfLost(TopicPartition partition, long offset, boolean ending) {
        return tracker.giveBackIfLost(record(partition, offset), ending);
    }

    private Long committable(TopicPartition partition) {
        OffsetAndMetadata offset = tracker.committable(List.of(ONE, TWO)).get(partition);
        return offset == null ? null : offset.offset();
    }
}
