package org.discordbridge.delivery;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out which records of a compacted topic are the newest of their key. A consumer reads a new partition to its end
 * first, and only notes the keys; then it goes back and hands records on. A record that compaction could have removed
 * by now is passed over: it may have been done long ago, behind another one that was not.
 *
 * <p>For the poll thread of one consumer. It keeps an entry for each key between what is committed and the end at that
 * time.
 */
final class NewestRecords {
    private static final class Partition {
        final Map<Object, Long> newest = new HashMap<>();
        long first = -1;
        long end = -1;
    }

    private final Map<TopicPartition, Partition> ahead = new HashMap<>();
    private final Map<TopicPartition, Partition> known = new HashMap<>();

    /** Marks those partitions to be read to their end first. */
    void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> ahead.put(partition, new Partition()));
    }

    /** Forgets those partitions, which somebody else reads now. */
    void gone(Collection<TopicPartition> partitions) {
        ahead.keySet().removeAll(partitions);
        known.keySet().removeAll(partitions);
    }

    /** Returns whether the records of a partition are only to be noted, not to be handed on. */
    boolean isAhead(TopicPartition partition) {
        return ahead.containsKey(partition);
    }

    /** Returns whether any partition is still read ahead. */
    boolean isAhead() {
        return !ahead.isEmpty();
    }

    /** Notes a record that is read ahead. */
    void note(TopicPartition topicPartition, ConsumerRecord<Object, Object> record) {
        Partition partition = ahead.get(topicPartition);
        if (partition.first < 0) {
            partition.first = record.offset();
        }
        if (record.key() != null) {
            partition.newest.put(key(record), record.offset());
        }
    }

    /** Goes back to the first record of each partition that is read to its end, as that was when first known. */
    void turnBack(Consumer<?, ?> consumer) {
        Iterator<Map.Entry<TopicPartition, Partition>> entries =
                ahead.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<TopicPartition, Partition> next = entries.next();
            TopicPartition topicPartition = next.getKey();
            Partition partition = next.getValue();
            OptionalLong lag = consumer.currentLag(topicPartition);
            if (lag.isEmpty()) {
                continue;
            }
            long position = consumer.position(topicPartition);
            if (partition.end < 0) {
                partition.end = position + lag.getAsLong();
            }
            if (position >= partition.end) {
                if (partition.first >= 0) {
                    consumer.seek(topicPartition, partition.first);
                    known.put(topicPartition, partition);
                }
                entries.remove();
            }
        }
    }

    /** Returns whether the partition had a newer record with the same key when it was read ahead. */
    boolean isOutdated(TopicPartition topicPartition, ConsumerRecord<Object, Object> record) {
        Partition partition = known.get(topicPartition);
        if (partition == null) {
            return false;
        }
        if (record.offset() >= partition.end) {
            known.remove(topicPartition);
            return false;
        }
        return record.key() != null && partition.newest.getOrDefault(key(record), -1L) > record.offset();
    }

    private static Object key(ConsumerRecord<Object, Object> record) {
        return record.key() instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : record.key();
    }
}
