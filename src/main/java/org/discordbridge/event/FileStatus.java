package org.discordbridge.event;

/** Says whether a file that came with a message is stored. */
public enum FileStatus {
    /** No route stored it: only Discord's own short-lived link exists. */
    UNSTORED,
    /** It is in the bucket, under {@link File#objectKey()}. */
    STORED,
    /**
     * It is not stored yet, but will be tried again: an event {@code file-stored} or {@code file-failed} will follow.
     */
    PENDING,
    /** It was not fetched because a setting forbids it; {@link File#reason()} says which. */
    REJECTED,
    /** It cannot be fetched any more; {@link File#reason()} says why. */
    FAILED
}
