package org.discordbridge.event;

import java.time.Instant;

/**
 * A message was deleted. Discord only says which one; its content is known if the bridge saw it before.
 *
 * @param messageId its snowflake
 * @param timestamp when the deletion was received
 * @param place where it was
 * @param user who had written it, which is not always who deleted it; unknown if it was not seen
 * @param previousContent its text; null if it was not seen
 * @param webhookId null unless a webhook had written it, or if it was not seen
 * @param applicationId null unless an application had written it, or if it was not seen
 * @param bulk whether it was deleted with others at once
 */
public record MessageDeleted(
        String messageId,
        Instant timestamp,
        Place place,
        Actor user,
        @Nullable String previousContent,
        @Nullable String webhookId,
        @Nullable String applicationId,
        boolean bulk)
        implements PlacedEvent {

    @Override
    public EventType type() {
        return EventType.MESSAGE_DELETED;
    }

    @Override
    public String uuid() {
        return EventId.ofDeletion(messageId);
    }

    /** Leaves the text out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "MessageDeleted[messageId=" + messageId + ", channelId=" + channelId() + ", guildId=" + guildId()
                + ", bulk=" + bulk + "]";
    }
}
