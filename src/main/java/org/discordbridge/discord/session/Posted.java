package org.discordbridge.discord.session;

import org.discordbridge.event.MessageCreated;

/**
 * A message that was posted, now or earlier.
 *
 * @param channelId where it is
 * @param messageId which it is
 * @param message the message itself; null if it was posted earlier, of which only the ids are known
 */
public record Posted(String channelId, String messageId, MessageCreated message) {
    static Posted now(MessageCreated message) {
        return new Posted(message.channelId(), message.messageId(), message);
    }

    /** What was posted earlier. */
    public static Posted earlier(String channelId, String messageId) {
        return new Posted(channelId, messageId, null);
    }
}
