package org.discordbridge.archive.topic;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the archive has done in this process. Safe for any number of threads. */
public final class ArchiveCounts {
    private final LongAdder records = new LongAdder();
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile String problem;

    /** Returns the number of records in pieces that are whole. */
    public long records() {
        return records.sum();
    }

    /** Returns the number of files that were stored. */
    public long files() {
        return files.sum();
    }

    /** Returns the size of these files. */
    public long bytes() {
        return bytes.sum();
    }

    /** Says why nothing can be archived at the moment; null if it can. */
    public String problem() {
        return problem;
    }

    void stored(long size) {
        files.increment();
        bytes.add(size);
    }

    void finished(long count) {
        records.add(count);
    }

    void working() {
        problem = null;
    }

    void failing(String reason) {
        problem = reason;
    }
}
