package org.discordbridge.event;

import java.time.Instant;

/**
 * A reaction to a message was added or removed.
 *
 * @param type added, removed or cleared
 * @param uuid derived from the gateway session and the number of the dispatch in it: Discord numbers no reactions
 * @param timestamp when it was received
 * @param place where the message is
 * @param messageId the message
 * @param user who reacted; unknown if reactions were cleared
 * @param messageAuthorId who wrote the message; null if Discord did not say it
 * @param emoji the emoji itself, or the name of a custom one; null if all reactions were cleared
 * @param emojiId snowflake of a custom emoji, else null
 * @param burst whether it is a super reaction
 */
public record ReactionChanged(
        EventType type,
        String uuid,
        Instant timestamp,
        Place place,
        String messageId,
        Actor user,
        @Nullable String messageAuthorId,
        @Nullable String emoji,
        @Nullable String emojiId,
        boolean burst)
        implements PlacedEvent {

    @Override
    public String toString() {
        return "ReactionChanged[type=" + type.eventName() + ", messageId=" + messageId + ", channelId=" + channelId()
                + ", guildId=" + guildId() + ", userId=" + userId() + "]";
    }
}
