package org.discordbridge.event;

import java.time.Instant;

/**
 * Discord wrote a message, and no person: somebody joined or boosted, a message was pinned, a thread began, a poll ended, or
 * a kind that Discord has added since.
 *
 * @param message the message; its author is whom it is about, as far as Discord says that
 */
public record SystemMessage(MessageCreated message) implements MessageEvent {
    @Override
    public EventType type() {
        return EventType.MESSAGE_SYSTEM;
    }

    /** That of the message. */
    @Override
    public String uuid() {
        return message.uuid();
    }

    @Override
    public Instant timestamp() {
        return message.timestamp();
    }

    /** The message it refers to: the one that was pinned, or whose poll ended; null if it refers to none. */
    @Nullable
    public String refersTo() {
        return message.refersTo();
    }

    /** Discord's JSON of it, without tokens. */
    public String data() {
        return message.data();
    }

    /** Leaves text and data out: text of this record may be logged. */
    @Override
    public String toString() {
        return "SystemMessage[messageId=" + messageId() + ", messageType=" + messageType() + ", channelId="
                + channelId() + ", guildId=" + guildId() + ", userId=" + userId() + "]";
    }
}
