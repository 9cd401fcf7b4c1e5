package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    @Test
    void commitsNothingBeforeARecordIsDone() {
        begin(5, 6);

        assertThat(committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(2);
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotDone() {
        begin(5, 6, 7, 8);
        tracker.done(ONE, 6);
        tracker.done(ONE, 8);
        assertThat(committable(ONE)).isNull();
        tracker.done(ONE, 5);
        assertThat(committable(ONE)).isEqualTo(7);
        tracker.done(ONE, 7);
        assertThat(committable(ONE)).isEqualTo(9);
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void stepsOverGapsBetweenOffsets() {
        begin(5, 9, 100);
        tracker.done(ONE, 5);
        // there is nothing in between
        assertThat(committable(ONE)).isEqualTo(9);
        tracker.done(ONE, 9);
        tracker.done(ONE, 100);
        assertThat(committable(ONE)).isEqualTo(101);
    }

    @Test
    void countsTheBytesOfWhatIsInFlight() {
        tracker.begin(ONE, 5, 10);
        tracker.begin(ONE, 6, 20);
        tracker.begin(TWO, 0, 40);
        assertThat(tracker.bytesInFlight()).isEqualTo(70);
        tracker.done(ONE, 6);
        tracker.failed(ONE, 5);
        assertThat(tracker.bytesInFlight()).isEqualTo(40);
        tracker.takeFailed(List.of(ONE));
        tracker.begin(ONE, 5, 10);
        assertThat(tracker.bytesInFlight()).isEqualTo(50);
        tracker.forget(List.of(TWO));
        assertThat(tracker.bytesInFlight()).isEqualTo(10);
    }

    @Test
    void commitsTheSameOnce() {
        begin(5);
        tracker.done(ONE, 5);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(committable(ONE)).isNull();
    }

    @Test
    void doesNotStepBackIfCommitsAreAnsweredOutOfOrder() {
        begin(5, 6);
        tracker.done(ONE, 5);
        tracker.done(ONE, 6);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(7)));
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(committable(ONE)).isNull();
    }

    @Test
    void givesBackWhatIsNotBegunWhenAPartitionLeaves() {
        for (long offset = 5; offset < 8; offset++) {
            tracker.begin(ONE, offset, 1);
            tracker.started(ONE, offset);
        }
        tracker.begin(TWO, 5, 1);
        tracker.started(TWO, 5);
        assertThat(tracker.giveBackIfLost(ONE, 5, false)).isFalse();
        tracker.leave(List.of(ONE));
        // 5 is on its way, and the turn of 6 and 7 comes only now
        assertThat(tracker.giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(tracker.giveBackIfLost(ONE, 7, false)).isTrue();
        assertThat(tracker.giveBackIfLost(TWO, 5, false)).isFalse();
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        tracker.done(ONE, 5);
        // their exchanges end, which must not count
        tracker.done(ONE, 6);
        tracker.done(ONE, 7);

        assertThat(tracker.committable(List.of(ONE))).containsEntry(ONE, new OffsetAndMetadata(6));
        assertThat(tracker.inFlight()).isEqualTo(1);
        tracker.forget(List.of(ONE));
        assertThat(tracker.giveBackIfLost(ONE, 6, false)).isTrue();
        assertThat(tracker.begin(ONE, 6, 1)).isTrue();
        assertThat(tracker.giveBackIfLost(ONE, 6, false)).isFalse();
        assertThat(tracker.giveBackIfLost(ONE, 6, true)).isTrue();
    }

    @Test
    void doesNotCommitWhatWasGivenBackWhenMoreIsPolledAtTheEnd() {
        begin(5, 6, 7);
        tracker.done(ONE, 5);
        assertThat(tracker.giveBackIfLost(ONE, 6, true)).isTrue();
        assertThat(tracker.giveBackIfLost(ONE, 7, true)).isTrue();
        // the consumer is stopped only after the lanes
        begin(8, 9);
        tracker.done(ONE, 8);

        assertThat(committable(ONE)).isEqualTo(6);
        assertThat(tracker.inFlight()).isEqualTo(1);
        // unless it comes again
        assertThat(tracker.begin(ONE, 6, 1)).isTrue();
    }

    @Test
    void tellsPartitionsApart() {
        assertThat(tracker.begin(ONE, 5, 1)).isTrue();
        assertThat(tracker.begin(TWO, 5, 1)).isTrue();
        tracker.done(TWO, 5);

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
        assertThat(tracker.begin(ONE, 5, 1)).isFalse();
        tracker.done(ONE, 5);
        // done, but read again after a reload since it is not committed yet
        assertThat(tracker.begin(ONE, 5, 1)).isFalse();
        assertThat(tracker.begin(ONE, 6, 1)).isFalse();
        tracker.done(ONE, 6);
        assertThat(tracker.begin(ONE, 6, 1)).isFalse();
        assertThat(tracker.begin(ONE, 7, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailedAndHoldsTheCommitUntilThen() {
        begin(5, 6, 7);
        tracker.failed(ONE, 6);
        tracker.done(ONE, 5);
        tracker.done(ONE, 7);
        assertThat(committable(ONE)).isEqualTo(6);
        assertThat(tracker.takeFailed(List.of(TWO))).isEmpty();
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));
        // asked for once
        assertThat(tracker.takeFailed(List.of(ONE))).isEmpty();

        assertThat(tracker.begin(ONE, 6, 1)).isTrue();
        assertThat(tracker.begin(ONE, 7, 1)).isFalse();
        tracker.done(ONE, 6);
        assertThat(committable(ONE)).isEqualTo(8);
    }

    @Test
    void readsAgainFromTheFirstThatFailed() {
        begin(5, 6, 7, 8);
        tracker.failed(ONE, 8);
        tracker.failed(ONE, 6);
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));

        assertThat(tracker.begin(ONE, 6, 1)).isTrue();
        assertThat(tracker.begin(ONE, 7, 1)).isFalse();
        assertThat(tracker.begin(ONE, 8, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailsAgain() {
        begin(5);
        for (int i = 0; i < 3; i++) {
            tracker.failed(ONE, 5);
            assertThat(committable(ONE)).isNull();
            assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 5L));
            assertThat(tracker.begin(ONE, 5, 1)).isTrue();
        }
        tracker.done(ONE, 5);
        assertThat(committable(ONE)).isEqualTo(6);
    }

    @Test
    void countsAFateOnce() {
        begin(5, 6);
        tracker.done(ONE, 5);
        tracker.done(ONE, 5);
        tracker.failed(ONE, 5);
        tracker.done(ONE, 4711);
        tracker.done(TWO, 5);

        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.takeFailed(List.of(ONE, TWO))).isEmpty();
        assertThat(committable(ONE)).isEqualTo(6);
    }

    @Test
    void givesUpWaitingForWhatRetentionHasDeleted() {
        begin(5, 6);
        tracker.failed(ONE, 5);
        tracker.done(ONE, 6);
        tracker.takeFailed(List.of(ONE));

        // the seek to 5 finds 9 as the first that is left
        assertThat(tracker.begin(ONE, 9, 1)).isTrue();
        assertThat(committable(ONE)).isEqualTo(7);
        tracker.done(ONE, 9);
        assertThat(committable(ONE)).isEqualTo(10);
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnew() {
        begin(50, 51, 52);
        tracker.done(ONE, 50);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(51)));

        assertThat(tracker.begin(ONE, 0, 1)).isTrue();
        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        // a late end of the old topic's record changes nothing
        tracker.done(ONE, 51);
        assertThat(committable(ONE)).isNull();
        tracker.done(ONE, 0);
        assertThat(committable(ONE)).isEqualTo(1);
    }

    @Test
    void forgetsWhatAnotherConsumerReadsNow() {
        begin(5, 6);
        tracker.begin(TWO, 1, 1);
        tracker.forget(List.of(ONE));

        assertThat(tracker.inFlight()).isEqualTo(1);
        tracker.done(ONE, 5);
        assertThat(committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(1);
        // it may come back
        assertThat(tracker.begin(ONE, 5, 1)).isTrue();
    }

    @Test
    void waitsUntilNothingIsInFlight() throws Exception {
        begin(5);
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> awaitIdle(Duration.ofSeconds(20)));
        tracker.done(ONE, 5);

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
            assertThat(tracker.begin(ONE, offset, 1)).isTrue();
        }
    }

    private Long committable(TopicPartition partition) {
        OffsetAndMetadata offset = tracker.committable(List.of(ONE, TWO)).get(partition);
        return offset == null ? null : offset.offset();
    }
}
