package org.discordbridge.discord.session.call;

import org.discordbridge.event.MessageCreated;

/**
 * A message that was posted, now or earlier.
 *
 * @param channelId where it is
 * @param messageId which it is
 * @param message the message itself; null if it was posted earlier, of which only the ids are known
 */
public record SentMessage(String channelId, String messageId, MessageCreated message) {
    static SentMessage now(MessageCreated message) {
        return new SentMessage(message.channelId(), message.messageId(), message);
    }

    /** What was posted earlier. */
    public static SentMessage earlier(String channelId, String messageId) {
        return new SentMessage(channelId, messageId, null);
    }
}
