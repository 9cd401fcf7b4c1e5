package org.discordbridge.discord.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.life.DiscordSession;

/** Does operations on members of guilds. */
final class MemberOperations {
    private MemberOperations() {}

    static CompletableFuture<OperationOutcome> get(OperationRequest request, DiscordSession session) {
        String userId = request.id(RequestField.USER_ID);
        return guild(request, session)
                .thenCompose(guildId -> session.calls().members().get(guildId, userId))
                .thenApply(member -> new OperationOutcome(member, Map.of()));
    }

    static CompletableFuture<OperationOutcome> addRole(OperationRequest request, DiscordSession session) {
        String userId = request.id(RequestField.USER_ID);
        String roleId = request.id(RequestField.ROLE_ID);
        return guild(request, session)
                .thenCompose(guildId -> session.calls().members().addRole(guildId, userId, roleId, request.reason()))
                .thenApply(OperationOutcome::nothing);
    }

    static CompletableFuture<OperationOutcome> removeRole(OperationRequest request, DiscordSession session) {
        String userId = request.id(RequestField.USER_ID);
        String roleId = request.id(RequestField.ROLE_ID);
        return guild(request, session)
                .thenCompose(guildId -> session.calls().members().removeRole(guildId, userId, roleId, request.reason()))
                .thenApply(OperationOutcome::nothing);
    }

    static CompletableFuture<OperationOutcome> timeOut(OperationRequest request, DiscordSession session) {
        String userId = request.id(RequestField.USER_ID);
        String until = until(request);
        return guild(request, session)
                .thenCompose(guildId -> session.calls().members().timeOut(guildId, userId, until, request.reason()))
                .thenApply(member -> new OperationOutcome(member, Map.of()));
    }

    /** Returns the end of a time-out; null to lift it. */
    private static String until(OperationRequest request) {
        String until = request.text("communication_disabled_until");
        if (!until.isEmpty() || request.hasNull("communication_disabled_until")) {
            return until.isEmpty() ? null : until;
        }
        String seconds = request.required(RequestField.TIMEOUT_SECONDS);
        try {
            long duration = Long.parseLong(seconds);
            return duration <= 0
                    ? null
                    : Instant.now()
                            .plusSeconds(duration)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeout_seconds '" + Shortened.of(seconds) + "' is not a number of seconds", e);
        }
    }

    /** Returns the guild that is named, else the guild of the channel. */
    private static CompletableFuture<String> guild(OperationRequest request, DiscordSession session) {
        String guildId = request.idOrNull(RequestField.GUILD_ID);
        String channelId = guildId == null ? request.idOrNull(RequestField.CHANNEL_ID) : null;
        if (channelId == null) {
            return CompletableFuture.completedFuture(request.id(RequestField.GUILD_ID));
        }
        return session.calls().channels().guildOf(channelId).thenApply(found -> {
            if (found == null) {
                throw new IllegalArgumentException("There is no guild for " + request.operation() + ": channel "
                        + channelId + " is in none, and " + RequestField.GUILD_ID.places());
            }
            return found;
        });
    }
}
