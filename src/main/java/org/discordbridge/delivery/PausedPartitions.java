package org.discordbridge.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses partitions of a consumer: those of which too much is in flight, and new ones for as long as what they need is
 * not there. The consumer goes on polling meanwhile, and so stays in its group. For its poll thread.
 */
final class PausedPartitions {
    private final Consumer<?, ?> consumer;
    private final CommitTracker tracker;
    private final CommittingConsumer.Bounds bounds;
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Set<TopicPartition> held = new HashSet<>();
    private CompletableFuture<?> ready = CompletableFuture.completedFuture(null);

    PausedPartitions(Consumer<?, ?> consumer, CommitTracker tracker, CommittingConsumer.Bounds bounds) {
        this.consumer = consumer;
        this.tracker = tracker;
        this.bounds = bounds;
    }

    /** Reads nothing of these partitions until the future completes; never again if it fails. */
    void hold(Collection<TopicPartition> assigned, CompletableFuture<?> until) {
        ready = until;
        if (!isReady()) {
            consumer.pause(assigned);
            held.addAll(assigned);
            paused.addAll(assigned);
        }
    }

    private boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** Returns whether some partitions wait for what they need. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /**
     * Pauses and resumes partitions, before each poll.
     *
     * @param unbounded tells whether nothing of a partition is put in flight for now
     */
    void balance(Predicate<TopicPartition> unbounded) {
        Set<TopicPartition> assigned = consumer.assignment();
        paused.retainAll(assigned);
        held.retainAll(assigned);
        if (isReady()) {
            held.clear();
        }
        long bytes = tracker.bytesInFlight();
        for (TopicPartition partition : assigned) {
            int inFlight = tracker.inFlight(partition);
            boolean full = (inFlight >= bounds.records() || bytes >= bounds.bytes()) && !unbounded.test(partition);
            boolean roomy = inFlight < bounds.records() / 2 && bytes < bounds.bytes() / 2 || unbounded.test(partition);
            if (full && paused.add(partition)) {
                consumer.pause(List.of(partition));
            } else if (roomy && !held.contains(partition) && paused.remove(partition)) {
                consumer.resume(List.of(partition));
            }
        }
    }
}
