package org.discordbridge.discord.operation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.call.SentLog;
import org.discordbridge.discord.session.json.JsonParser;
import org.discordbridge.discord.session.rest.Upload;
import org.discordbridge.event.Snowflakes;

/**
 * What an exchange asks for: the fields of its body if that is a map, else its headers, else the options of the endpoint. A
 * body of another kind is the text to send.
 */
public final class OperationRequest {
    private static final List<String> POLL =
            List.of("question", "answers", "duration", "allow_multiselect", "layout_type");

    private final Operation operation;
    private final Message message;
    private final Map<?, ?> fields;
    private final DiscordConfiguration options;
    private final RepositorySentLog posts;
    private final String channel;

    private OperationRequest(
            Operation operation,
            Message message,
            Map<?, ?> fields,
            DiscordConfiguration options,
            RepositorySentLog posts,
            String channel) {
        this.posts = posts;
        this.channel = channel;
        this.operation = operation;
        this.message = message;
        this.fields = fields;
        this.options = options;
    }

    /**
     * What an exchange asks an endpoint for.
     *
     * @param posts where it is kept what was posted; null for nowhere
     * @param channel id of the channel that is meant whatever the exchange says; empty for what it says
     * @throws IllegalArgumentException if the body may say the operation, and names one that there is not
     */
    public static OperationRequest of(
            Operation usual, Message message, DiscordConfiguration options, RepositorySentLog posts, String channel) {
        Map<?, ?> fields = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
        Operation operation = usual;
        String named = options.isOperationFromBody() ? asText(fields.get("operation")) : "";
        if (!named.isEmpty()) {
            operation = Operation.named(named)
                    .orElseThrow(() -> new IllegalArgumentException("Operation '" + Shortened.of(named)
                            + "' is not known: operations are " + Operation.names()));
        }
        return new OperationRequest(operation, message, fields, options, posts, channel);
    }

    public Operation operation() {
        return operation;
    }

    /** What is known of earlier tries. */
    SentLog log() {
        String identity = header(DiscordConstants.IDENTITY);
        return posts == null || identity.isEmpty() ? SentLog.NONE : posts.of(identity);
    }

    /** What is known of the messages of what was posted earlier, by the first of them. */
    SentLog logFrom(String messageId) {
        return posts == null ? SentLog.NONE : posts.from(messageId);
    }

    /** The same with the fields of a poll together in {@code poll}, as Discord has them. */
    OperationRequest withPoll() {
        if (has("poll") || has("poll_json")) {
            return this;
        }
        Map<String, Object> poll = new HashMap<>();
        POLL.forEach(key -> copy(key, poll));
        if (poll.isEmpty()) {
            throw new IllegalArgumentException("There is no poll for " + operation
                    + ": neither poll nor question and answers of the body are set");
        }
        Map<Object, Object> more = new HashMap<>(fields);
        more.put("poll", poll);
        return new OperationRequest(operation, message, more, options, posts, channel);
    }

    /** The same with the fields of a body that is a JSON object in text; this if it is none. */
    OperationRequest withJson() {
        String text = message.getBody() instanceof Map<?, ?> ? "" : asText(message.getBody(String.class));
        return text.stripLeading().startsWith("{")
                ? new OperationRequest(
                        operation, message, (Map<?, ?>) JsonParser.parse("the body", text), options, posts, channel)
                : this;
    }

    /** The text of a body that is no map, else its content; empty if there is none. */
    String content() {
        return asText(message.getBody() instanceof Map<?, ?> ? fields.get("content") : message.getBody(String.class));
    }

    /** A field of a body that is a map; null if there is none. */
    Object value(String key) {
        return fields.get(key);
    }

    /** The same as text; empty if there is none. */
    String text(String key) {
        return asText(fields.get(key));
    }

    /** Whether the body has anything of a field. */
    boolean has(String key) {
        return !text(key).isEmpty();
    }

    /** Where a field is found first: in the body, the headers or the options; empty if nowhere. */
    String text(RequestField field) {
        if (field == RequestField.CHANNEL_ID && !channel.isEmpty()) {
            return channel;
        }
        String found = asText(fields.get(field.key()));
        if (found.isEmpty() && field.header() != null) {
            found = asText(message.getHeader(field.header()));
        }
        return found.isEmpty() ? asText(field.ofOptions(options)) : found;
    }

    /** What the operation cannot do without. */
    String required(RequestField field) {
        String found = text(field);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no " + field.noun() + " for " + operation + ": " + field.places());
        }
        return found;
    }

    /** Snowflake of something that the operation cannot do without. */
    String id(RequestField field) {
        return snowflake(field.key(), field.noun(), required(field));
    }

    /** Snowflake of something that may be absent; null then. */
    String idOrNull(RequestField field) {
        String id = text(field);
        return id.isEmpty() ? null : snowflake(field.key(), field.noun(), id);
    }

    /** The same, from nowhere but the body. */
    String ownIdOrNull(RequestField field) {
        String id = text(field.key());
        return id.isEmpty() ? null : snowflake(field.key(), field.noun(), id);
    }

    /** Snowflake in a field of the body that has no option and no header; null if it is absent. */
    String idOrNull(String key, String noun) {
        String id = text(key);
        return id.isEmpty() ? null : snowflake(key, noun, id);
    }

    /** Snowflakes of the body, a list or a text with commas; empty if there are none. */
    List<String> ids(String key, String noun) {
        Object value = fields.get(key);
        List<?> items = value instanceof List<?> list
                ? list
                : Arrays.asList(asText(value).split(","));
        return items.stream()
                .map(item -> asText(item).strip())
                .filter(id -> !id.isEmpty())
                .map(id -> snowflake(key, noun, id))
                .toList();
    }

    private static String snowflake(String key, String noun, String id) {
        String problem = Snowflakes.problem(id);
        if (problem != null) {
            throw new IllegalArgumentException(
                    key + " '" + Shortened.of(id) + "' is not the id of a " + noun + ": " + problem);
        }
        return id;
    }

    /** Whether the body has a field, and that is null. */
    boolean hasNull(String key) {
        return fields.containsKey(key) && fields.get(key) == null;
    }

    /** Copies a field of the body, if it has it. */
    void copy(String key, Map<String, Object> into) {
        if (fields.get(key) != null) {
            into.put(key, fields.get(key));
        }
    }

    /** What the audit log shall show; empty for nothing. */
    String reason() {
        return text(RequestField.REASON);
    }

    /** Whether the body says so; the option if it says nothing. */
    boolean flag(String key, boolean option) {
        String own = text(key);
        return own.isEmpty() ? option : Boolean.parseBoolean(own);
    }

    /** Files to be sent, in order. */
    List<Upload> files() {
        return AttachedFiles.of(message);
    }

    Object headerValue(String name) {
        return message.getHeader(name);
    }

    String header(String name) {
        return asText(message.getHeader(name));
    }

    DiscordConfiguration options() {
        return options;
    }

    static String asText(Object value) {
        return value == null ? "" : value.toString();
    }
}
