package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** What embeds may be (Discord docs, Messages Resource > Embed Object, Embed Limits). */
final class EmbedLimits {
    private static final int WHITE = 0xFFFFFF;
    private static final List<String> SHOWN =
            List.of("title", "description", "fields", "image", "thumbnail", "author", "footer");

    private EmbedLimits() {}

    static void check(JsonNode embeds) {
        if (embeds.size() > 10) {
            throw RestError.form("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }
        int total = 0;
        for (int i = 0; i < embeds.size(); i++) {
            total += one(embeds.get(i), "embeds." + i);
        }
        if (total > 6000) {
            throw RestError.form("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private static int one(JsonNode embed, String at) {
        if (!embed.isObject()) {
            throw RestError.form(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }
        if (SHOWN.stream().noneMatch(part -> shows(embed.path(part)))) {
            throw RestError.required(at + ".description");
        }
        int length = text(embed, "title", 256, at) + text(embed, "description", 4096, at);
        length += text(embed.path("footer"), "text", 2048, at + ".footer");
        length += text(embed.path("author"), "name", 256, at + ".author");
        Urls.check(embed.path("url"), at + ".url", false);
        for (String part : new String[] {"image", "thumbnail"}) {
            if (embed.path(part).isObject()) {
                if (embed.path(part).path("url").asText("").isEmpty()) {
                    throw RestError.required(at + "." + part + ".url");
                }
                Urls.check(embed.path(part).path("url"), at + "." + part + ".url", true);
            }
        }
        Urls.check(embed.path("footer").path("icon_url"), at + ".footer.icon_url", true);
        Urls.check(embed.path("author").path("icon_url"), at + ".author.icon_url", true);
        Urls.check(embed.path("author").path("url"), at + ".author.url", false);
        colour(embed.path("color"), at + ".color");
        timestamp(embed.path("timestamp"), at + ".timestamp");
        return length + fields(embed.path("fields"), at + ".fields");
    }

    private static boolean shows(JsonNode part) {
        return part.isTextual() ? !part.asText().isBlank() : !part.isEmpty();
    }

    private static int fields(JsonNode fields, String at) {
        if (fields.size() > 25) {
            throw RestError.form(at, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        int length = 0;
        for (int i = 0; i < fields.size(); i++) {
            String field = at + "." + i;
            for (String key : new String[] {"name", "value"}) {
                if (fields.get(i).path(key).asText("").isBlank()) {
                    throw RestError.required(field + "." + key);
                }
            }
            length += text(fields.get(i), "name", 256, field) + text(fields.get(i), "value", 1024, field);
        }
        return length;
    }

    private static void colour(JsonNode colour, String at) {
        if (colour.isMissingNode() || colour.isNull()) {
            return;
        }
        if (!colour.asText().matches("-?[0-9]{1,18}")) {
            throw RestError.form(at, "NUMBER_TYPE_COERCE", "Value \"" + colour.asText() + "\" is not int.");
        }
        if (colour.asLong() > WHITE) {
            throw RestError.form(at, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + WHITE + ".");
        }
        if (colour.asLong() < 0) {
            throw RestError.form(at, "NUMBER_TYPE_MIN", "int value should be greater than or equal to 0.");
        }
    }

    private static void timestamp(JsonNode timestamp, String at) {
        if (timestamp.isMissingNode() || timestamp.isNull()) {
            return;
        }
        try {
            // Discord takes times without an offset for UTC
            String text = timestamp.asText();
            OffsetDateTime.parse(text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") ? text : text + "Z");
        } catch (DateTimeException e) {
            throw RestError.form(
                    at, "DATE_TIME_TYPE_PARSE", "Could not parse " + timestamp.asText() + ". Should be ISO8601.");
        }
    }

    private static int text(JsonNode node, String key, int limit, String at) {
        String text = node.path(key).asText("");
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw RestError.tooLong(at + "." + key, limit);
        }
        return length;
    }
}
