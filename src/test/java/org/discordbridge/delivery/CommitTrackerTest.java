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

@Timeout(120)
class CommitTrackerTest {
    private static final TopicPartition ONE = ReadRecords.ONE;
    private static final TopicPartition TWO = ReadRecords.TWO;

    private final CommitTracker tracker = new CommitTracker();
    private final ReadRecords records = new ReadRecords(tracker);

    @Test
    void commitsNothingBeforeARecordIsDone() {
        records.begin(5, 6);

        assertThat(records.committable(ONE)).isNull();
        assertThat(tracker.inFlight()).isEqualTo(2);
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotDone() {
        records.begin(5, 6, 7, 8);
        records.done(ONE, 6);
        records.done(ONE, 8);
        assertThat(records.committable(ONE)).isNull();
        records.done(ONE, 5);
        assertThat(records.committable(ONE)).isEqualTo(7);
        records.done(ONE, 7);
        assertThat(records.committable(ONE)).isEqualTo(9);
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void stepsOverGapsBetweenOffsets() {
        records.begin(5, 9, 100);
        records.done(ONE, 5);
        // there is nothing in between
        assertThat(records.committable(ONE)).isEqualTo(9);
        records.done(ONE, 9);
        records.done(ONE, 100);
        assertThat(records.committable(ONE)).isEqualTo(101);
    }

    @Test
    void countsTheBytesOfWhatIsInFlight() {
        records.read(ONE, 5, 10);
        records.read(ONE, 6, 20);
        records.read(TWO, 0, 40);
        assertThat(tracker.bytesInFlight()).isEqualTo(70);
        records.done(ONE, 6);
        records.failed(ONE, 5);
        assertThat(tracker.bytesInFlight()).isEqualTo(40);
        tracker.takeFailed(List.of(ONE));
        records.read(ONE, 5, 10);
        assertThat(tracker.bytesInFlight()).isEqualTo(50);
        tracker.forget(List.of(TWO));
        assertThat(tracker.bytesInFlight()).isEqualTo(10);
    }

    @Test
    void commitsTheSameOnce() {
        records.begin(5);
        records.done(ONE, 5);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(records.committable(ONE)).isNull();
    }

    @Test
    void doesNotStepBackIfCommitsAreAnsweredOutOfOrder() {
        records.begin(5, 6);
        records.done(ONE, 5);
        records.done(ONE, 6);
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(7)));
        tracker.committed(Map.of(ONE, new OffsetAndMetadata(6)));

        assertThat(records.committable(ONE)).isNull();
    }

    @Test
    void tellsPartitionsApart() {
        assertThat(records.read(ONE, 5, 1)).isTrue();
        assertThat(records.read(TWO, 5, 1)).isTrue();
        records.done(TWO, 5);

        assertThat(records.committable(ONE)).isNull();
        assertThat(records.committable(TWO)).isEqualTo(6);
        assertThat(tracker.committable(List.of(ONE))).isEmpty();
        assertThat(tracker.inFlight(ONE)).isEqualTo(1);
        assertThat(tracker.inFlight(TWO)).isZero();
        assertThat(tracker.inFlight(new TopicPartition("other", 0))).isZero();
    }

    @Test
    void handsNothingOnTwice() {
        records.begin(5, 6);
        assertThat(records.read(ONE, 5, 1)).isFalse();
        records.done(ONE, 5);
        // done, but read again after a reload since it is not committed yet
        assertThat(records.read(ONE, 5, 1)).isFalse();
        assertThat(records.read(ONE, 6, 1)).isFalse();
        records.done(ONE, 6);
        assertThat(records.read(ONE, 6, 1)).isFalse();
        assertThat(records.read(ONE, 7, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailedAndHoldsTheCommitUntilThen() {
        records.begin(5, 6, 7);
        records.failed(ONE, 6);
        records.done(ONE, 5);
        records.done(ONE, 7);
        assertThat(records.committable(ONE)).isEqualTo(6);
        assertThat(tracker.takeFailed(List.of(TWO))).isEmpty();
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));
        // asked for once
        assertThat(tracker.takeFailed(List.of(ONE))).isEmpty();

        assertThat(records.read(ONE, 6, 1)).isTrue();
        assertThat(records.read(ONE, 7, 1)).isFalse();
        records.done(ONE, 6);
        assertThat(records.committable(ONE)).isEqualTo(8);
    }

    @Test
    void readsAgainFromTheFirstThatFailed() {
        records.begin(5, 6, 7, 8);
        records.failed(ONE, 8);
        records.failed(ONE, 6);
        assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 6L));

        assertThat(records.read(ONE, 6, 1)).isTrue();
        assertThat(records.read(ONE, 7, 1)).isFalse();
        assertThat(records.read(ONE, 8, 1)).isTrue();
    }

    @Test
    void readsAgainWhatFailsAgain() {
        records.begin(5);
        for (int i = 0; i < 3; i++) {
            records.failed(ONE, 5);
            assertThat(records.committable(ONE)).isNull();
            assertThat(tracker.takeFailed(List.of(ONE))).containsExactly(Map.entry(ONE, 5L));
            assertThat(records.read(ONE, 5, 1)).isTrue();
        }
        records.done(ONE, 5);
        assertThat(records.committable(ONE)).isEqualTo(6);
    }

    @Test
    void countsAFateOnce() {
        records.begin(5, 6);
        records.done(ONE, 5);
        records.done(ONE, 5);
        records.failed(ONE, 5);

        assertThat(tracker.inFlight()).isEqualTo(1);
        assertThat(tracker.takeFailed(List.of(ONE, TWO))).isEmpty();
        assertThat(records.committable(ONE)).isEqualTo(6);
    }

    @Test
    void givesUpWaitingForWhatRetentionHasDeleted() {
        records.begin(5, 6);
        records.failed(ONE, 5);
        records.done(ONE, 6);
        tracker.takeFailed(List.of(ONE));

        // the seek to 5 finds 9 as the first that is left
        assertThat(records.read(ONE, 9, 1)).isTrue();
        assertThat(records.committable(ONE)).isEqualTo(7);
        records.done(ONE, 9);
        assertThat(records.committable(ONE)).isEqualTo(10);
    }

    @Test
    void waitsUntilNothingIsInFlight() throws Exception {
        records.begin(5);
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> awaitIdle(Duration.ofSeconds(20)));
        records.done(ONE, 5);

        assertThat(idle.get()).isTrue();
        records.begin(6);
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
}
