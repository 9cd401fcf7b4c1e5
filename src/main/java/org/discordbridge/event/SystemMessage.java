package org.discordbridge.event;

import java.time.Instant;

/**
 * Discord itself wrote a message, not a person: somebody joined or boosted, a message was pinned, a thread began, a
 * poll ended, or a kind that Discord has added since.
 *
 * @param message the message; its author is the user it is about, if Discord says who
 */
public record SystemMessage(MessageCreated message) implements MessageEvent {
    @Override
    public EventType type() {
        return EventType.MESSAGE_SYSTEM;
    }

    /** Returns the uuid of the message. */
    @Override
    public String uuid() {
        return message.uuid();
    }

    @Override
    public Instant timestamp() {
        return message.timestamp();
    }

    /** Returns the message it refers to: the one that was pinned, or whose poll ended; null if it refers to none. */
    @Nullable
    public String refersTo() {
        return message.refersTo();
    }

    /** Returns Discord's JSON of it, without tokens. */
    public String data() {
        return message.data();
    }

    /** Leaves text and data out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "SystemMessage[messageId=" + messageId() + ", messageType=" + messageType() + ", channelId="
                + channelId() + ", guildId=" + guildId() + ", userId=" + userId() + "]";
    }
}
