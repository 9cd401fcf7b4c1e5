package org.discordbridge.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads records from Kafka that may be finished later and on other threads. It commits, on its own poll thread, only up
 * to the first record that is not finished; pauses partitions while too much is in flight or what they need is not
 * there; and reads failed records again.
 */
final class CommittingConsumer extends ForwardingConsumer<Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(CommittingConsumer.class);
    /** The bytes of an exchange besides its value, which is there several times, as bytes and decoded. */
    private static final int BYTES_BESIDE = 4096;

    private static final int COPIES = 4;
    private static final Duration BRIEF = Duration.ofMillis(50);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);
    /** The time to wait for the last records when the process ends: Camel has waited for the others before. */
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(1);

    private static final Duration HAND_OVER_WITHIN = Duration.ofSeconds(3);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final CommitTracker tracker;
    private final BooleanSupplier lastOne;
    private final Supplier<CompletableFuture<?>> beforeReading;
    private final PausedPartitions paused;
    private final PollWatch watch = new PollWatch(super::wakeup);
    private final NewestRecords newest;
    private long lastSeek = System.nanoTime() - READ_AGAIN_AFTER.toNanos();
    private boolean ending;
    private boolean interrupted;

    /**
     * Limits how much may be in flight.
     *
     * @param records the most records of one partition
     * @param bytes the most bytes of all records, as they are in memory
     */
    record Bounds(int records, long bytes) {}

    /**
     * Makes a consumer with Kafka's settings.
     *
     * @param bounds the limits beyond which partitions are paused
     * @param lastOne tells whether no other consumer of this process will follow it, as after a reload of the route
     * @param beforeReading is called when partitions are assigned: their records are read when its future is completed
     * @param newest finds out which records to pass over; null if all are handed on
     */
    CommittingConsumer(
            Properties settings,
            CommitTracker tracker,
            Bounds bounds,
            BooleanSupplier lastOne,
            Supplier<CompletableFuture<?>> beforeReading,
            NewestRecords newest) {
        super(new KafkaConsumer<>(settings));
        this.tracker = tracker;
        this.paused = new PausedPartitions(this, tracker, bounds);
        this.newest = newest;
        this.lastOne = lastOne;
        this.beforeReading = beforeReading;
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        // what is logged from here on is not about the record before
        MDC.clear();
        commitFinished();
        readFailedAgain();
        paused.balance(this::isAhead);
        // Camel stops consumers one after the other, and waits for the poll of each
        boolean brief = tracker.inFlight() > 0 || paused.isHolding() || lastOne.getAsBoolean();
        Duration within = brief && timeout.compareTo(BRIEF) > 0 ? BRIEF : timeout;
        ConsumerRecords<Object, Object> fresh = track(watch.within(within, () -> super.poll(within)));
        if (newest != null) {
            newest.turnBack(this);
        }
        return fresh;
    }

    @Override
    public void wakeup() {
        watch.woken();
        super.wakeup();
    }

    private boolean isAhead(TopicPartition partition) {
        return newest != null && newest.isAhead(partition);
    }

    private void commitFinished() {
        Map<TopicPartition, OffsetAndMetadata> offsets = tracker.committable(assignment());
        if (!offsets.isEmpty()) {
            commitAsync(offsets, (committed, failure) -> {
                if (failure == null) {
                    tracker.committed(committed);
                } else if (failure instanceof RetriableCommitFailedException) {
                    LOG.debug("Offsets {} could not be committed yet: {}", committed, failure.getMessage());
                } else {
                    LOG.warn(
                            "Offsets {} could not be committed and will be again: {}", committed, failure.getMessage());
                }
            });
        }
    }

    private void readFailedAgain() {
        if (System.nanoTime() - lastSeek < READ_AGAIN_AFTER.toNanos()) {
            return;
        }
        Map<TopicPartition, Long> failed = tracker.takeFailed(
                assignment().stream().filter(partition -> !isAhead(partition)).toList());
        failed.forEach((partition, offset) -> {
            LOG.warn("Record {}@{} was not finished and is read again", partition, offset);
            seek(partition, offset);
        });
        if (!failed.isEmpty()) {
            lastSeek = System.nanoTime();
        }
    }

    private ConsumerRecords<Object, Object> track(ConsumerRecords<Object, Object> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> fresh = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            boolean ahead = isAhead(partition);
            for (ConsumerRecord<Object, Object> record : polled.records(partition)) {
                if (ahead) {
                    newest.note(partition, record);
                    continue;
                }
                long bytes = BYTES_BESIDE + COPIES * (long) Math.max(0, record.serializedValueSize());
                CommitTracker.Tracked tracked = tracker.begin(partition, record.offset(), bytes);
                if (tracked != null && newest != null && newest.isOutdated(partition, record)) {
                    tracker.done(tracked);
                } else if (tracked != null) {
                    fresh.computeIfAbsent(partition, key -> new ArrayList<>()).add(record);
                }
            }
        }
        return new ConsumerRecords<>(fresh, polled.nextOffsets());
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Rebalance(listener));
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        super.subscribe(pattern, new Rebalance(listener));
    }

    /** Commits what is finished before partitions go to another consumer, and forgets what was in flight in them. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener next;

        Rebalance(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            tracker.assigned(assigned);
            if (!assigned.isEmpty()) {
                paused.hold(assigned, beforeReading.get());
                if (newest != null) {
                    newest.assigned(assigned);
                }
            }
            next.onPartitionsAssigned(assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (!ending) {
                handOver(revoked);
            }
            commitNow(revoked);
            next.onPartitionsRevoked(revoked);
            gone(revoked);
            if (!ending) {
                tracker.forget(revoked);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            tracker.forget(lost);
            gone(lost);
            next.onPartitionsLost(lost);
        }
    }

    private void gone(Collection<TopicPartition> partitions) {
        if (newest != null) {
            newest.gone(partitions);
        }
    }

    /** Finishes what is begun, so that the other consumer does not begin with it; what is not begun it may have. */
    private void handOver(Collection<TopicPartition> revoked) {
        tracker.leave(revoked);
        try {
            tracker.awaitIdle(revoked, HAND_OVER_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void unsubscribe() {
        finish();
        super.unsubscribe();
    }

    @Override
    public void close() {
        finish();
        // whoever has waited for too long interrupts: the group is left all the same, or nobody has its partitions for
        // a while
        interrupted |= Thread.interrupted();
        try {
            // a broker that is away, or busy with a rebalance, must not hold up the end
            super.close(CLOSE_WITHIN);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Commits what is finished, once; when the process ends, lets what is in flight finish first. */
    private void finish() {
        if (ending) {
            return;
        }
        ending = true;
        // this is the poll thread, and so nothing of what it polled will be begun any more
        tracker.dropUnstarted(assignment());
        try {
            if (lastOne.getAsBoolean()) {
                tracker.leave(assignment());
                if (!tracker.awaitIdle(FINISH_WITHIN)) {
                    LOG.warn(
                            "{} records were not finished within {} s: they are read again by the next consumer",
                            tracker.inFlight(),
                            FINISH_WITHIN.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            // what is finished is committed first, see close()
            interrupted = true;
        }
        commitNow(assignment());
    }

    private void commitNow(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = tracker.committable(of);
        if (offsets.isEmpty()) {
            return;
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                commitSync(offsets, COMMIT_WITHIN);
                tracker.committed(offsets);
                return;
            } catch (WakeupException e) {
                // a stopping route wakes its consumer up, which must not cost the commit: once more
                LOG.debug("Woken up while committing");
            } catch (KafkaException e) {
                LOG.warn(
                        "Offsets {} could not be committed, their records will come again: {}",
                        offsets,
                        e.getMessage());
                return;
            }
        }
    }
}
