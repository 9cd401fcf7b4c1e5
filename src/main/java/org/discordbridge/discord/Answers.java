package org.discordbridge.discord;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Replies;

/** Operations that answer an interaction. */
final class Answers {
    private static final String DEADLINE = "interaction_deadline";

    private Answers() {}

    static CompletableFuture<Outcome> reply(Request request, DiscordSession session) {
        String token = request.required(Field.INTERACTION_TOKEN);
        Replies.Right right =
                new Replies.Right(token, deadline(request), lateChannel(request), Posts.nonce(request, session));
        return session.replies()
                .answer(right, Draft.posts(request), request.log())
                .thenApply(Outcome::posted);
    }

    /** The channel of the body, or that of the event; null if late answers are not to be posted, or there is none. */
    private static String lateChannel(Request request) {
        return posts(request.options().getLateAnswers()) ? request.idOrNull(Field.CHANNEL_ID) : null;
    }

    /** Whether late answers become posts. */
    static boolean posts(String lateAnswers) {
        return switch (String.valueOf(lateAnswers)) {
            case "channel" -> true;
            case "dead-letter" -> false;
            default ->
                throw new IllegalArgumentException(
                        "lateAnswers '" + lateAnswers + "' is not understood: it is channel or dead-letter");
        };
    }

    /** A time as records, maps, events and JSON have it; null if there is none. */
    private static Instant deadline(Request request) {
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
        String text = Request.asText(value);
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
