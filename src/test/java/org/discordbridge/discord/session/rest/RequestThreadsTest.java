package org.discordbridge.discord.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RequestThreadsTest {
    private static final int MANY = 500;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final CountDownLatch begun = new CountDownLatch(MANY);
    private final Semaphore answers = new Semaphore(0);
    private RequestThreads threads;

    @AfterEach
    void end() {
        answers.release(MANY);
        threads.shutdownNow();
    }

    @Test
    void makeManyRequestsOnFewThreads() throws Exception {
        makeMany(NEVER);
        Awaitility.await().until(() -> threads.getActiveCount() == RequestThreads.USUAL);
        assertThat(threads.getQueue()).hasSize(MANY - RequestThreads.USUAL);

        answers.release(MANY);

        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
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
        makeMany(SOON);

        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        answers.release(MANY);

        Awaitility.await()
                .untilAsserted(() -> assertThat(threads.getActiveCount()).isZero());
        assertThat(threads.getCompletedTaskCount()).isEqualTo(MANY);
    }

    @Test
    void areAsFewAsBeforeOnceRequestsAreFast() throws Exception {
        makeMany(SOON);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.getPoolSize()).isEqualTo(MANY);

        answers.release(MANY);

        Awaitility.await()
                .untilAsserted(() -> assertThat(threads.getPoolSize()).isLessThanOrEqualTo(RequestThreads.USUAL));
        assertThat(threads.getMaximumPoolSize()).isEqualTo(RequestThreads.USUAL);
    }

    @Test
    void makeWhatWaitsWhenTheyAreShutDownAndNothingAfterThat() throws Exception {
        makeMany(NEVER);

        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        answers.release(MANY);

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.getCompletedTaskCount()).isEqualTo(MANY);
    }

    /** Each ends when it has its answer. */
    private void makeMany(Duration longest) {
        threads = new RequestThreads(Executors.defaultThreadFactory(), longest);
        for (int i = 0; i < MANY; i++) {
            threads.execute(() -> {
                begun.countDown();
                answers.acquireUninterruptibly();
            });
        }
    }
}
