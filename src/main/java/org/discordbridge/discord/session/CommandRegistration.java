package org.discordbridge.discord.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.utils.data.DataArray;

/** Registers slash commands with Discord, only if they differ from what is registered: creations are limited a day. */
final class CommandRegistration {
    private final Rest rest;
    private final String applicationId;

    CommandRegistration(Rest rest, String applicationId) {
        this.rest = rest;
        this.applicationId = applicationId;
    }

    CompletableFuture<Boolean> register(Collection<SlashCommand> commands) {
        Set<SlashCommand> wanted = new HashSet<>(commands);
        return rest.commands(applicationId).thenCompose(registered -> {
            Set<SlashCommand> present = new HashSet<>();
            registered.stream(DataArray::getObject).forEach(command -> present.add(SlashCommand.from(command)));
            if (present.stream().noneMatch(Objects::isNull) && present.equals(wanted)) {
                return CompletableFuture.completedFuture(false);
            }
            DataArray body = DataArray.empty();
            wanted.forEach(command -> body.add(command.toData()));
            return rest.putCommands(applicationId, body).thenApply(done -> true);
        });
    }
}
