package org.discordbridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.discordbridge.discord.session.Outbox;

/**
 * Sends messages. Asynchronous: the route goes on when Discord has answered, on a thread of JDA's; what failed is the
 * exchange's exception, a {@link org.discordbridge.discord.session.DiscordException} if Discord refused it.
 */
public class DiscordProducer extends DefaultAsyncProducer {
    static final String SEND_MESSAGE = "send-message";
    private static final Set<String> MENTION_TYPES = Set.of("users", "roles", "everyone");
    private static final int NONCE_BYTES = 16;

    private final DiscordEndpoint endpoint;
    private final Set<String> allowedMentions;

    DiscordProducer(DiscordEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.allowedMentions = mentionTypes(endpoint.getConfiguration().getAllowedMentions());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // so that it is connected with the others when the context has started
        endpoint.session();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<List<String>> sending;
        try {
            sending = send(exchange.getMessage());
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        sending.whenComplete((ids, failure) -> {
            if (failure != null) {
                exchange.setException(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            } else {
                exchange.getMessage().setHeader(DiscordConstants.MESSAGE_ID, ids.get(0));
                exchange.getMessage().setHeader(DiscordConstants.MESSAGE_IDS, ids);
            }
            callback.done(false);
        });
        return false;
    }

    private CompletableFuture<List<String>> send(Message message) {
        Object body = message.getBody();
        Map<?, ?> fields = body instanceof Map<?, ?> map ? map : Map.of("content", text(message.getBody(String.class)));
        List<String> parts = MessageSplitter.split(contentOf(fields));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to send: the content is empty");
        }
        Outbox outbox = endpoint.session().session().outbox();
        String token = text(fields.get("interaction_token"));
        if (!token.isEmpty()) {
            return outbox.answer(token, parts, allowedMentions);
        }
        String channelId = firstOf(
                text(fields.get("channel_id")),
                text(message.getHeader(DiscordConstants.CHANNEL_ID)),
                text(endpoint.getConfiguration().getChannelId()));
        if (!channelId.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException(
                    channelId.isEmpty()
                            ? "There is no channel to send to: neither channel_id of the body, nor header "
                                    + DiscordConstants.CHANNEL_ID + ", nor option channelId is set"
                            : "channel_id '" + shortened(channelId)
                                    + "' is not the id of a channel: digits were expected");
        }
        String replyTo = text(fields.get("reply_to"));
        if (!replyTo.isEmpty() && !replyTo.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException(
                    "reply_to '" + shortened(replyTo) + "' is not the id of a message: digits were expected");
        }
        return outbox.post(
                channelId,
                parts,
                replyTo.isEmpty() ? null : replyTo,
                nonce(text(message.getHeader(DiscordConstants.IDENTITY))),
                allowedMentions);
    }

    /** The text, and below it the addresses of files. */
    private static String contentOf(Map<?, ?> fields) {
        List<String> lines = new ArrayList<>();
        lines.add(text(fields.get("content")));
        if (fields.get("attachments") instanceof List<?> addresses) {
            addresses.stream().map(DiscordProducer::text).forEach(lines::add);
        }
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String firstOf(String... candidates) {
        return Arrays.stream(candidates)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
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

    private static Set<String> mentionTypes(String option) {
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
