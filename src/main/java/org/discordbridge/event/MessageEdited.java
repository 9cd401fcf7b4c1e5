package org.discordbridge.event;

import java.time.Instant;

/**
 * A message changed: its author edited it ({@code message-edited}), or something else about it is new
 * ({@code message-changed}).
 *
 * @param type which of the two
 * @param uuid of an edit, derived from the message and the time of the edit
 * @param timestamp when it was edited, or else when the change was received
 * @param message the message as it is now
 * @param previousContent its text before; null if that is not known
 */
public record MessageEdited(
        EventType type,
        String uuid,
        Instant timestamp,
        MessageCreated message,
        @Nullable String previousContent) implements MessageEvent {

    /** Leaves both texts out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "MessageEdited[type=" + type.eventName() + ", messageId=" + messageId() + ", channelId=" + channelId()
                + ", guildId=" + guildId() + ", authorId=" + userId() + "]";
    }
}
