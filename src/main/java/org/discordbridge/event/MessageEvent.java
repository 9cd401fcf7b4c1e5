package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/** An event about a message that carries the whole message. */
public sealed interface MessageEvent extends DiscordEvent permits MessageEdited, SystemMessage {
    /** Returns the message as it is now. */
    MessageCreated message();

    @Override
    default String channelId() {
        return message().channelId();
    }

    @Nullable
    @Override
    default String channelName() {
        return message().channelName();
    }

    @Nullable
    @Override
    default String parentChannelId() {
        return message().parentChannelId();
    }

    @Nullable
    @Override
    default String parentChannelName() {
        return message().parentChannelName();
    }

    @Nullable
    @Override
    default String guildId() {
        return message().guildId();
    }

    @Nullable
    @Override
    default String guildName() {
        return message().guildName();
    }

    @Override
    default String messageId() {
        return message().messageId();
    }

    @Override
    default String userId() {
        return message().userId();
    }

    @Override
    default String userName() {
        return message().userName();
    }

    @Override
    default Boolean userIsBot() {
        return message().userIsBot();
    }

    @Override
    default List<String> userRoles() {
        return message().userRoles();
    }

    /** Returns its text now. */
    @Override
    default String content() {
        return message().content();
    }

    /** Returns the words in its components now, as {@link MessageCreated#componentText()}. */
    default String componentText() {
        return message().componentText();
    }

    /** Returns Discord's message type. */
    default int messageType() {
        return message().messageType();
    }

    /** Returns the time when it was last edited; null if never. */
    @Nullable
    default Instant editedTimestamp() {
        return message().editedTimestamp();
    }

    /** Returns the link people use to jump to it. */
    default String messageUrl() {
        return message().messageUrl();
    }
}
