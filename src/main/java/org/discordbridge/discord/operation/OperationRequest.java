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
 * Reads what an exchange asks for: from the fields of its body if that is a map, else from its headers, else from the
 * options of the endpoint. Any other body is the text to send.
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
     * Makes the request of an exchange to an endpoint.
     *
     * @param usual the operation, unless the body may choose one and does; null if the body has to
     * @param posts the log of posted messages; null for none
     * @param channel id of the channel to use in any case; empty to use the exchange's
     * @throws IllegalArgumentException if the body may choose the operation, and chooses one that does not exist, or
     *     none if it has to
     */
    public static OperationRequest of(
            Operation usual, Message message, DiscordConfiguration options, RepositorySentLog posts, String channel) {
        Map<?, ?> fields = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
        Operation operation = usual;
        String named = usual == null || options.isOperationFromBody() ? asText(fields.get("operation")) : "";
        if (usual == null && named.isEmpty()) {
            throw new IllegalArgumentException(
                    "The body does not say what to do: it is no map with the field operation."
                            + " Nothing was done. Operations are " + Operation.names());
        }
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

    /** Returns the log of earlier tries. */
    SentLog log() {
        String identity = header(DiscordConstants.IDENTITY);
        return posts == null || identity.isEmpty() ? SentLog.NONE : posts.of(identity);
    }

    /** Returns the log of messages that were posted together earlier, by the id of the first. */
    SentLog logFrom(String messageId) {
        return posts == null ? SentLog.NONE : posts.from(messageId);
    }

    /** Returns this request with the fields of a poll together in {@code poll}, as Discord has them. */
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

    /**
     * Returns this request with the fields of a body that is a JSON object in text; unchanged if the body is something
     * else.
     */
    OperationRequest withJson() {
        String text = message.getBody() instanceof Map<?, ?> ? "" : asText(message.getBody(String.class));
        return text.stripLeading().startsWith("{")
                ? new OperationRequest(
                        operation, message, (Map<?, ?>) JsonParser.parse("the body", text), options, posts, channel)
                : this;
    }

    /** Returns the text of a body that is no map, else its content; empty if there is none. */
    String content() {
        return asText(message.getBody() instanceof Map<?, ?> ? fields.get("content") : message.getBody(String.class));
    }

    /** Returns a field of a body that is a map; null if there is none. */
    Object value(String key) {
        return fields.get(key);
    }

    /** Returns a field of a body that is a map, as text; empty if there is none. */
    String text(String key) {
        return asText(fields.get(key));
    }

    /** Returns whether a field of the body has a value. */
    boolean has(String key) {
        return !text(key).isEmpty();
    }

    /** Finds a field in the body, else in the headers, else in the options; empty if it is nowhere. */
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

    /** Returns a field that the operation needs; throws if it is missing. */
    String required(RequestField field) {
        String found = text(field);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no " + field.noun() + " for " + operation + ": " + field.places());
        }
        return found;
    }

    /** Returns a snowflake that the operation needs; throws if it is missing. */
    String id(RequestField field) {
        return snowflake(field.key(), field.noun(), required(field));
    }

    /** Returns a snowflake that may be absent; null then. */
    String idOrNull(RequestField field) {
        String id = text(field);
        return id.isEmpty() ? null : snowflake(field.key(), field.noun(), id);
    }

    /** Returns a snowflake from the body only; null if it is absent. */
    String ownIdOrNull(RequestField field) {
        String id = text(field.key());
        return id.isEmpty() ? null : snowflake(field.key(), field.noun(), id);
    }

    /** Returns a snowflake from a field of the body that has no option and no header; null if it is absent. */
    String idOrNull(String key, String noun) {
        String id = text(key);
        return id.isEmpty() ? null : snowflake(key, noun, id);
    }

    /** Returns snowflakes of the body, from a list or a text with commas; empty if there are none. */
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

    /** Returns whether the body has a field with the value null. */
    boolean hasNull(String key) {
        return fields.containsKey(key) && fields.get(key) == null;
    }

    /** Copies a field of the body, if it has it. */
    void copy(String key, Map<String, Object> into) {
        if (fields.get(key) != null) {
            into.put(key, fields.get(key));
        }
    }

    /** Returns the reason that the audit log shall show; empty for none. */
    String reason() {
        return text(RequestField.REASON);
    }

    /** Reads a yes or no of the body; the option counts if the body says nothing. */
    boolean flag(String key, boolean option) {
        String own = text(key);
        return own.isEmpty() ? option : Boolean.parseBoolean(own);
    }

    /** Returns the files to be sent, in order. */
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
