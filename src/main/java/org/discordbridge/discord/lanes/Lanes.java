package org.discordbridge.discord.lanes;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of one key in the order they came, and tasks of different keys side by side.
 *
 * <p>A lane exists only while it has tasks, so any number of keys is possible. Lanes have no limit of their own: the
 * caller that adds tasks watches {@link #size()}. Safe for any number of threads.
 *
 * @param <K> type of the keys; needs {@code equals} and {@code hashCode}
 */
public final class Lanes<K> {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int FULL = 1;

    private final ConcurrentHashMap<K, Lane<K>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    /**
     * Twice the number of tasks under way, plus {@link #FULL} from when they were too many until they are few. Both are
     * in one number: otherwise a thread that is delayed between two updates could set an outdated state.
     */
    private final AtomicInteger begun = new AtomicInteger();

    private final Executor executor;
    private volatile boolean paused;

    /** @param executor runs the tasks; a lane uses one of its threads at a time */
    public Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Does something when its turn comes. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the work.
         *
         * @param next to be called once, from any thread, when the lane may go on to its next task
         */
        void run(Runnable next);
    }

    /** Holds the tasks that wait or run under one key. Guarded by the map's lock for that key. */
    private static final class Lane<K> {
        final K key;
        final Queue<Task> tasks = new ArrayDeque<>(4);
        boolean running;

        Lane(K key) {
            this.key = key;
        }
    }

    /** Adds a task at the end of its lane. Does not block. */
    public void add(K key, Task task) {
        size.incrementAndGet();
        Lane<K> lane = lanes.compute(key, (k, present) -> {
            Lane<K> target = present == null ? new Lane<>(k) : present;
            target.tasks.add(task);
            return target;
        });
        startIfIdle(lane);
    }

    /** Returns the number of tasks that wait or run. */
    public int size() {
        return size.get();
    }

    /** Begins no further task until {@link #resume()}; running tasks go on. */
    public void pause() {
        paused = true;
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        paused = false;
        lanes.values().forEach(this::startIfIdle);
    }

    /**
     * Notes that some work has begun that lasts longer than its task. No further task begins while there is too much of
     * it.
     *
     * @param most the limit; the same for each call
     */
    public void begun(int most) {
        begun.updateAndGet(state -> {
            int count = (state >> 1) + 1;
            return count << 1 | (count >= most ? FULL : state & FULL);
        });
    }

    /** Notes that such work is done. When half of the limit is left, tasks begin again. */
    public void ended(int most) {
        int before = begun.getAndUpdate(state -> afterOne(state, most));
        if ((before & FULL) != 0 && (afterOne(before, most) & FULL) == 0) {
            lanes.values().forEach(this::startIfIdle);
        }
    }

    private static int afterOne(int state, int most) {
        int count = (state >> 1) - 1;
        return count << 1 | (count <= most / 2 ? 0 : state & FULL);
    }

    /** Returns the amount of work that has begun and is not done. */
    public int underWay() {
        return begun.get() >> 1;
    }

    private boolean isHeld() {
        return paused || (begun.get() & FULL) != 0;
    }

    private void startIfIdle(Lane<K> lane) {
        if (isHeld()) {
            return;
        }
        boolean[] start = new boolean[1];
        lanes.computeIfPresent(lane.key, (k, present) -> {
            if (present == lane && !lane.running) {
                lane.running = true;
                start[0] = true;
            }
            return present;
        });
        if (start[0]) {
            executor.execute(() -> run(lane));
        }
    }

    private void run(Lane<K> lane) {
        Task task;
        while ((task = begin(lane)) != null) {
            Step step = new Step(lane);
            try {
                task.run(step);
            } catch (RuntimeException | Error e) {
                LOG.error("A task of lane {} failed, its lane goes on", lane.key, e);
                step.run();
            }
            if (!step.endedMeanwhile()) {
                return;
            }
        }
    }

    /** Returns the next task; null if the lane has nothing to do now. */
    private Task begin(Lane<K> lane) {
        Task[] task = new Task[1];
        lanes.computeIfPresent(lane.key, (k, present) -> {
            if (isHeld()) {
                lane.running = false;
                // resume() may have looked just before this: look again below
            } else {
                task[0] = lane.tasks.peek();
            }
            return present;
        });
        if (task[0] == null && !isHeld()) {
            startIfIdle(lane);
        }
        return task[0];
    }

    private void end(Lane<K> lane) {
        size.decrementAndGet();
        lanes.computeIfPresent(lane.key, (k, present) -> {
            lane.tasks.poll();
            return lane.tasks.isEmpty() ? null : present;
        });
    }

    /**
     * Ends a task. Two threads meet here, the one that ran the task and the one that says it is done; the second of
     * them goes on with the lane.
     */
    private final class Step implements Runnable {
        private static final int RUNNING = 0;
        private static final int LEFT = 1;
        private static final int DONE = 2;

        private final Lane<K> lane;
        private final AtomicBoolean called = new AtomicBoolean();
        private final AtomicInteger state = new AtomicInteger(RUNNING);

        Step(Lane<K> lane) {
            this.lane = lane;
        }

        @Override
        public void run() {
            if (!called.compareAndSet(false, true)) {
                return;
            }
            // removed before the state changes, or the other thread would find the same task again
            end(lane);
            if (state.getAndSet(DONE) == LEFT) {
                executor.execute(() -> Lanes.this.run(lane));
            }
        }

        boolean endedMeanwhile() {
            return !state.compareAndSet(RUNNING, LEFT);
        }
    }
}
