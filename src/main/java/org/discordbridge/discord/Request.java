package org.discordbridge.discord;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.discordbridge.discord.session.Upload;

/**
 * What an exchange asks for: the fields of its body if that is a map, else its headers, else the options of the endpoint. A
 * body of another kind is the text to send.
 */
final class Request {
    private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{1,20}");
    private static final int SHOWN = 40;

    private final Operation operation;
    private final Message message;
    private final Map<?, ?> fields;
    private final DiscordConfiguration options;

    Request(Operation operation, Message message, DiscordConfiguration options) {
        this.operation = operation;
        this.message = message;
        this.options = options;
        this.fields = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
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

    /** Where a field is found first: in the body, the headers or the options; empty if nowhere. */
    String text(Field field) {
        String found = asText(fields.get(field.key()));
        if (found.isEmpty() && field.header() != null) {
            found = asText(message.getHeader(field.header()));
        }
        return found.isEmpty() ? asText(field.ofOptions(options)) : found;
    }

    /** Snowflake of something that the operation cannot do without. */
    String id(Field field) {
        String id = idOrNull(field);
        if (id == null) {
            throw new IllegalArgumentException(
                    "There is no " + field.noun() + " for " + operation + ": " + field.places());
        }
        return id;
    }

    /** Snowflake of something that may be absent. */
    String idOrNull(Field field) {
        String id = text(field);
        if (id.isEmpty()) {
            return null;
        }
        if (!SNOWFLAKE.matcher(id).matches()) {
            throw new IllegalArgumentException(field.key() + " '" + shortened(id) + "' is not the id of a "
                    + field.noun() + ": digits were expected");
        }
        return id;
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

    String header(String name) {
        return asText(message.getHeader(name));
    }

    DiscordConfiguration options() {
        return options;
    }

    static String asText(Object value) {
        return value == null ? "" : value.toString();
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
