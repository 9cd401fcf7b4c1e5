package org.discordbridge.event;

import java.time.Instant;

/**
 * The data that is needed to store a file later: where it is on Discord, and where it belongs in the bucket. It has no
 * link, since that expires: the message is read again for a fresh one.
 *
 * @param guildId null in direct messages
 * @param channelId the channel, thread or direct message it was posted in
 * @param messageId the message it came with
 * @param authorId who posted it
 * @param fileId Discord's attachment id
 * @param filename the name Discord gave it
 * @param since when it was first tried, by this machine's clock
 * @param reason why it was not stored then
 */
public record PendingFile(
        @Nullable String guildId,
        String channelId,
        String messageId,
        String authorId,
        String fileId,
        String filename,
        Instant since,
        String reason) {}
