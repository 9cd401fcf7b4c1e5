package org.discordbridge.discord.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestThreadsTest {
    private static final int MANY = 500;
    private static final Duration NEVER = Duration.ofHours(1);

    private RequestThreads threads;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void makeManyRequestsOnFewThreads() throws Exception {
        threads = new RequestThreads(Executors.defaultThreadFactory(), NEVER);
        Semaphore answers = new Semaphore(0);
        CountDownLatch done = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            threads.execute(() -> {
                answers.acquireUninterruptibly();
                done.countDown();
            });
        }
        Awaitility.await().until(() -> threads.getActiveCount() == RequestThreads.USUAL);
        assertThat(threads.getQueue()).hasSize(MANY - RequestThreads.USUAL);

        answers.release(MANY);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.getLargestPoolSize()).isEqualTo(RequestThreads.USUAL);
    }

    @Test
    void oneThreadMakesRequestsThatComeOneByOne() throws Exception {
        threads = new RequestThreads(Executors.defaultThreadFactory(), NEVER);
        for (int i = 0; i < RequestThreads.USUAL; i++) {
            threads.submit(() -> {}).get();
            // the thread has answered before it is idle
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> threads.getActiveCount() == 0);
        }

        assertThat(threads.getLargestPoolSize()).isLessThan(RequestThreads.USUAL / 4);
    }

    @Test
    void slowRequestsHoldUpNoOther() throws Exception {
        makeManyThatEndWhenAllHaveBegun();

        Awaitility.await()
                .untilAsserted(() -> assertThat(threads.getActiveCount()).isZero());
        assertThat(threads.getCompletedTaskCount()).isEqualTo(MANY);
    }

    @Test
    void areAsFewAsBeforeOnceRequestsAreFast() throws Exception {
        makeManyThatEndWhenAllHaveBegun();

        Awaitility.await()
                .untilAsserted(() -> assertThat(threads.getPoolSize()).isLessThanOrEqualTo(RequestThreads.USUAL));
        assertThat(threads.getMaximumPoolSize()).isEqualTo(RequestThreads.USUAL);
    }

    @Test
    void makeWhatWaitsWhenTheyAreShutDownAndNothingAfterThat() throws Exception {
        threads = new RequestThreads(Executors.defaultThreadFactory(), NEVER);
        Semaphore answers = new Semaphore(0);
        for (int i = 0; i < MANY; i++) {
            threads.execute(answers::acquireUninterruptibly);
        }

        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        answers.release(MANY);

        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.getCompletedTaskCount()).isEqualTo(MANY);
    }

    private void makeManyThatEndWhenAllHaveBegun() throws Exception {
        threads = new RequestThreads(Executors.defaultThreadFactory(), Duration.ofMillis(20));
        CyclicBarrier all = new CyclicBarrier(MANY + 1);
        for (int i = 0; i < MANY; i++) {
            threads.execute(() -> pass(all));
        }
        all.await(20, TimeUnit.SECONDS);
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
