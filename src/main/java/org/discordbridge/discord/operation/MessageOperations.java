package org.discordbridge.discord.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.call.OutgoingMessage;
import org.discordbridge.discord.session.call.Revision;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.event.MessageCreated;

/** Does operations on messages that exist already. */
final class MessageOperations {
    private static final List<String> CURSORS = List.of("before", "after", "around");

    /** Custom emoji as people write it, or as it is in Discord's addresses. */
    private static final Pattern CUSTOM = Pattern.compile("<?a?:?(\\w{2,32}:[0-9]{1,20})>?");

    private MessageOperations() {}

    static CompletableFuture<OperationOutcome> get(OperationRequest request, DiscordSession session) {
        return session.calls()
                .messages()
                .get(
                        request.id(RequestField.CHANNEL_ID),
                        request.id(RequestField.MESSAGE_ID),
                        request.idOrNull(RequestField.GUILD_ID))
                .thenApply(OperationOutcome::of);
    }

    static CompletableFuture<OperationOutcome> history(OperationRequest request, DiscordSession session) {
        Map<String, String> query = new LinkedHashMap<>();
        String limit = request.text(RequestField.LIMIT);
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
        return session.calls()
                .messages()
                .history(request.id(RequestField.CHANNEL_ID), query, request.idOrNull(RequestField.GUILD_ID))
                .thenApply(messages -> new OperationOutcome(
                        messages,
                        Map.of(
                                DiscordConstants.MESSAGE_IDS,
                                messages.stream().map(MessageCreated::messageId).toList())));
    }

    static CompletableFuture<OperationOutcome> edit(OperationRequest request, DiscordSession session) {
        String token = request.text("interaction_token");
        List<String> ids = edited(request, token.isEmpty());
        var messages = session.calls().messages();
        if (MessageParts.changesText(request)) {
            List<Revision.Part> parts = MessageParts.revision(request);
            return (token.isEmpty()
                            ? messages.revise(
                                    request.id(RequestField.CHANNEL_ID),
                                    ids,
                                    parts,
                                    request::logFrom,
                                    PostOperations.nonce(request, session))
                            : messages.reviseAnswer(token, ids, parts, request::logFrom))
                    .thenApply(OperationOutcome::edited);
        }
        OutgoingMessage changes = MessageParts.changes(request);
        return (token.isEmpty()
                        ? messages.change(request.id(RequestField.CHANNEL_ID), ids, changes, request::logFrom)
                        : messages.changeAnswer(token, ids.get(0), changes))
                .thenApply(OperationOutcome::edited);
    }

    /** Returns the known messages to edit; the first is null for the answer to an interaction. */
    private static List<String> edited(OperationRequest request, boolean byId) {
        List<String> all = request.ids("message_ids", "message");
        String first = byId && all.isEmpty()
                ? request.id(RequestField.MESSAGE_ID)
                : request.ownIdOrNull(RequestField.MESSAGE_ID);
        return Stream.concat(first == null && !all.isEmpty() ? Stream.of() : Stream.of(first), all.stream())
                .distinct()
                .collect(Collectors.toList());
    }

    static CompletableFuture<OperationOutcome> delete(OperationRequest request, DiscordSession session) {
        String token = request.text("interaction_token");
        String own = request.ownIdOrNull(RequestField.MESSAGE_ID);
        List<String> together = request.ids("message_ids", "message");
        var messages = session.calls().messages();
        if (!token.isEmpty()) {
            return (together.isEmpty()
                            ? messages.deleteAnswer(token, own)
                            : oneByOne(together, id -> messages.deleteAnswer(token, id)))
                    .thenApply(OperationOutcome::nothing);
        }
        String channelId = request.id(RequestField.CHANNEL_ID);
        if (together.isEmpty()) {
            return messages.delete(channelId, request.id(RequestField.MESSAGE_ID), request.reason())
                    .thenApply(OperationOutcome::nothing);
        }
        // messages of one answer: the bot may delete each of its own, but would need a permission to delete them
        // together
        return (together.get(0).equals(own)
                        ? oneByOne(together, id -> messages.delete(channelId, id, request.reason()))
                        : messages.deleteAll(channelId, together, request.reason()))
                .thenApply(OperationOutcome::nothing);
    }

    private static CompletableFuture<Void> oneByOne(
            List<String> ids, Function<String, CompletableFuture<Void>> delete) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (String id : ids) {
            chain = chain.thenCompose(before -> delete.apply(id));
        }
        return chain;
    }

    static CompletableFuture<OperationOutcome> react(OperationRequest request, DiscordSession session) {
        return session.calls()
                .messages()
                .react(request.id(RequestField.CHANNEL_ID), request.id(RequestField.MESSAGE_ID), emoji(request))
                .thenApply(OperationOutcome::nothing);
    }

    static CompletableFuture<OperationOutcome> unreact(OperationRequest request, DiscordSession session) {
        return session.calls()
                .messages()
                .unreact(
                        request.id(RequestField.CHANNEL_ID),
                        request.id(RequestField.MESSAGE_ID),
                        emoji(request),
                        request.idOrNull(RequestField.USER_ID))
                .thenApply(OperationOutcome::nothing);
    }

    static CompletableFuture<OperationOutcome> pin(OperationRequest request, DiscordSession session) {
        return session.calls()
                .messages()
                .pin(request.id(RequestField.CHANNEL_ID), request.id(RequestField.MESSAGE_ID), request.reason())
                .thenApply(OperationOutcome::nothing);
    }

    private static String emoji(OperationRequest request) {
        String emoji = request.required(RequestField.EMOJI).strip();
        Matcher custom = CUSTOM.matcher(emoji);
        return custom.matches() ? custom.group(1) : emoji;
    }
}
