package org.discordbridge.discord.session.call;

import org.discordbridge.event.MessageCreated;

/**
 * A message that was posted, now or earlier.
 *
 * @param channelId the channel it is in
 * @param messageId its id
 * @param message the message itself; null if it was posted earlier, since only the ids are known then
 */
public record SentMessage(String channelId, String messageId, MessageCreated message) {
    static SentMessage now(MessageCreated message) {
        return new SentMessage(message.channelId(), message.messageId(), message);
    }

    /** Makes one that was posted earlier. */
    public static SentMessage earlier(String channelId, String messageId) {
        return new SentMessage(channelId, messageId, null);
    }
}
