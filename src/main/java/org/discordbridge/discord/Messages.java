package org.discordbridge.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Post;
import org.discordbridge.discord.session.Revision;
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
            if (!limit.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        "limit '" + Shortened.of(limit) + "' is not a number of messages: 1 to 100 was expected");
            }
            query.put("limit", limit);
        }
        for (String cursor : CURSORS) {
            String id = request.idOrNull(cursor, "message");
            if (id != null) {
                query.put(cursor, id);
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
        List<String> ids = edited(request, token.isEmpty());
        var messages = session.messages();
        if (Draft.changesText(request)) {
            List<Revision.Part> parts = Draft.revision(request);
            return (token.isEmpty()
                            ? messages.revise(
                                    request.id(Field.CHANNEL_ID),
                                    ids,
                                    parts,
                                    request::logFrom,
                                    Posts.nonce(request, session))
                            : messages.reviseAnswer(token, ids, parts, request::logFrom))
                    .thenApply(Outcome::edited);
        }
        Post changes = Draft.changes(request);
        return (token.isEmpty()
                        ? messages.change(request.id(Field.CHANNEL_ID), ids, changes, request::logFrom)
                        : messages.changeAnswer(token, ids.get(0), changes))
                .thenApply(Outcome::edited);
    }

    /** The messages to edit, as far as is known; the first is null for the answer to an interaction. */
    private static List<String> edited(Request request, boolean byId) {
        List<String> all = request.ids("message_ids", "message");
        String first = byId && all.isEmpty() ? request.id(Field.MESSAGE_ID) : request.ownIdOrNull(Field.MESSAGE_ID);
        return Stream.concat(first == null && !all.isEmpty() ? Stream.of() : Stream.of(first), all.stream())
                .distinct()
                .collect(Collectors.toList());
    }

    static CompletableFuture<Outcome> delete(Request request, DiscordSession session) {
        String token = request.text("interaction_token");
        String own = request.ownIdOrNull(Field.MESSAGE_ID);
        List<String> together = request.ids("message_ids", "message");
        var messages = session.messages();
        if (!token.isEmpty()) {
            return (together.isEmpty()
                            ? messages.deleteAnswer(token, own)
                            : oneByOne(together, id -> messages.deleteAnswer(token, id)))
                    .thenApply(Outcome::nothing);
        }
        String channelId = request.id(Field.CHANNEL_ID);
        if (together.isEmpty()) {
            return messages.delete(channelId, request.id(Field.MESSAGE_ID), request.reason())
                    .thenApply(Outcome::nothing);
        }
        // of one answer: the bot needs no permission to delete what it wrote, but would need one to do so together
        return (together.get(0).equals(own)
                        ? oneByOne(together, id -> messages.delete(channelId, id, request.reason()))
                        : messages.deleteAll(channelId, together, request.reason()))
                .thenApply(Outcome::nothing);
    }

    private static CompletableFuture<Void> oneByOne(
            List<String> ids, Function<String, CompletableFuture<Void>> delete) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (String id : ids) {
            chain = chain.thenCompose(before -> delete.apply(id));
        }
        return chain;
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
