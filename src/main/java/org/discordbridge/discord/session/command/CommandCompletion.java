package org.discordbridge.discord.session.command;

/**
 * An option of a slash command whose value is suggested while it is typed.
 *
 * @param command path of the command, such as {@code ask} or {@code settings/colour}
 * @param option its name
 */
public record CommandCompletion(String command, String option) {
    /** @throws IllegalArgumentException if one of them is not a valid name; the message says why */
    public CommandCompletion {
        CommandDefinition.path(command);
        OptionShortForm.requireName("option", option);
    }
}
