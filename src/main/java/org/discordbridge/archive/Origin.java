package org.discordbridge.archive;

import org.discordbridge.event.MessageCreated;

/**
 * Where a file comes from: what its key and its metadata in the bucket are made of.
 *
 * @param guildId null in direct messages
 * @param channelId the channel, thread or direct message
 * @param messageId the message it came with
 * @param authorId who posted it
 */
record Origin(String guildId, String channelId, String messageId, String authorId) {
    static Origin of(MessageCreated message) {
        return new Origin(message.guildId(), message.channelId(), message.messageId(), message.authorId());
    }
}
