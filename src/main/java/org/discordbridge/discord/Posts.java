package org.discordbridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Post;
import org.discordbridge.discord.session.PostLog;
import org.discordbridge.discord.session.Posted;

/** Operations that post. */
final class Posts {
    private static final int NONCE_BYTES = 16;

    private Posts() {}

    static CompletableFuture<Outcome> send(Request request, DiscordSession session) {
        return send(request, session, request.idOrNull(Field.REPLY_TO));
    }

    static CompletableFuture<Outcome> reply(Request request, DiscordSession session) {
        String replyTo = request.idOrNull(Field.REPLY_TO);
        return send(request, session, replyTo == null ? request.id(Field.MESSAGE_ID) : replyTo);
    }

    static CompletableFuture<Outcome> createPoll(Request request, DiscordSession session) {
        return send(request.withPoll(), session, request.idOrNull(Field.REPLY_TO));
    }

    private static CompletableFuture<Outcome> send(Request request, DiscordSession session, String replyTo) {
        if (request.has(Field.INTERACTION_TOKEN.key())) {
            return Answers.reply(request, session);
        }
        List<Post> posts = Draft.posts(request);
        return channel(request, session)
                .thenCompose(channelId ->
                        session.outbox().post(channelId, posts, replyTo, nonce(request, session), request.log()))
                .thenApply(Outcome::posted);
    }

    /** Where to post: the channel, or, if none is named and the body has a user, direct messages with them. */
    private static CompletableFuture<String> channel(Request request, DiscordSession session) {
        String userId = request.ownIdOrNull(Field.USER_ID);
        if (userId == null || request.idOrNull(Field.CHANNEL_ID) != null) {
            return CompletableFuture.completedFuture(request.id(Field.CHANNEL_ID));
        }
        return session.channels().openDirect(userId).thenApply(channel -> Request.asText(channel.get("id")));
    }

    static CompletableFuture<Outcome> sendWebhook(Request request, DiscordSession session) {
        String address = request.text(Field.WEBHOOK_URL);
        String threadId = request.ownIdOrNull(Field.THREAD_ID);
        Map<String, Object> person = personOf(request, threadId == null);
        List<Post> posts =
                Draft.posts(request).stream().map(post -> post.with(person)).toList();
        return (address.isEmpty()
                        ? session.webhooks()
                                .post(threadId == null ? request.id(Field.CHANNEL_ID) : threadId, posts, request.log())
                        : session.webhooks().post(address, threadId, posts, request.log()))
                .thenApply(Outcome::posted);
    }

    /** Who a webhook says it is; and in a forum, the thread it begins. */
    private static Map<String, Object> personOf(Request request, boolean mayBegin) {
        Map<String, Object> fields = new HashMap<>();
        List<Field> said = List.of(Field.USERNAME, Field.AVATAR_URL, Field.THREAD_NAME);
        for (Field field : mayBegin ? said : said.subList(0, 2)) {
            String value = request.text(field);
            if (!value.isEmpty()) {
                fields.put(field.key(), value);
            }
        }
        if (fields.containsKey(Field.THREAD_NAME.key())) {
            tags(request, fields);
        }
        return fields;
    }

    private static void tags(Request request, Map<String, Object> fields) {
        List<String> tags = request.ids("applied_tags", "tag");
        if (!tags.isEmpty()) {
            fields.put("applied_tags", tags);
        }
    }

    /** A post in a forum: the first message makes the thread, what is too much for it follows there. */
    static CompletableFuture<Outcome> createPost(Request request, DiscordSession session) {
        List<Post> posts = Draft.posts(request);
        Map<String, Object> fields = Channels.threadFields(request);
        tags(request, fields);
        PostLog log = request.log();
        Posted earlier = log.known(0);
        if (earlier != null) {
            return follow(request, session, posts, earlier, null);
        }
        return session.channels()
                .post(request.id(Field.CHANNEL_ID), fields, posts.get(0), request.reason())
                .thenCompose(begun -> log.noted(0, begun.posted())
                        .thenCompose(first -> follow(request, session, posts, first, begun.thread())));
    }

    private static CompletableFuture<Outcome> follow(
            Request request, DiscordSession session, List<Post> posts, Posted begun, Map<String, Object> thread) {
        List<Post> rest = posts.subList(1, posts.size());
        return session.outbox()
                .post(
                        begun.channelId(),
                        rest,
                        null,
                        nonce(request, session),
                        request.log().after(1))
                .thenApply(others -> Outcome.forumPost(begun, thread, others));
    }

    /** A text of 22 characters for any identity: Discord takes 25, and the number of the part is added. */
    static String nonce(Request request, DiscordSession session) {
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
