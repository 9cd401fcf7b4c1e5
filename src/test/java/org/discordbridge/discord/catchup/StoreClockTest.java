package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StoreClockTest {
    private final HandClock hands = new HandClock();
    private final StorePace pace = new StorePace(() -> hands.now);
    private int stored;
    private int toStore;
    private boolean left;
    private final StoreClock clock = new StoreClock(hands, pace, this::store);

    private boolean store() {
        pace.ifDue(() -> toStore);
        stored++;
        return left;
    }

    @AfterEach
    void end() {
        hands.shutdownNow();
    }

    @Test
    void doesNothingWhileNothingMoves() {
        hands.pass(Duration.ofHours(1));

        assertThat(stored).isZero();
        assertThat(hands.planned).isEmpty();
    }

    @Test
    void storesFewTogetherAMomentLater() {
        for (int i = 1; i < StoreClock.MANY; i++) {
            clock.moved();
            clock.done();
        }

        hands.pass(Duration.ofMillis(StoreClock.LATER_MILLIS - 1));
        assertThat(stored).isZero();
        hands.pass(Duration.ofMillis(1));
        assertThat(stored).isEqualTo(1);
        hands.pass(Duration.ofHours(1));
        assertThat(stored).isEqualTo(1);
    }

    @Test
    void storesManySoonerAlsoOfOneChannel() {
        clock.moved();
        for (int i = 0; i < 100 * StoreClock.MANY; i++) {
            clock.done();
        }

        hands.pass(Duration.ofMillis(StoreClock.SOON_MILLIS));

        assertThat(stored).isEqualTo(1);
        clock.moved();
        hands.pass(Duration.ofMillis(StoreClock.LATER_MILLIS));
        assertThat(stored).isGreaterThan(1);
    }

    @Test
    void waitsForThePace() {
        toStore = StorePace.MOST_A_SECOND / 2;
        clock.moved();
        hands.pass(Duration.ofMillis(StoreClock.LATER_MILLIS));
        assertThat(stored).isEqualTo(1);
        clock.moved();

        hands.pass(Duration.ofMillis(499));
        assertThat(stored).isEqualTo(1);
        hands.pass(Duration.ofMillis(2));
        assertThat(stored).isEqualTo(2);
    }

    @Test
    void comesAgainForWhatCouldNotBeStored() {
        left = true;
        clock.moved();
        hands.pass(Duration.ofMillis(2 * StoreClock.LATER_MILLIS));
        assertThat(stored).isEqualTo(2);
        left = false;

        hands.pass(Duration.ofHours(1));

        assertThat(stored).isEqualTo(3);
    }

    @Test
    void isQuietWhenEverythingStops() {
        hands.stopped = true;

        clock.moved();

        assertThat(stored).isZero();
    }

    /** Runs what is due when the test lets time pass. */
    private static final class HandClock extends ScheduledThreadPoolExecutor {
        private final List<Planned> planned = new ArrayList<>();
        private long now;
        private boolean stopped;

        private record Planned(Runnable task, long at) {}

        HandClock() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (stopped) {
                throw new RejectedExecutionException();
            }
            planned.add(new Planned(task, now + unit.toNanos(delay)));
            return null;
        }

        void pass(Duration time) {
            long until = now + time.toNanos();
            while (true) {
                Planned next = planned.stream()
                        .filter(each -> each.at() <= until)
                        .min(java.util.Comparator.comparingLong(Planned::at))
                        .orElse(null);
                if (next == null) {
                    now = until;
                    return;
                }
                planned.remove(next);
                now = Math.max(now, next.at());
                next.task().run();
            }
        }
    }
}
