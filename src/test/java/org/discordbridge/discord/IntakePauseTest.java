package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class IntakePauseTest {
    private static final int MOST = 10_000;

    @Test
    void readsWithoutPauseUpToHalfOfTheQueue() {
        assertThat(LongStream.rangeClosed(0, MOST / 2).map(size -> Intake.pause((int) size, MOST)))
                .containsOnly(0L);
    }

    @Test
    void pausesLongerTheMoreWait() {
        assertThat(LongStream.range(MOST / 2 + 1, MOST).map(size -> Intake.pause((int) size, MOST)))
                .isSorted()
                .allMatch(pause -> pause > 0 && pause <= TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Test
    void doesNotPauseForAQueueThatOverflows() {
        assertThat(Intake.pause(MOST, MOST)).isZero();
        assertThat(Intake.pause(MOST * 2, MOST)).isZero();
    }

    @Test
    void takesTheSmallestQueues() {
        assertThat(Intake.pause(0, 1)).isZero();
        assertThat(Intake.pause(1, 1)).isZero();
        assertThat(Intake.pause(1, 2)).isZero();
    }
}
