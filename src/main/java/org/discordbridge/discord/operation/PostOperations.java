package org.discordbridge.discord.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.call.OutgoingMessage;
import org.discordbridge.discord.session.call.SentLog;
import org.discordbridge.discord.session.call.SentMessage;
import org.discordbridge.discord.session.life.DiscordSession;

/** Does operations that post messages. */
final class PostOperations {
    private static final int NONCE_BYTES = 16;

    private PostOperations() {}

    static CompletableFuture<OperationOutcome> send(OperationRequest request, DiscordSession session) {
        return send(request, session, request.idOrNull(RequestField.REPLY_TO));
    }

    static CompletableFuture<OperationOutcome> reply(OperationRequest request, DiscordSession session) {
        String replyTo = request.idOrNull(RequestField.REPLY_TO);
        return send(request, session, replyTo == null ? request.id(RequestField.MESSAGE_ID) : replyTo);
    }

    static CompletableFuture<OperationOutcome> createPoll(OperationRequest request, DiscordSession session) {
        return send(request.withPoll(), session, request.idOrNull(RequestField.REPLY_TO));
    }

    private static CompletableFuture<OperationOutcome> send(
            OperationRequest request, DiscordSession session, String replyTo) {
        if (request.has(RequestField.INTERACTION_TOKEN.key())) {
            return InteractionOperations.reply(request, session);
        }
        List<OutgoingMessage> posts = MessageParts.posts(request);
        return channel(request, session)
                .thenCompose(channelId -> session.calls()
                        .outbox()
                        .post(channelId, posts, replyTo, nonce(request, session), request.log()))
                .thenApply(OperationOutcome::posted);
    }

    /**
     * Finds the channel to post in. If none is named and the body has a user, these are the direct messages with that
     * user.
     */
    private static CompletableFuture<String> channel(OperationRequest request, DiscordSession session) {
        String userId = request.ownIdOrNull(RequestField.USER_ID);
        if (userId == null || request.idOrNull(RequestField.CHANNEL_ID) != null) {
            return CompletableFuture.completedFuture(request.id(RequestField.CHANNEL_ID));
        }
        return session.calls()
                .channels()
                .openDirect(userId)
                .thenApply(channel -> OperationRequest.asText(channel.get("id")));
    }

    static CompletableFuture<OperationOutcome> sendWebhook(OperationRequest request, DiscordSession session) {
        String address = request.text(RequestField.WEBHOOK_URL);
        String threadId = request.ownIdOrNull(RequestField.THREAD_ID);
        Map<String, Object> person = personOf(request, threadId == null);
        List<OutgoingMessage> posts = MessageParts.posts(request).stream()
                .map(post -> post.with(person))
                .toList();
        return (address.isEmpty()
                        ? session.calls()
                                .webhooks()
                                .post(
                                        threadId == null ? request.id(RequestField.CHANNEL_ID) : threadId,
                                        posts,
                                        request.log())
                        : session.calls().webhooks().post(address, threadId, posts, request.log()))
                .thenApply(OperationOutcome::posted);
    }

    /** Returns the name and picture that a webhook shows; and in a forum, the thread that it begins. */
    private static Map<String, Object> personOf(OperationRequest request, boolean mayBegin) {
        Map<String, Object> fields = new HashMap<>();
        List<RequestField> said = List.of(RequestField.USERNAME, RequestField.AVATAR_URL, RequestField.THREAD_NAME);
        for (RequestField field : mayBegin ? said : said.subList(0, 2)) {
            String value = request.text(field);
            if (!value.isEmpty()) {
                fields.put(field.key(), value);
            }
        }
        if (fields.containsKey(RequestField.THREAD_NAME.key())) {
            tags(request, fields);
        }
        return fields;
    }

    private static void tags(OperationRequest request, Map<String, Object> fields) {
        List<String> tags = request.ids("applied_tags", "tag");
        if (!tags.isEmpty()) {
            fields.put("applied_tags", tags);
        }
    }

    /** Creates a post in a forum: the first message makes the thread, further messages follow in it. */
    static CompletableFuture<OperationOutcome> createPost(OperationRequest request, DiscordSession session) {
        List<OutgoingMessage> posts = MessageParts.posts(request);
        Map<String, Object> fields = ChannelOperations.threadFields(request);
        tags(request, fields);
        SentLog log = request.log();
        SentMessage earlier = log.known(0);
        if (earlier != null) {
            return follow(request, session, posts, earlier, null);
        }
        return session.calls()
                .channels()
                .post(request.id(RequestField.CHANNEL_ID), fields, posts.get(0), request.reason())
                .thenCompose(begun -> log.noted(0, begun.posted())
                        .thenCompose(first -> follow(request, session, posts, first, begun.thread())));
    }

    private static CompletableFuture<OperationOutcome> follow(
            OperationRequest request,
            DiscordSession session,
            List<OutgoingMessage> posts,
            SentMessage begun,
            Map<String, Object> thread) {
        List<OutgoingMessage> rest = posts.subList(1, posts.size());
        return session.calls()
                .outbox()
                .post(
                        begun.channelId(),
                        rest,
                        null,
                        nonce(request, session),
                        request.log().after(1))
                .thenApply(others -> OperationOutcome.forumPost(begun, thread, others));
    }

    /** Makes a text of 22 characters from an identity. Discord takes 25, and the number of the part is added. */
    static String nonce(OperationRequest request, DiscordSession session) {
        String identity = request.header(DiscordConstants.IDENTITY);
        if (identity.isEmpty()) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NONCE_BYTES));
            session.findings().sends(nonce);
            return nonce;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
