package org.discordbridge.event;

import java.util.Map;

/**
 * Somebody used a command: a slash command, or one from the menu of a user or a message. Discord was told within its
 * three seconds that an answer will follow, unless the route asked for something else.
 *
 * @param type {@link EventType#COMMAND}, {@link EventType#USER_COMMAND} or {@link EventType#MESSAGE_COMMAND}
 * @param interaction who used it where, and the right to answer
 * @param command name of the command, without the slash; of a sub-command its path, such as {@code settings/colour}
 * @param options values by option name, as text
 * @param content the values in the order given, separated by blanks: the typed text without the names. For a command
 *     from the menu of a message, the text of that message
 * @param targetId snowflake of the user or message whose menu it is in; null for a slash command
 * @param targetName the name shown of that user; null for anything else
 */
public record CommandInvoked(
        EventType type,
        Interaction interaction,
        String command,
        Map<String, String> options,
        String content,
        @Nullable String targetId,
        @Nullable String targetName)
        implements InteractionEvent {

    public CommandInvoked {
        options = Map.copyOf(options);
    }

    /** Makes the use of a slash command. */
    public CommandInvoked(Interaction interaction, String command, Map<String, String> options, String content) {
        this(EventType.COMMAND, interaction, command, options, content, null, null);
    }

    @Override
    public CommandInvoked withoutToken() {
        return new CommandInvoked(type, interaction.withoutToken(), command, options, content, targetId, targetName);
    }

    /** Returns the message whose menu it was used from; null for any other command. */
    @Nullable
    @Override
    public String messageId() {
        return type == EventType.MESSAGE_COMMAND ? targetId : null;
    }

    /** Leaves token, options and content out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "CommandInvoked[interactionId=" + interactionId() + ", command=" + command + ", channelId=" + channelId()
                + ", guildId=" + guildId() + ", authorId=" + authorId() + "]";
    }
}
