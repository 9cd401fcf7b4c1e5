package org.discordbridge.discord;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.command.CommandCompletion;
import org.discordbridge.discord.session.command.CommandDefinition;
import org.discordbridge.discord.session.interaction.InteractionMatch;
import org.discordbridge.discord.session.interaction.InteractionMatch.Acknowledgement;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Snowflakes;

/**
 * Holds what the options of an endpoint say about the interactions it serves.
 *
 * @param service which interactions, and how they are acknowledged
 * @param definition the command to register; null if there is none
 * @param completion the option to register as one with suggestions; null if there is none
 */
record InteractionDeclaration(InteractionMatch service, CommandDefinition definition, CommandCompletion completion) {
    private static final int LONGEST_ID = 100;

    /**
     * Reads the options.
     *
     * @return null if the endpoint serves no interactions
     * @throws IllegalArgumentException if they are wrong; the message says how
     */
    static InteractionDeclaration of(Set<EventType> types, DiscordConfiguration options) {
        if (types.stream().noneMatch(EventType::isInteraction)) {
            return null;
        }
        EventType type = types.iterator().next();
        boolean components =
                Set.of(EventType.BUTTON, EventType.SELECT, EventType.MODAL).containsAll(types);
        if (types.size() > 1 && !components) {
            throw new IllegalArgumentException(
                    "an interaction has options of its own, and stands alone; only button, select and modal go together");
        }
        Acknowledgement acknowledgement =
                Acknowledgement.valueOf(options.getAcknowledge().name());
        if (acknowledgement == Acknowledgement.UPDATE && !components) {
            throw new IllegalArgumentException(
                    "acknowledge=update is for what is on a message: button, select and modal");
        }
        Set<String> guilds = ids(options.getCommandGuilds());
        String name = components ? customId(options.getCustomId()) : options.getName();
        CommandDefinition definition = definition(type, options, guilds);
        CommandCompletion completion =
                type == EventType.AUTOCOMPLETE ? new CommandCompletion(name, options.getOption()) : null;
        return new InteractionDeclaration(
                new InteractionMatch(types, name, options.getOption(), guilds, acknowledgement, options.isEphemeral()),
                definition,
                completion);
    }

    private static CommandDefinition definition(EventType type, DiscordConfiguration options, Set<String> guilds) {
        String name = options.getName();
        if (type == EventType.COMMAND) {
            return CommandDefinition.slash(
                    name, options.getDescription(), options.getOptions(), options.getDefinition(), guilds);
        }
        if (type == EventType.USER_COMMAND) {
            return CommandDefinition.user(name, options.getDefinition(), guilds);
        }
        return type == EventType.MESSAGE_COMMAND
                ? CommandDefinition.message(name, options.getDefinition(), guilds)
                : null;
    }

    private static String customId(String customId) {
        if (customId == null || customId.isBlank() || customId.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "customId must have 1 to 100 characters: what the bot called it, with * for any characters");
        }
        return customId;
    }

    private static Set<String> ids(String option) {
        Set<String> ids = option == null
                ? Set.of()
                : Arrays.stream(option.split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        ids.stream().filter(id -> Snowflakes.problem(id) != null).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("commandGuilds '" + option
                    + "' is not understood: ids of guilds, separated by commas, were expected, and '"
                    + Shortened.of(id) + "' is none: " + Snowflakes.problem(id));
        });
        return ids;
    }
}
