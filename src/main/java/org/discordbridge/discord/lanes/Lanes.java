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
 * <p>A lane exists while it has tasks, so any number of keys costs nothing. Lanes themselves have no bound: whoever adds
 * tasks watches {@link #size()}. Safe for any number of threads.
 *
 * @param <K> what tells lanes apart; needs {@code equals} and {@code hashCode}
 */
public final class Lanes<K> {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int FULL = 1;

    private final ConcurrentHashMap<K, Lane<K>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    /**
     * Twice how many have begun, and {@link #FULL} if they were too many and are not yet few: one number, since a thread that
     * is held up between counting and saying so would say it when it is no longer so.
     */
    private final AtomicInteger begun = new AtomicInteger();

    private final Executor executor;
    private volatile boolean paused;

    /** @param executor runs the tasks; a lane takes one of its threads at a time */
    public Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Something to be done in its turn. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does it.
         *
         * @param next to be called once, from any thread, when the lane may go on to its next task
         */
        void run(Runnable next);
    }

    /** Everything that waits or runs under one key. Guarded by the map's lock of that key. */
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

    /** How many tasks wait or run. */
    public int size() {
        return size.get();
    }

    /** Begins no further task until {@link #resume()}; what runs goes on. */
    public void pause() {
        paused = true;
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        paused = false;
        lanes.values().forEach(this::startIfIdle);
    }

    /**
     * One has begun that will not be done with its task. From so many on, no further task begins.
     *
     * @param most how many; the same for each call
     */
    public void begun(int most) {
        begun.updateAndGet(state -> {
            int count = (state >> 1) + 1;
            return count << 1 | (count >= most ? FULL : state & FULL);
        });
    }

    /** It is done. When half as many are left, tasks begin again. */
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

    /** How many have begun and are not done. */
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

    /** The task whose turn it is; null if the lane has come to rest. */
    private Task begin(Lane<K> lane) {
        Task[] task = new Task[1];
        lanes.computeIfPresent(lane.key, (k, present) -> {
            if (isHeld()) {
                lane.running = false;
                // resume() may have looked just before: look again after
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

    /** Called when a task is done; the lane goes on in whichever of two threads comes second. */
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
            // before the state says so: the other thread would else find the same task again
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
