package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;

/** The limits of embeds (Discord docs, Messages Resource > Embed Limits). */
final class EmbedLimits {
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
        int length = text(embed, "title", 256, at) + text(embed, "description", 4096, at);
        length += text(embed.path("footer"), "text", 2048, at + ".footer");
        length += text(embed.path("author"), "name", 256, at + ".author");
        JsonNode fields = embed.path("fields");
        if (fields.size() > 25) {
            throw RestError.form(at + ".fields", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        for (int i = 0; i < fields.size(); i++) {
            String field = at + ".fields." + i;
            for (String key : new String[] {"name", "value"}) {
                if (fields.get(i).path(key).asText().isEmpty()) {
                    throw RestError.form(field + "." + key, "BASE_TYPE_REQUIRED", "This field is required");
                }
            }
            length += text(fields.get(i), "name", 256, field) + text(fields.get(i), "value", 1024, field);
        }
        return length;
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
