package org.discordbridge.discord.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.options.LateAnswers;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.call.InteractionReplies;
import org.discordbridge.discord.session.life.DiscordSession;

/** Does operations that answer an interaction. */
public final class InteractionOperations {
    private static final String DEADLINE = "interaction_deadline";

    private InteractionOperations() {}

    static CompletableFuture<OperationOutcome> reply(OperationRequest request, DiscordSession session) {
        String token = request.required(RequestField.INTERACTION_TOKEN);
        InteractionReplies.Right right = new InteractionReplies.Right(
                token, deadline(request), lateChannel(request), PostOperations.nonce(request, session));
        return session.calls()
                .replies()
                .answer(right, MessageParts.posts(request), request.log())
                .thenApply(OperationOutcome::posted);
    }

    /**
     * Returns the channel of the body, or that of the event; null if there is none, or late answers must not be posted.
     */
    private static String lateChannel(OperationRequest request) {
        return request.options().getLateAnswers() == LateAnswers.CHANNEL
                ? request.idOrNull(RequestField.CHANNEL_ID)
                : null;
    }

    /** Reads a time as records, maps, events and JSON have it; null if there is none. */
    private static Instant deadline(OperationRequest request) {
        Object value = request.value(DEADLINE);
        if (value == null) {
            value = request.headerValue(DiscordConstants.INTERACTION_DEADLINE);
        }
        if (value instanceof Instant time) {
            return time;
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        String text = OperationRequest.asText(value);
        try {
            if (text.isEmpty()) {
                return null;
            }
            return text.matches("[0-9]{1,18}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    DEADLINE + " '" + Shortened.of(text)
                            + "' is not a time: milliseconds since 1970, or ISO 8601, were expected",
                    e);
        }
    }
}
