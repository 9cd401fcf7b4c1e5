package org.discordbridge.event;

import java.time.Instant;

/**
 * A file is stored late, or will never be: its message was published while the file was {@link FileStatus#PENDING}. The
 * bridge itself makes this event, not Discord.
 *
 * @param timestamp when, by this machine's clock
 * @param guildId null in direct messages
 * @param channelId the channel, thread or direct message it was posted in
 * @param messageId the message it came with
 * @param userId who posted it; null if that is not known
 * @param file the file and what became of it
 */
public record FileEvent(
        Instant timestamp,
        @Nullable String guildId,
        String channelId,
        String messageId,
        @Nullable String userId,
        File file) {
    /** Returns {@code file-stored} or {@code file-failed}. */
    public String event() {
        return file.isStored() ? "file-stored" : "file-failed";
    }

    /** Returns the identity of the event: one file and outcome always have the same one, however often it is sent. */
    public String uuid() {
        return EventId.of(event(), file.id());
    }
}
