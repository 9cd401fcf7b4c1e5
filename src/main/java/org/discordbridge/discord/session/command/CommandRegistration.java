package org.discordbridge.discord.session.command;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;

/**
 * Registers commands with Discord, but only if they differ from those registered: Discord limits creations in a day.
 */
public final class CommandRegistration {
    private final Rest rest;
    private final String applicationId;

    public CommandRegistration(Rest rest, String applicationId) {
        this.rest = rest;
        this.applicationId = applicationId;
    }

    /**
     * Registers exactly these commands, and no others, in a guild or globally.
     *
     * @param guildId null for global commands
     */
    public CompletableFuture<Boolean> register(String guildId, List<Map<String, Object>> wanted) {
        return rest.call(
                        "read the commands" + in(guildId),
                        guildId == null
                                ? Route.Interactions.GET_COMMANDS
                                        .compile(applicationId)
                                        .withQueryParams("with_localizations", "true")
                                : Route.Interactions.GET_GUILD_COMMANDS
                                        .compile(applicationId, guildId)
                                        .withQueryParams("with_localizations", "true"),
                        response -> response.getArray().stream(DataArray::getObject)
                                .map(DataObject::toMap)
                                .toList())
                .thenCompose(present -> isSame(present, wanted)
                        ? CompletableFuture.completedFuture(false)
                        : rest.call(
                                "register the commands" + in(guildId),
                                guildId == null
                                        ? Route.Interactions.UPDATE_COMMANDS.compile(applicationId)
                                        : Route.Interactions.UPDATE_GUILD_COMMANDS.compile(applicationId, guildId),
                                Multipart.json(DataArray.fromCollection(wanted).toJson()),
                                response -> true));
    }

    private static String in(String guildId) {
        return guildId == null ? "" : " of guild " + guildId;
    }

    static boolean isSame(List<Map<String, Object>> present, List<Map<String, Object>> wanted) {
        Set<String> installed = new HashSet<>();
        Set<Map<String, Object>> wantedForms = new HashSet<>();
        for (Map<String, Object> command : wanted) {
            boolean says = command.get("integration_types") != null;
            if (says) {
                installed.add(key(command));
            }
            wantedForms.add(CommandForm.of(command, says));
        }
        Set<Map<String, Object>> presentForms = new HashSet<>();
        present.forEach(command -> presentForms.add(CommandForm.of(command, installed.contains(key(command)))));
        return present.size() == wanted.size() && presentForms.equals(wantedForms);
    }

    private static String key(Map<String, Object> command) {
        return command.getOrDefault("type", CommandDefinition.SLASH) + ":" + command.get("name");
    }
}
