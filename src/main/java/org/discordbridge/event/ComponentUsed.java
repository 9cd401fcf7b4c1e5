package org.discordbridge.event;

import java.util.List;

/**
 * Somebody pressed a button of a message, or chose in a select menu of one.
 *
 * @param type {@link EventType#BUTTON} or {@link EventType#SELECT}
 * @param interaction who used it where, and the right to answer
 * @param customId what the bot called the component when it sent the message
 * @param values the chosen values: those of options, or ids of users, roles or channels; empty for a button
 * @param messageId the message it is on
 */
public record ComponentUsed(
        EventType type, Interaction interaction, String customId, List<String> values, String messageId)
        implements InteractionEvent {

    public ComponentUsed {
        values = List.copyOf(values);
    }

    @Override
    public ComponentUsed withoutToken() {
        return new ComponentUsed(type, interaction.withoutToken(), customId, values, messageId);
    }

    /** Returns the chosen values, separated by blanks; empty for a button. */
    @Override
    public String content() {
        return String.join(" ", values);
    }

    /** Leaves token and values out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "ComponentUsed[type=" + type + ", interactionId=" + interactionId() + ", customId=" + customId
                + ", messageId=" + messageId + ", channelId=" + channelId() + ", guildId=" + guildId()
                + ", authorId=" + authorId() + "]";
    }
}
