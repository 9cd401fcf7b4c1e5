package org.discordbridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Outbox;

/** Operations that post. */
final class Posts {
    private static final Set<String> MENTION_TYPES = Set.of("users", "roles", "everyone");
    private static final int NONCE_BYTES = 16;

    private Posts() {}

    static CompletableFuture<Outcome> send(Request request, DiscordSession session) {
        List<String> parts = MessageSplitter.split(contentOf(request));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to send: the content is empty");
        }
        Set<String> allowedMentions = mentionTypes(request.options().getAllowedMentions());
        Outbox outbox = session.outbox();
        String token = request.text("interaction_token");
        if (!token.isEmpty()) {
            return outbox.answer(token, parts, allowedMentions).thenApply(Outcome::posted);
        }
        return outbox.post(
                        request.id(Field.CHANNEL_ID),
                        parts,
                        request.idOrNull(Field.REPLY_TO),
                        nonce(request.header(DiscordConstants.IDENTITY)),
                        allowedMentions)
                .thenApply(Outcome::posted);
    }

    /** The text, and below it the addresses of files. */
    private static String contentOf(Request request) {
        List<String> lines = new ArrayList<>();
        lines.add(request.content());
        if (request.value("attachments") instanceof List<?> addresses) {
            addresses.stream().map(Request::asText).forEach(lines::add);
        }
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** A text of 22 characters for any identity: Discord takes 25, and the number of the part is added. */
    private static String nonce(String identity) {
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

    /** The kinds of an option, checked. */
    static Set<String> mentionTypes(String option) {
        if (option == null || option.isBlank()) {
            return Set.of();
        }
        Set<String> types = Arrays.stream(option.split(",")).map(String::strip).collect(Collectors.toSet());
        if (!MENTION_TYPES.containsAll(types)) {
            throw new IllegalArgumentException("allowedMentions '" + option
                    + "' is not understood: it is any of users, roles, everyone, separated by commas");
        }
        return types;
    }
}
