package org.discordbridge.archive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.MessageCreated;

/**
 * Holds the files of one message and what has become of them, while the message waits for them. Safe for the threads
 * that store them; what they say when the message has gone out is too late and no longer counts.
 */
final class MessageFiles {
    private final MessageCreated message;
    private final FileOrigin origin;
    private final Duration timeout;
    private final long deadline;
    private final List<File> admitted = new ArrayList<>();
    private final Map<String, File> outcomes = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    /** Looks at the policy; a file that it refuses is not stored. */
    MessageFiles(MessageCreated message, AttachmentPolicy policy, Duration timeout) {
        this.message = message;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.origin = FileOrigin.of(message);
        Optional<String> all = policy.refusal(message);
        long total = 0;
        for (File file : message.files()) {
            long before = total;
            Optional<String> refused =
                    all.or(() -> policy.refusal(file, before)).or(() -> ObjectKey.refusal(origin, file));
            if (refused.isPresent()) {
                FileFailure.log(message.messageId(), file, FileStatus.REJECTED, refused.get(), null);
                outcomes.put(file.id(), file.notStored(FileStatus.REJECTED, null, refused.get()));
            } else {
                total += file.size();
                admitted.add(file);
            }
        }
    }

    /**
     * Finds a file in its message, which was read again.
     *
     * @throws DownloadException if the message no longer has it
     */
    static File again(MessageCreated message, String fileId) {
        return message.files().stream()
                .filter(file -> file.id().equals(fileId))
                .findFirst()
                .orElseThrow(() -> new DownloadException("its message no longer has it", false, 0, null));
    }

    /** Returns the files to be stored. */
    List<File> admitted() {
        return admitted;
    }

    FileOrigin origin() {
        return origin;
    }

    /** Returns whether the message no longer waits. */
    boolean late() {
        return System.nanoTime() - deadline > 0;
    }

    /** Notes why storing has not succeeded yet. */
    void trouble(File file, String reason) {
        troubles.put(file.id(), reason);
    }

    /** Notes what has become of a file. */
    void outcome(File file) {
        outcomes.put(file.id(), file);
    }

    /** Returns the message with what has become of its files; those that nothing is known of yet are pending. */
    MessageCreated complete() {
        return message.withFiles(message.files().stream()
                .map(file -> {
                    File outcome = outcomes.get(file.id());
                    return outcome != null ? outcome : overdue(file);
                })
                .toList());
    }

    private File overdue(File file) {
        String reason = troubles.getOrDefault(file.id(), "it was not stored within " + timeout.toSeconds() + " s");
        FileFailure.log(message.messageId(), file, FileStatus.PENDING, reason, null);
        return file.notStored(FileStatus.PENDING, ObjectKey.of(origin, file), reason);
    }
}
