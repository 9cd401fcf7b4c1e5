package org.discordbridge.event;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * A file that came with a message, with the outcome of storing it.
 *
 * @param id Discord's attachment id, a snowflake
 * @param filename the name Discord gave it, at most 260 characters, made safe for file systems by Discord
 * @param title the name its author gave it when Discord had to change that, else null
 * @param description alternative text, at most 1,024 characters, or null
 * @param contentType media type as Discord reports it, by extension rather than content; null when unknown
 * @param detectedType media type as its bytes say, null unless they were looked at
 * @param size bytes
 * @param width pixels, null unless it is an image or video
 * @param height pixels, null unless it is an image or video
 * @param durationSeconds length, null unless it is a voice message
 * @param spoiler whether it is hidden until clicked
 * @param sourceUrl Discord's signed link, good for about a day. Carries a signature: never log it
 * @param url address of the stored object, null unless {@code status} is STORED
 * @param objectKey key in the bucket; set whenever storing was tried, so that a later try lands in the same place
 * @param sha256 digest of the stored bytes in lower-case hex, null unless STORED
 * @param status what became of it
 * @param reason why it was not stored, null if it was
 */
@RecordBuilder
public record File(
        String id,
        String filename,
        @Nullable String title,
        @Nullable String description,
        @Nullable String contentType,
        @Nullable String detectedType,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double durationSeconds,
        boolean spoiler,
        String sourceUrl,
        @Nullable String url,
        String objectKey,
        @Nullable String sha256,
        FileStatus status,
        @Nullable String reason) {

    /** Returns a copy of this file that is stored. */
    public File stored(String objectUrl, String key, String type, String digest, long bytes) {
        return FileBuilder.builder(this)
                .detectedType(type)
                .size(bytes)
                .url(objectUrl)
                .objectKey(key)
                .sha256(digest)
                .status(FileStatus.STORED)
                .reason(null)
                .build();
    }

    /** Returns a copy of this file that was not stored, with the reason. Its key stays reserved. */
    public File notStored(FileStatus outcome, String key, String why) {
        return FileBuilder.builder(this)
                .url(null)
                .objectKey(key)
                .sha256(null)
                .status(outcome)
                .reason(Objects.requireNonNull(why, "why"))
                .build();
    }

    /** Returns whether it is in the bucket. */
    public boolean isStored() {
        return status == FileStatus.STORED;
    }

    /** Returns whether it has still to be stored. */
    public boolean isPending() {
        return status == FileStatus.PENDING;
    }

    /** Leaves the signed link out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "File[id=" + id + ", filename=" + filename + ", size=" + size + ", status=" + status + "]";
    }
}
