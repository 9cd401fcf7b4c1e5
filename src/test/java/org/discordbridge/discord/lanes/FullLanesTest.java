package org.discordbridge.discord.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes whose tasks leave behind what is not done with them. */
@Timeout(120)
class FullLanesTest {
    private static final int MOST = 4;
    private static final int STEPS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Threads can only take turns between two calls, and so all their interleavings are among these. */
    @Test
    void areFullFromTheMostOnUntilHalfIsLeftWhateverTheOrder() {
        for (int order = 0; order < 1 << STEPS; order++) {
            List<Runnable> waiting = new ArrayList<>();
            Lanes<Integer> lanes = new Lanes<>(waiting::add);
            boolean full = false;
            int count = 0;
            for (int step = 0; step < STEPS; step++) {
                if ((order >> step & 1) == 0) {
                    lanes.begun(MOST);
                    count++;
                    full |= count >= MOST;
                } else if (count > 0) {
                    lanes.ended(MOST);
                    count--;
                    full &= count > MOST / 2;
                }
                waiting.clear();
                lanes.add(order * STEPS + step, Runnable::run);
                assertThat(waiting.isEmpty()).isEqualTo(full);
                assertThat(lanes.underWay()).isEqualTo(count);
            }
        }
    }

    @Test
    void goOnAlthoughTheThreadThatSaysSoIsHeldUp() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        // holds up who makes the first lane go on, amid that
        Lanes<Integer> lanes = new Lanes<>(task -> {
            if (begun.getAndIncrement() == 0) {
                looking.countDown();
                await(released);
            }
            threads.execute(task);
        });
        CountDownLatch done = new CountDownLatch(100);
        for (int i = 0; i < MOST; i++) {
            lanes.begun(MOST);
        }
        for (int key = 0; key < 100; key++) {
            lanes.add(key, next -> {
                done.countDown();
                next.run();
            });
        }
        assertThat(begun).hasValue(0);
        lanes.ended(MOST);
        threads.execute(() -> lanes.ended(MOST));
        await(looking);
        // full again, and not full again, meanwhile
        lanes.begun(MOST);
        lanes.begun(MOST);
        lanes.ended(MOST);
        lanes.ended(MOST);
        released.countDown();

        await(done);
        assertThat(lanes.underWay()).isEqualTo(MOST / 2);
    }

    @Test
    void areNeverFullForGood() throws Exception {
        Lanes<Integer> lanes = new Lanes<>(threads);
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(4 * each);
        ExecutorService others = Executors.newFixedThreadPool(4);
        try {
            for (int lane = 0; lane < 4; lane++) {
                for (int i = 0; i < each; i++) {
                    lanes.add(lane, next -> {
                        lanes.begun(MOST);
                        others.execute(() -> {
                            lanes.ended(MOST);
                            done.countDown();
                        });
                        next.run();
                    });
                }
            }
            await(done);
        } finally {
            others.shutdownNow();
        }
        assertThat(lanes.underWay()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
