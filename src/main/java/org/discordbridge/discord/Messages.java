package org.discordbridge.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.event.MessageCreated;

/** Operations on messages that are there already. */
final class Messages {
    private static final List<String> CURSORS = List.of("before", "after", "around");

    /** A custom emoji as people write it, or as Discord's addresses have it. */
    private static final Pattern CUSTOM = Pattern.compile("<?a?:?(\\w{2,32}:[0-9]{1,20})>?");

    private Messages() {}

    static CompletableFuture<Outcome> get(Request request, DiscordSession session) {
        return session.messages()
                .get(request.id(Field.CHANNEL_ID), request.id(Field.MESSAGE_ID), request.idOrNull(Field.GUILD_ID))
                .thenApply(Outcome::of);
    }

    static CompletableFuture<Outcome> history(Request request, DiscordSession session) {
        Map<String, String> query = new LinkedHashMap<>();
        String limit = request.text(Field.LIMIT);
        if (!limit.isEmpty()) {
            query.put("limit", limit);
        }
        for (String cursor : CURSORS) {
            if (!request.text(cursor).isEmpty()) {
                query.put(cursor, request.text(cursor));
            }
        }
        return session.messages()
                .history(request.id(Field.CHANNEL_ID), query, request.idOrNull(Field.GUILD_ID))
                .thenApply(messages -> new Outcome(
                        messages,
                        Map.of(
                                DiscordConstants.MESSAGE_IDS,
                                messages.stream().map(MessageCreated::messageId).toList())));
    }

    static CompletableFuture<Outcome> edit(Request request, DiscordSession session) {
        String token = request.text("interaction_token");
        var changes = Draft.changes(request);
        return (token.isEmpty()
                        ? session.messages().edit(request.id(Field.CHANNEL_ID), request.id(Field.MESSAGE_ID), changes)
                        : session.messages().editAnswer(token, request.ownIdOrNull(Field.MESSAGE_ID), changes))
                .thenApply(Outcome::of);
    }

    static CompletableFuture<Outcome> delete(Request request, DiscordSession session) {
        String token = request.text("interaction_token");
        if (!token.isEmpty()) {
            return session.messages()
                    .deleteAnswer(token, request.ownIdOrNull(Field.MESSAGE_ID))
                    .thenApply(Outcome::nothing);
        }
        String channelId = request.id(Field.CHANNEL_ID);
        List<String> together = request.ids("message_ids", "message");
        return (together.isEmpty()
                        ? session.messages().delete(channelId, request.id(Field.MESSAGE_ID), request.reason())
                        : session.messages().deleteAll(channelId, together, request.reason()))
                .thenApply(Outcome::nothing);
    }

    static CompletableFuture<Outcome> react(Request request, DiscordSession session) {
        return session.messages()
                .react(request.id(Field.CHANNEL_ID), request.id(Field.MESSAGE_ID), emoji(request))
                .thenApply(Outcome::nothing);
    }

    static CompletableFuture<Outcome> unreact(Request request, DiscordSession session) {
        return session.messages()
                .unreact(
                        request.id(Field.CHANNEL_ID),
                        request.id(Field.MESSAGE_ID),
                        emoji(request),
                        request.idOrNull(Field.USER_ID))
                .thenApply(Outcome::nothing);
    }

    static CompletableFuture<Outcome> pin(Request request, DiscordSession session) {
        return session.messages()
                .pin(request.id(Field.CHANNEL_ID), request.id(Field.MESSAGE_ID), request.reason())
                .thenApply(Outcome::nothing);
    }

    private static String emoji(Request request) {
        String emoji = request.required(Field.EMOJI).strip();
        Matcher custom = CUSTOM.matcher(emoji);
        return custom.matches() ? custom.group(1) : emoji;
    }
}
