package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BackpressureTest {
    private static final int MOST = 10_000;
    private static final int MANY = 300;
    private static final long LONGEST = TimeUnit.MICROSECONDS.toNanos(250);

    @Test
    void readsWithoutPauseWhileFewWait() {
        assertThat(LongStream.rangeClosed(0, MANY).map(size -> Backpressure.pause((int) size, MOST)))
                .containsOnly(0L);
    }

    @Test
    void pausesLongerTheMoreWait() {
        assertThat(LongStream.range(MANY + 1, MOST).map(size -> Backpressure.pause((int) size, MOST)))
                .isSorted()
                .allMatch(pause -> pause > 0 && pause <= LONGEST);
    }

    @Test
    void holdsAFloodThatNobodyTakesUpByLessThanTheThreeSecondsOfAnInteraction() {
        long all = LongStream.range(0, MOST)
                .map(size -> Backpressure.pause((int) size, MOST))
                .sum();

        assertThat(all).isPositive().isLessThan(TimeUnit.MILLISECONDS.toNanos(2_500));
    }

    @Test
    void pausesFromHalfOfASmallQueueOn() {
        assertThat(Backpressure.pause(50, 100)).isZero();
        assertThat(Backpressure.pause(51, 100)).isPositive();
        assertThat(Backpressure.pause(99, 100)).isLessThanOrEqualTo(LONGEST);
    }

    @Test
    void doesNotPauseForAQueueThatOverflows() {
        assertThat(Backpressure.pause(MOST, MOST)).isZero();
        assertThat(Backpressure.pause(MOST * 2, MOST)).isZero();
    }

    @Test
    void takesTheSmallestQueues() {
        assertThat(Backpressure.pause(0, 1)).isZero();
        assertThat(Backpressure.pause(1, 1)).isZero();
        assertThat(Backpressure.pause(1, 2)).isZero();
    }
}
