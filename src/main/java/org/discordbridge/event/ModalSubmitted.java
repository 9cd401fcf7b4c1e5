package org.discordbridge.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody filled in a form that the bot had opened, and sent it.
 *
 * @param interaction who sent it where, and the right to answer
 * @param customId what the bot called the form when it opened it
 * @param fields the entered or chosen values by the name of the field, in the order of the form; several values of a
 *     field are separated by commas
 * @param messageId the message whose button or select opened it; null if a command did
 */
public record ModalSubmitted(
        Interaction interaction,
        String customId,
        Map<String, String> fields,
        @Nullable String messageId) implements InteractionEvent {

    public ModalSubmitted {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public EventType type() {
        return EventType.MODAL;
    }

    @Override
    public ModalSubmitted withoutToken() {
        return new ModalSubmitted(interaction.withoutToken(), customId, fields, messageId);
    }

    /** Returns the entered values, a line for each field. */
    @Override
    public String content() {
        return String.join("\n", fields.values());
    }

    /** Leaves token and fields out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "ModalSubmitted[interactionId=" + interactionId() + ", customId=" + customId + ", channelId="
                + channelId() + ", guildId=" + guildId() + ", authorId=" + authorId() + "]";
    }
}
