package org.discordbridge.event;

import java.time.Instant;

/**
 * A file whose message went out while it was {@link FileStatus#PENDING} is stored at last, or never will be. Told by the
 * bridge itself, not by Discord.
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
    /** {@code file-stored} or {@code file-failed}. */
    public String event() {
        return file.isStored() ? "file-stored" : "file-failed";
    }

    /** The same for the same file and outcome, however often it is told. */
    public String uuid() {
        return EventId.of(event(), file.id());
    }
}
