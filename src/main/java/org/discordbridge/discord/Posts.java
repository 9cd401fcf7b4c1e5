package org.discordbridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Post;

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

    private static CompletableFuture<Outcome> send(Request request, DiscordSession session, String replyTo) {
        List<Post> posts = Draft.posts(request);
        String token = request.text("interaction_token");
        if (!token.isEmpty()) {
            return session.outbox().answer(token, posts).thenApply(Outcome::posted);
        }
        return session.outbox()
                .post(request.id(Field.CHANNEL_ID), posts, replyTo, nonce(request))
                .thenApply(Outcome::posted);
    }

    /** A text of 22 characters for any identity: Discord takes 25, and the number of the part is added. */
    static String nonce(Request request) {
        String identity = request.header(DiscordConstants.IDENTITY);
        if (identity.isEmpty()) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NONCE_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
