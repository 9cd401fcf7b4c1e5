package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which records of a consumer group are in flight, done or to be read again. An offset may be committed if every
 * record before it is done. The tracker outlives the Kafka consumer, so that a reload of the route reads nothing twice.
 * Safe for any number of threads.
 */
final class CommitTracker {
    private static final Logger LOG = LoggerFactory.getLogger(CommitTracker.class);

    private enum Fate {
        /** The record was read, and the route has not begun with it. */
        READ,
        /** The route has begun with the record, and has not finished it. */
        IN_FLIGHT,
        /** The record was not finished, and has to be read again. */
        FAILED,
        /** The record is being read again, before any later one. */
        AWAITED,
        /** The record is left to whoever reads the partition next; later ones may still be read here. */
        GIVEN_BACK;

        boolean isReadAgain() {
            return this == AWAITED || this == GIVEN_BACK;
        }

        boolean isUnderWay() {
            return this == READ || this == IN_FLIGHT;
        }
    }

    /** Holds a record that was read, until it is done; read again, it is another one. Guarded by its tracker. */
    static final class Tracked {
        private final Partition partition;
        private final long offset;
        private final long bytes;
        private Fate fate = Fate.READ;

        private Tracked(Partition partition, long offset, long bytes) {
            this.partition = partition;
            this.offset = offset;
            this.bytes = bytes;
        }

        /** Returns whether the record is still to be done here: neither ended, nor forgotten with its partition. */
        private boolean isUnderWay() {
            return fate.isUnderWay() && partition.records.get(offset) == this;
        }
    }

    /** Holds the records of a partition that were read and are not done: all others up to the highest offset are. */
    private static final class Partition {
        final TreeMap<Long, Tracked> records = new TreeMap<>();
        /** The offsets of the records that are awaited. */
        final TreeSet<Long> awaited = new TreeSet<>();

        long highest = -1;
        long next;
        long committed;
        /** The least offset at which the consumer of the partition is: by itself it does not go back. */
        long position;

        int inFlight;
        long bytes;
        boolean leaving;

        Partition(long first) {
            next = first;
            committed = first;
            position = first;
        }

        /** Returns whether the topic was made anew: of the old one, committed records are not read again. */
        boolean isAnew(long offset) {
            return offset < Math.min(committed, position);
        }

        Tracked read(long offset, long size) {
            Tracked record = new Tracked(this, offset, size);
            records.put(offset, record);
            awaited.remove(offset);
            highest = Math.max(highest, offset);
            inFlight++;
            bytes += size;
            return record;
        }

        /**
         * Drops what was awaited before this record: records come in order, so the topic's retention has deleted it.
         */
        void dropAwaitedBefore(long offset) {
            Set<Long> gone = awaited.headSet(offset);
            if (!gone.isEmpty()) {
                gone.forEach(records::remove);
                gone.clear();
                settle();
            }
        }

        /** Ends a record; returns false if it is not under way. A fate of null means that the record is done. */
        boolean end(Tracked record, Fate fate) {
            if (!record.isUnderWay()) {
                return false;
            }
            inFlight--;
            bytes -= record.bytes;
            if (fate == null) {
                records.remove(record.offset);
                settle();
            } else {
                set(record, fate);
            }
            return true;
        }

        void set(Tracked record, Fate fate) {
            record.fate = fate;
            if (fate == Fate.AWAITED) {
                awaited.add(record.offset);
            }
        }

        void settle() {
            next = Math.max(next, records.isEmpty() ? highest + 1 : records.firstKey());
        }

        List<Tracked> those(Fate fate) {
            return records.values().stream()
                    .filter(record -> record.fate == fate)
                    .toList();
        }

        /** Ends all records for good. */
        void forget() {
            records.clear();
            awaited.clear();
            inFlight = 0;
            bytes = 0;
        }
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();

    /** Notes that a consumer is about to read those partitions, from the committed offsets on. */
    synchronized void assigned(Collection<TopicPartition> assigned) {
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                // the consumer may find out where it begins only after more has been committed
                partition.position = partition.committed;
            }
        }
    }

    /**
     * Notes a record that was read; returns null if it is known already and must not be handed on again.
     *
     * @param bytes the memory that it takes up while it is in flight
     */
    synchronized Tracked begin(TopicPartition topicPartition, long offset, long bytes) {
        Partition partition = partitions.computeIfAbsent(topicPartition, key -> new Partition(offset));
        if (partition.isAnew(offset)) {
            LOG.warn(
                    "{} begins again at offset {}, although it was done up to {}: its topic was made anew, and is read"
                            + " from there",
                    topicPartition,
                    offset,
                    partition.committed);
            forget(List.of(topicPartition));
            partition = new Partition(offset);
            partitions.put(topicPartition, partition);
        }
        partition.leaving = false;
        partition.position = offset + 1;
        partition.dropAwaitedBefore(offset);
        Tracked known = partition.records.get(offset);
        if (known == null ? offset <= partition.highest : !known.fate.isReadAgain()) {
            return null;
        }
        return partition.read(offset, bytes);
    }

    /** Notes that the route begins with a record that was read; returns null if it must not, or already has. */
    synchronized Tracked start(TopicPartition topicPartition, long offset) {
        Partition partition = partitions.get(topicPartition);
        Tracked record = partition == null ? null : partition.records.get(offset);
        if (record == null || record.fate != Fate.READ) {
            return null;
        }
        record.fate = Fate.IN_FLIGHT;
        return record;
    }

    /**
     * Notes that the records of those partitions that were read and not begun never will be, as when the route stops
     * amid what it has polled.
     */
    synchronized void dropUnstarted(Collection<TopicPartition> assigned) {
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                partition.those(Fate.READ).forEach(record -> partition.end(record, Fate.AWAITED));
            }
        }
        notifyAll();
    }

    /** Notes that records of those partitions that the route has not begun with are not to be done here any more. */
    synchronized void leave(Collection<TopicPartition> left) {
        for (TopicPartition topicPartition : left) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                partition.leaving = true;
            }
        }
    }

    /**
     * Returns whether a record is to be done by somebody else; gives it back then, unless it already was.
     *
     * @param ending whether the route is to begin with no record any more
     */
    synchronized boolean giveBackIfLost(Tracked record, boolean ending) {
        if ((ending || record.partition.leaving) && record.partition.end(record, Fate.GIVEN_BACK)) {
            notifyAll();
        }
        return !record.isUnderWay();
    }

    /** Notes that a record is done: its fate is known. */
    void done(Tracked record) {
        end(record, null);
    }

    /** Notes that a record has to be read again. */
    void failed(Tracked record) {
        end(record, Fate.FAILED);
    }

    private synchronized void end(Tracked record, Fate fate) {
        if (record.partition.end(record, fate)) {
            notifyAll();
        }
    }

    /** Takes the first offset of each of those partitions that has to be read again: the caller seeks to it. */
    synchronized Map<TopicPartition, Long> takeFailed(Collection<TopicPartition> assigned) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                for (Tracked record : partition.those(Fate.FAILED)) {
                    first.putIfAbsent(topicPartition, record.offset);
                    partition.set(record, Fate.AWAITED);
                }
            }
        }
        return first;
    }

    /** Returns the offsets that may be committed and are not yet. */
    synchronized Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null && partition.next > partition.committed) {
                offsets.put(topicPartition, new OffsetAndMetadata(partition.next));
            }
        }
        return offsets;
    }

    /** Notes the offsets that were committed. */
    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((topicPartition, offset) -> {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                partition.committed = Math.max(partition.committed, offset.offset());
            }
        });
    }

    /**
     * Forgets partitions that another consumer reads now: what was read of them is lost here, even if they come back.
     */
    synchronized void forget(Collection<TopicPartition> lost) {
        for (TopicPartition topicPartition : lost) {
            Partition partition = partitions.remove(topicPartition);
            if (partition != null) {
                partition.forget();
            }
        }
        notifyAll();
    }

    /** Returns how many records of a partition are read and not finished. */
    synchronized int inFlight(TopicPartition topicPartition) {
        Partition partition = partitions.get(topicPartition);
        return partition == null ? 0 : partition.inFlight;
    }

    /** Returns how many records are read and not finished. */
    synchronized int inFlight() {
        return partitions.values().stream()
                .mapToInt(partition -> partition.inFlight)
                .sum();
    }

    /** Returns how many bytes the records take up that are read and not finished. */
    synchronized long bytesInFlight() {
        return partitions.values().stream()
                .mapToLong(partition -> partition.bytes)
                .sum();
    }

    /** Waits until nothing is in flight; returns false if that takes longer. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        return awaitIdle(List.copyOf(partitions.keySet()), atMost);
    }

    /** Waits until nothing of those partitions is in flight; returns false if that takes longer. */
    synchronized boolean awaitIdle(Collection<TopicPartition> of, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (of.stream().anyMatch(partition -> inFlight(partition) > 0)) {
            long millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
