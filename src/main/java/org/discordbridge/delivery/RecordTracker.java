package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of a consumer group are in flight, done or to be read again. What may be committed is the offset up to
 * which every record is done. Outlives the Kafka consumer, so that a reload of the route reads nothing twice. Safe for
 * any number of threads.
 */
final class RecordTracker {
    private enum Fate {
        /** Read, and not begun yet by the route. */
        READ,
        /** Begun, not finished. */
        IN_FLIGHT,
        /** Not finished, to be read again. */
        FAILED,
        /** Being read again, before any later one. */
        AWAITED,
        /** Left to whoever reads the partition next; later ones may still be read here. */
        GIVEN_BACK;

        boolean isReadAgain() {
            return this == AWAITED || this == GIVEN_BACK;
        }

        boolean isUnderWay() {
            return this == READ || this == IN_FLIGHT;
        }
    }

    /** A record that is not done. */
    private record Unfinished(Fate fate, long bytes) {}

    /** What is not done of what was read of one partition: all else up to the highest offset is. */
    private static final class Partition {
        final TreeMap<Long, Unfinished> records = new TreeMap<>();
        /** The offsets of those that are awaited. */
        final TreeSet<Long> awaited = new TreeSet<>();

        long highest = -1;
        long next;
        long committed;
        int inFlight;
        long bytes;

        Partition(long first) {
            next = first;
            committed = first;
        }

        void put(long offset, Fate fate, long size) {
            set(offset, fate, size);
            highest = Math.max(highest, offset);
            if (fate.isUnderWay()) {
                inFlight++;
                bytes += size;
            }
        }

        private void set(long offset, Fate fate, long size) {
            records.put(offset, new Unfinished(fate, size));
            if (fate == Fate.AWAITED) {
                awaited.add(offset);
            } else {
                awaited.remove(offset);
            }
        }

        /** Records come in order: what was awaited before this one has been deleted by the topic's retention. */
        void dropAwaitedBefore(long offset) {
            Set<Long> gone = awaited.headSet(offset);
            if (!gone.isEmpty()) {
                gone.forEach(records::remove);
                gone.clear();
                settle();
            }
        }

        /** Ends a record that is under way; false if it is not. Null for a fate means that it is done. */
        boolean end(long offset, Fate fate) {
            Unfinished record = records.get(offset);
            if (record == null || !record.fate.isUnderWay()) {
                return false;
            }
            inFlight--;
            bytes -= record.bytes;
            if (fate == null) {
                records.remove(offset);
                settle();
            } else {
                set(offset, fate, record.bytes);
            }
            return true;
        }

        void settle() {
            next = Math.max(next, records.isEmpty() ? highest + 1 : records.firstKey());
        }

        List<Long> offsets(Fate fate) {
            return records.entrySet().stream()
                    .filter(entry -> entry.getValue().fate == fate)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final Set<TopicPartition> leaving = new HashSet<>();

    /**
     * Notes a record that was read; false if it is known already and must not be handed on again.
     *
     * @param bytes what it takes up while it is in flight
     */
    synchronized boolean begin(TopicPartition topicPartition, long offset, long bytes) {
        leaving.remove(topicPartition);
        Partition partition = partitions.computeIfAbsent(topicPartition, key -> new Partition(offset));
        if (offset < partition.committed) {
            // what is committed is never read again, so the topic was made anew
            forget(List.of(topicPartition));
            partition = new Partition(offset);
            partitions.put(topicPartition, partition);
        }
        partition.dropAwaitedBefore(offset);
        Unfinished known = partition.records.get(offset);
        if (known == null ? offset <= partition.highest : !known.fate.isReadAgain()) {
            return false;
        }
        partition.put(offset, Fate.READ, bytes);
        return true;
    }

    /** Notes that the route has begun with a record. */
    synchronized void started(TopicPartition topicPartition, long offset) {
        Partition partition = partitions.get(topicPartition);
        if (partition != null) {
            partition.records.computeIfPresent(
                    offset,
                    (key, record) -> record.fate == Fate.READ ? new Unfinished(Fate.IN_FLIGHT, record.bytes) : record);
        }
    }

    /**
     * Notes that what was read of those partitions and not begun never will be, as when the route stops amid what it has
     * polled.
     */
    synchronized void dropUnstarted(Collection<TopicPartition> assigned) {
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                partition.offsets(Fate.READ).forEach(offset -> partition.end(offset, Fate.AWAITED));
            }
        }
        notifyAll();
    }

    /** Notes that what the route has not come to of those partitions is not to be done here any more. */
    synchronized void leave(Collection<TopicPartition> partitions) {
        leaving.addAll(partitions);
    }

    /**
     * Whether a record is to be done by somebody else: it is given back, if it was not already.
     *
     * @param ending whether nothing is to be begun any more
     */
    synchronized boolean giveBackIfLost(TopicPartition topicPartition, long offset, boolean ending) {
        Partition partition = partitions.get(topicPartition);
        if (partition == null) {
            return true;
        }
        if ((ending || leaving.contains(topicPartition)) && partition.end(offset, Fate.GIVEN_BACK)) {
            notifyAll();
        }
        Unfinished record = partition.records.get(offset);
        return record == null || !record.fate.isUnderWay();
    }

    /** Notes that a record's fate is known. */
    void done(TopicPartition topicPartition, long offset) {
        end(topicPartition, offset, null);
    }

    /** Notes that a record has to be read again. */
    void failed(TopicPartition topicPartition, long offset) {
        end(topicPartition, offset, Fate.FAILED);
    }

    private synchronized void end(TopicPartition topicPartition, long offset, Fate fate) {
        Partition partition = partitions.get(topicPartition);
        if (partition != null && partition.end(offset, fate)) {
            notifyAll();
        }
    }

    /** Of each of those partitions the first record that has to be read again: the caller seeks to it. */
    synchronized Map<TopicPartition, Long> takeFailed(Collection<TopicPartition> assigned) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (TopicPartition topicPartition : assigned) {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                for (long offset : partition.offsets(Fate.FAILED)) {
                    first.putIfAbsent(topicPartition, offset);
                    partition.put(offset, Fate.AWAITED, 0);
                }
            }
        }
        return first;
    }

    /** What may be committed and is not yet. */
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

    /** Notes what was committed. */
    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((topicPartition, offset) -> {
            Partition partition = partitions.get(topicPartition);
            if (partition != null) {
                partition.committed = Math.max(partition.committed, offset.offset());
            }
        });
    }

    /** Forgets partitions that another consumer reads now. */
    synchronized void forget(Collection<TopicPartition> lost) {
        for (TopicPartition topicPartition : lost) {
            leaving.remove(topicPartition);
            partitions.remove(topicPartition);
        }
        notifyAll();
    }

    /** How many records of a partition are read and not finished. */
    synchronized int inFlight(TopicPartition topicPartition) {
        Partition partition = partitions.get(topicPartition);
        return partition == null ? 0 : partition.inFlight;
    }

    /** How many records are read and not finished. */
    synchronized int inFlight() {
        return partitions.values().stream()
                .mapToInt(partition -> partition.inFlight)
                .sum();
    }

    /** How many bytes the records take up that are read and not finished. */
    synchronized long bytesInFlight() {
        return partitions.values().stream()
                .mapToLong(partition -> partition.bytes)
                .sum();
    }

    /** Waits until nothing is in flight; false if that took longer. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        return awaitIdle(List.copyOf(partitions.keySet()), atMost);
    }

    /** Waits until nothing of those partitions is in flight; false if that took longer. */
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
