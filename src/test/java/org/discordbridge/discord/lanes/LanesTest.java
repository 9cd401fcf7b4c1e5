package org.discordbridge.discord.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class LanesTest {
    private static final int KEYS = 20;
    private static final int TASKS = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ExecutorService others = Executors.newFixedThreadPool(3);
    private final Lanes<Integer> lanes = new Lanes<>(threads);
    private final Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
        others.shutdownNow();
    }

    @Test
    void keepsTheOrderOfEachKey() {
        addFromOneThreadPerKey(Runnable::run);

        assertEverythingInOrder();
    }

    @Test
    void keepsTheOrderWhenTasksCompleteOnOtherThreads() {
        addFromOneThreadPerKey(others::execute);

        assertEverythingInOrder();
    }

    @Test
    void keepsTheOrderWhenSomeTasksCompleteAtOnceAndSomeElsewhere() {
        Random random = new Random(20261123);
        addFromOneThreadPerKey(next -> {
            boolean atOnce;
            synchronized (random) {
                atOnce = random.nextBoolean();
            }
            if (atOnce) {
                next.run();
            } else {
                others.execute(next);
            }
        });

        assertEverythingInOrder();
    }

    @Test
    void losesAndReordersNothingWhenPausedAndResumedAllTheTime() {
        CountDownLatch added = new CountDownLatch(1);
        others.execute(() -> {
            while (added.getCount() > 0) {
                lanes.pause();
                Thread.onSpinWait();
                lanes.resume();
            }
        });
        addFromOneThreadPerKey(Runnable::run);
        added.countDown();
        lanes.resume();
        await().until(() -> {
            lanes.resume();
            return lanes.size() == 0;
        });

        assertEverythingInOrder();
    }

    @Test
    void runsOtherKeysWhileOneWaits() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        lanes.add(1, next -> {
            awaitUnchecked(release);
            seen(1, 0);
            next.run();
        });
        lanes.add(2, task(2, 0, Runnable::run));

        await().until(() -> seen.containsKey(2));
        assertThat(seen).doesNotContainKey(1);
        release.countDown();
        await().until(() -> seen.containsKey(1));
    }

    @Test
    void takesNoThreadWhileATaskWaitsForItsCompletion() {
        List<Runnable> waiting = new CopyOnWriteArrayList<>();
        IntStream.range(0, 100).forEach(key -> lanes.add(key, waiting::add));

        // a hundred at once on four threads
        await().until(() -> waiting.size() == 100);
        assertThat(lanes.size()).isEqualTo(100);
        waiting.forEach(Runnable::run);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void beginsNothingWhilePaused() {
        lanes.pause();
        IntStream.range(0, 10).forEach(i -> lanes.add(i % 3, task(i % 3, i, Runnable::run)));

        assertThat(lanes.size()).isEqualTo(10);
        assertThat(((java.util.concurrent.ThreadPoolExecutor) threads).getTaskCount())
                .isZero();
        lanes.resume();
        await().until(() -> lanes.size() == 0);
        assertThat(seen)
                .containsEntry(0, List.of(0, 3, 6, 9))
                .containsEntry(1, List.of(1, 4, 7))
                .containsEntry(2, List.of(2, 5, 8));
    }

    @Test
    void finishesWhatRunsWhenPausedAndKeepsTheRest() {
        List<Runnable> completions = new CopyOnWriteArrayList<>();
        lanes.add(1, completions::add);
        lanes.add(1, completions::add);
        await().until(() -> completions.size() == 1);

        lanes.pause();
        completions.get(0).run();
        await().until(() -> lanes.size() == 1);
        assertThat(completions).hasSize(1);
        lanes.resume();
        await().until(() -> completions.size() == 2);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void goesOnAfterATaskThatThrows(Throwable failure) {
        try (CapturedLog log = CapturedLog.warningsOf(Lanes.class)) {
            lanes.add(1, next -> LanesTest.<RuntimeException>fail(failure));
            lanes.add(1, task(1, 7, Runnable::run));

            await().until(() -> lanes.size() == 0);
            assertThat(seen).containsEntry(1, List.of(7));
            assertThat(log.messages()).containsExactly("A task of lane 1 failed, its lane goes on");
        }
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("thrown by the test"), new NoClassDefFoundError("thrown by the test"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void countsACompletionOnce() {
        List<Runnable> completions = new CopyOnWriteArrayList<>();
        lanes.add(1, completions::add);
        lanes.add(1, completions::add);
        lanes.add(1, completions::add);
        await().until(() -> completions.size() == 1);

        completions.get(0).run();
        completions.get(0).run();
        await().until(() -> completions.size() == 2);
        assertThat(lanes.size()).isEqualTo(2);
    }

    /** A completion on another thread that has only just begun must not let the same task run again. */
    @Test
    void runsATaskOnceIfItIsBeingCompletedWhileItReturns() throws InterruptedException {
        CountDownLatch completing = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Thread[] completer = new Thread[1];
        // the lanes ask for its hash code while they complete a task
        Object key = new Object() {
            @Override
            public int hashCode() {
                if (Thread.currentThread() == completer[0]) {
                    completing.countDown();
                    awaitUnchecked(returned);
                }
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }
        };
        Lanes<Object> onThisThread = new Lanes<>(Runnable::run);
        onThisThread.add(key, next -> {
            if (runs.incrementAndGet() == 1) {
                completer[0] = new Thread(next);
                completer[0].start();
                awaitUnchecked(completing);
            }
        });
        returned.countDown();
        completer[0].join();

        assertThat(runs).hasValue(1);
        assertThat(onThisThread.size()).isZero();
    }

    @Test
    void runsALongLaneWithoutDeepStacks() {
        AtomicInteger count = new AtomicInteger();
        lanes.pause();
        for (int i = 0; i < 50_000; i++) {
            lanes.add(1, next -> {
                count.incrementAndGet();
                next.run();
            });
        }
        lanes.resume();

        await().until(() -> lanes.size() == 0);
        assertThat(count).hasValue(50_000);
    }

    /** How a task lets the lane go on. */
    private interface Completion {
        void complete(Runnable next);
    }

    private void addFromOneThreadPerKey(Completion completion) {
        List<Thread> adders = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            int k = key;
            Thread adder = new Thread(() ->
                    IntStream.range(0, TASKS).forEach(number -> lanes.add(k, task(k, number, completion))));
            adder.start();
            adders.add(adder);
        }
        adders.forEach(LanesTest::joinUnchecked);
    }

    private Lanes.Task task(int key, int number, Completion completion) {
        return next -> {
            AtomicInteger inLane = running.computeIfAbsent(key, k -> new AtomicInteger());
            if (inLane.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            seen(key, number);
            completion.complete(() -> {
                inLane.decrementAndGet();
                next.run();
            });
        };
    }

    private void seen(int key, int number) {
        seen.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>()).add(number);
    }

    private void assertEverythingInOrder() {
        await().until(() -> lanes.size() == 0);
        assertThat(overlaps).hasValue(0);
        List<Integer> expected = IntStream.range(0, TASKS).boxed().toList();
        assertThat(seen).hasSize(KEYS);
        seen.forEach((key, numbers) -> assertThat(numbers.equals(expected))
                .as(() -> "key " + key + " ran " + numbers)
                .isTrue());
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the task");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joinUnchecked(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
