package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/**
 * A message changed: its author edited it ({@code message-edited}), or something else about it is new ({@code
 * message-changed}).
 *
 * @param type which of the two
 * @param uuid of an edit, derived from the message and the time of the edit
 * @param timestamp when it was edited, or else when the change was received
 * @param message the message as it is now
 * @param previousContent its text before; null if that is not known
 */
public record MessageEdited(
        EventType type, String uuid, Instant timestamp, MessageCreated message, String previousContent)
        implements DiscordEvent {

    @Override
    public String channelId() {
        return message.channelId();
    }

    @Override
    public String channelName() {
        return message.channelName();
    }

    @Override
    public String parentChannelId() {
        return message.parentChannelId();
    }

    @Override
    public String parentChannelName() {
        return message.parentChannelName();
    }

    @Override
    public String guildId() {
        return message.guildId();
    }

    @Override
    public String guildName() {
        return message.guildName();
    }

    @Override
    public String messageId() {
        return message.messageId();
    }

    @Override
    public String userId() {
        return message.authorId();
    }

    @Override
    public String userName() {
        return message.authorUsername();
    }

    @Override
    public Boolean userIsBot() {
        return message.userIsBot();
    }

    @Override
    public List<String> userRoles() {
        return message.authorRoles();
    }

    /** Its text now. */
    @Override
    public String content() {
        return message.content();
    }

    /** When it was last edited; null if never. */
    public Instant editedTimestamp() {
        return message.editedTimestamp();
    }

    /** The link people use to jump to it. */
    public String messageUrl() {
        return message.messageUrl();
    }

    /** Leaves both texts out: text of this record may be logged. */
    @Override
    public String toString() {
        return "MessageEdited[type=" + type.eventName() + ", messageId=" + messageId() + ", channelId=" + channelId()
                + ", guildId=" + guildId() + ", authorId=" + userId() + "]";
    }
}
