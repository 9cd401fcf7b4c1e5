package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.discordbridge.simulator.RecordedFile;

/**
 * What a request brings: JSON, or a form whose fields are text (Discord docs, Reference > HTTP API).
 *
 * @param json the JSON, or the fields of the form; missing if there is none
 * @param files the files of a form
 * @param refusal why it cannot be read; null if it can
 */
record Body(JsonNode json, List<RecordedFile> files, RestError refusal) {
    private static final Body NONE = new Body(MissingNode.getInstance(), List.of(), null);

    static Body read(byte[] content, String contentType) {
        if (content.length == 0) {
            return NONE;
        }
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            Multipart parts = Multipart.parse(content, contentType);
            return parts.payload() == null
                    ? new Body(parts.fields(), parts.files(), null)
                    : json(parts.payload(), parts.files());
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return form(new String(content, StandardCharsets.UTF_8));
        }
        if (type.startsWith("application/json")) {
            return json(content, List.of());
        }
        return refused(RestError.form(
                "",
                "CONTENT_TYPE_INVALID",
                "Expected \"Content-Type\" header to be one of {'application/x-www-form-urlencoded', 'application/json',"
                        + " 'multipart/form-data'}."));
    }

    private static Body json(byte[] content, List<RecordedFile> files) {
        JsonNode json = Json.parse(content);
        return json == null || json.isMissingNode() ? refused(invalid()) : new Body(json, files, null);
    }

    private static Body form(String text) {
        ObjectNode fields = Json.object();
        for (String pair : text.split("&")) {
            int equal = pair.indexOf('=');
            try {
                fields.put(decode(equal < 0 ? pair : pair.substring(0, equal)), decode(pair.substring(equal + 1)));
            } catch (IllegalArgumentException malformed) {
                return refused(invalid());
            }
        }
        return fields.has("payload_json")
                ? json(fields.get("payload_json").asText().getBytes(StandardCharsets.UTF_8), List.of())
                : new Body(fields, List.of(), null);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static RestError invalid() {
        return RestError.of(400, 50109, "The request body contains invalid JSON.");
    }

    private static Body refused(RestError why) {
        return new Body(MissingNode.getInstance(), List.of(), why);
    }
}
