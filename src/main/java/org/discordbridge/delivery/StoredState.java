package org.discordbridge.delivery;

/**
 * Holds the value of a state, and where its record is on the topic. There is one for each key, up to hundreds of
 * thousands. Safe for any number of threads.
 */
final class StoredState {
    /** Stands for the offset of a record that is on its way. */
    private static final long ON_ITS_WAY = Long.MAX_VALUE;
    /** Stands for the offset of a record that Kafka never takes. */
    private static final long REFUSED = -1;

    private final String value;
    private int partition;
    private volatile long offset;

    private StoredState(String value, int partition, long offset) {
        this.value = value;
        this.partition = partition;
        this.offset = offset;
    }

    /** Returns a state that this process sets, whose record is not acknowledged yet. */
    static StoredState set(String value) {
        return new StoredState(value, 0, ON_ITS_WAY);
    }

    /** Returns a state that was read from there. */
    static StoredState read(String value, int partition, long offset) {
        return new StoredState(value, partition, offset);
    }

    String value() {
        return value;
    }

    /** Notes that its record is on the topic. */
    void acknowledged(int where, long at) {
        partition = where;
        offset = at;
    }

    /** Notes that Kafka never takes its record. */
    void refused() {
        offset = REFUSED;
    }

    boolean isRefused() {
        return offset == REFUSED;
    }

    /** Returns whether its record is on the topic. */
    boolean isAcknowledged() {
        return offset != ON_ITS_WAY && offset != REFUSED;
    }

    /**
     * Returns whether it is newer than a record from there. One that is on its way will be. Offsets of two partitions
     * do not compare, and a key only moves to another one when partitions are added: then the record is newer.
     */
    boolean isNewerThan(int where, long at) {
        long own = offset;
        return own == ON_ITS_WAY || partition == where && own >= at;
    }
}
