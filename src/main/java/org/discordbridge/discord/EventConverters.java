package org.discordbridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.util.json.JsonObject;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.MessageDeleted;

/**
 * Converts an event into the type that a route asks for: for {@code convertBodyTo} and every expression that needs
 * text.
 */
@Converter(generateLoader = true)
public final class EventConverters {
    private EventConverters() {}

    /**
     * Returns the text of a message or command, or of a deleted message if the bridge had seen it; for any other event
     * its JSON.
     */
    @Converter
    public static String toText(DiscordEvent event) {
        String text = event instanceof MessageDeleted deleted ? deleted.previousContent() : event.content();
        return text == null ? toJson(event).toJson() : text;
    }

    /** Makes a map by the names that the schemas use, such as {@code author_name}, with times as {@link Instant}. */
    @Converter
    public static Map<String, Object> toMap(DiscordEvent event) {
        return EventFields.of(event);
    }

    /** Makes JSON from that map, with times as ISO 8601. */
    @Converter
    public static JsonObject toJson(DiscordEvent event) {
        return json(EventFields.of(event));
    }

    /** Makes JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(DiscordEvent event) {
        return toJson(event).toJson().getBytes(UTF_8);
    }

    /** Makes a stream of JSON in UTF-8. */
    @Converter
    public static InputStream toStream(DiscordEvent event) {
        return new ByteArrayInputStream(toBytes(event));
    }

    private static JsonObject json(Map<?, ?> fields) {
        JsonObject json = new JsonObject();
        fields.forEach((name, value) -> json.put(String.valueOf(name), value(value)));
        return json;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return json(map);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(EventConverters::value).toList();
        }
        return value instanceof Instant time ? time.toString() : value;
    }
}
