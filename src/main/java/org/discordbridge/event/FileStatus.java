package org.discordbridge.event;

/** What became of a file that came with a message. */
public enum FileStatus {
    /** Not handled: no route stored it, and only Discord's own short-lived link exists. */
    UNSTORED,
    /** In the bucket, under {@link File#objectKey()}. */
    STORED,
    /** Could not be fetched or stored; {@link File#reason()} says why. */
    FAILED
}
