package org.discordbridge.archive.topic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Holds records of a partition that follow each other, until their files are in the store. For one thread. */
final class Piece {
    /** Bytes that a record takes besides its value. */
    private static final int OVERHEAD = 64;

    private final TopicPartition partition;
    private final long opened = System.nanoTime();
    private final List<Kept> records = new ArrayList<>();
    private long begin;
    private long bytes;
    private PlannedEnd plan;
    private boolean noted;
    private boolean ended;
    private Queue<PieceFile> files;

    /**
     * Holds what is needed of a record.
     *
     * @param time the record's timestamp, in milliseconds
     */
    record Kept(long offset, long time, byte[] value) {}

    /** Makes a piece that is to end wherever it is full. */
    Piece(TopicPartition partition) {
        this.partition = partition;
    }

    /** Makes a piece again that was begun before. */
    Piece(TopicPartition partition, long begin, PlannedEnd plan) {
        this(partition);
        this.begin = begin;
        this.plan = plan;
        this.noted = true;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Adds a record; returns false, and does not, if it is beyond the end that was planned. */
    boolean add(ConsumerRecord<byte[], byte[]> record) {
        if (noted && records.isEmpty() && record.offset() == begin && record.timestamp() != plan.time()) {
            // another topic of the same name
            noted = false;
            plan = null;
        }
        if (plan != null && record.offset() > plan.last()) {
            return false;
        }
        if (plan == null && records.isEmpty()) {
            begin = record.offset();
        }
        records.add(new Kept(record.offset(), record.timestamp(), record.value()));
        bytes += OVERHEAD + (record.value() == null ? 0 : record.value().length);
        return true;
    }

    List<Kept> records() {
        return records;
    }

    long begin() {
        return begin;
    }

    long bytes() {
        return bytes;
    }

    /** Returns for how long it has been open, in nanoseconds. */
    long age() {
        return System.nanoTime() - opened;
    }

    /** Returns the timestamp of its first record, in milliseconds. */
    long time() {
        return records.get(0).time();
    }

    /** Returns where it ends, as far as that is known; null if it ends when it is full. */
    PlannedEnd plan() {
        return plan;
    }

    /** Ends it with the last record that it has, or where it was planned to end. */
    void end() {
        if (plan == null) {
            plan = new PlannedEnd(records.get(records.size() - 1).offset(), time());
        }
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns whether the group's offsets say where it ends. */
    boolean isNoted() {
        return noted;
    }

    void noted() {
        noted = true;
    }

    /** Returns the files that are still to be stored; null before they were made. */
    Queue<PieceFile> files() {
        return files;
    }

    void files(List<PieceFile> made) {
        files = new ArrayDeque<>(made);
    }
}
