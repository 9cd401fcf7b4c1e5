package org.discordbridge.archive;

import java.io.IOException;
import org.apache.camel.CamelExecutionException;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a file was not stored, and what that means for it.
 *
 * @param status REJECTED if it must not be, FAILED if it cannot be any more, PENDING if it may be later
 * @param tryAgain whether it is worth trying again at once
 * @param ofStore whether it was the store that failed, not the CDN
 * @param reason for people, without secrets
 */
record FileFailure(FileStatus status, boolean tryAgain, boolean ofStore, String reason) {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    /**
     * Says what a failed attempt means.
     *
     * @param transfer the transfer of the attempt; null if it did not come so far
     */
    static FileFailure of(Throwable thrown, Transfer transfer, ObjectStore store) {
        FileRefusedException refused = cause(FileRefusedException.class, thrown);
        if (refused != null) {
            return new FileFailure(FileStatus.REJECTED, false, false, refused.getMessage());
        }
        PrivateAddressException hostile = cause(PrivateAddressException.class, thrown);
        if (hostile != null) {
            return new FileFailure(FileStatus.REJECTED, false, false, hostile.getMessage());
        }
        DownloadException download = cause(DownloadException.class, thrown);
        if (download != null) {
            FileStatus status = download.isRetryable() ? FileStatus.PENDING : FileStatus.FAILED;
            return new FileFailure(status, download.isRetryable(), false, download.getMessage());
        }
        FileStoreException known = cause(FileStoreException.class, thrown);
        if (known != null) {
            return new FileFailure(FileStatus.PENDING, known.isRetryable(), true, known.getMessage());
        }
        if (transfer != null && transfer.broken() != null) {
            return pending(
                    "the download broke off after " + transfer.count() + " bytes (" + message(transfer.broken()) + ")");
        }
        if (transfer == null && cause(IOException.class, thrown) != null) {
            return pending("the CDN does not answer (" + thrown.getClass().getSimpleName() + ")");
        }
        Throwable cause =
                thrown instanceof CamelExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (StoreState.isOfStore(cause)) {
            FileStoreException failed = store.failure(cause);
            return new FileFailure(FileStatus.PENDING, failed.isRetryable(), true, failed.getMessage());
        }
        return new FileFailure(FileStatus.FAILED, false, false, "it could not be handled (" + message(cause) + ")");
    }

    /**
     * Finds the first cause that is of that type; null if none is. What Camel keeps beside the causes does not count:
     * those are failures of earlier attempts.
     */
    static <T extends Throwable> T cause(Class<T> type, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static FileFailure pending(String reason) {
        return new FileFailure(FileStatus.PENDING, true, false, reason);
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    /** Says in the log what became of a file that was not stored. */
    static void log(String messageId, File file, FileStatus status, String reason, Throwable cause) {
        String what = "Attachment {} ({}) of message {} was not stored: {}. The record is published with status {}";
        String name = ObjectKey.safeName(file.filename());
        Throwable shown = LOG.isDebugEnabled() ? cause : null;
        switch (status) {
            case REJECTED -> LOG.info(what, file.id(), name, messageId, reason, status, shown);
            case PENDING -> LOG.warn(what + "; it is stored later", file.id(), name, messageId, reason, status, shown);
            default -> LOG.error(what, file.id(), name, messageId, reason, status, shown);
        }
    }
}
