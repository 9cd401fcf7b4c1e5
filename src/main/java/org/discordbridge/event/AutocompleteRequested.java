package org.discordbridge.event;

import java.util.Map;

/**
 * Somebody is typing the value of a command's option, and Discord asks for suggestions. They must come within three
 * seconds.
 *
 * @param interaction who types where, and the right to answer
 * @param command name of the command, without the slash; of a sub-command its path, such as {@code settings/colour}
 * @param option name of the option that is typed
 * @param content what was typed so far
 * @param options values by option name, as text, as far as they are typed
 */
public record AutocompleteRequested(
        Interaction interaction, String command, String option, String content, Map<String, String> options)
        implements InteractionEvent {

    public AutocompleteRequested {
        options = Map.copyOf(options);
    }

    @Override
    public EventType type() {
        return EventType.AUTOCOMPLETE;
    }

    @Override
    public AutocompleteRequested withoutToken() {
        return new AutocompleteRequested(interaction.withoutToken(), command, option, content, options);
    }

    /** Leaves token and typed text out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "AutocompleteRequested[interactionId=" + interactionId() + ", command=" + command + ", option=" + option
                + ", channelId=" + channelId() + ", guildId=" + guildId() + ", authorId=" + authorId() + "]";
    }
}
