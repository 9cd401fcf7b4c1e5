package org.discordbridge.event;

/** What became of a file that came with a message. */
public enum FileStatus {
    /** Not handled: no route stored it, and only Discord's own short-lived link exists. */
    UNSTORED,
    /** In the bucket, under {@link File#objectKey()}. */
    STORED,
    /** Not stored yet, and not forgotten: an event {@code file-stored} or {@code file-failed} will follow. */
    PENDING,
    /** Not fetched because a setting says so; {@link File#reason()} says which. */
    REJECTED,
    /** Cannot be had any more; {@link File#reason()} says why. */
    FAILED
}
