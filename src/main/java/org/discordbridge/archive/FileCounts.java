package org.discordbridge.archive;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;

/**
 * Counts what has become of files, as it was told to others: a file that is stored later counts as PENDING first. Safe
 * for any number of threads.
 */
public final class FileCounts {
    private final Map<FileStatus, LongAdder> files = new EnumMap<>(FileStatus.class);
    private final LongAdder bytes = new LongAdder();

    FileCounts() {
        for (FileStatus status : FileStatus.values()) {
            files.put(status, new LongAdder());
        }
    }

    void add(File file) {
        files.get(file.status()).increment();
        if (file.status() == FileStatus.STORED) {
            bytes.add(file.size());
        }
    }

    /** Returns how many files have that status. */
    public long files(FileStatus status) {
        return files.get(status).sum();
    }

    /** Returns how many bytes are stored. */
    public long bytes() {
        return bytes.sum();
    }
}
