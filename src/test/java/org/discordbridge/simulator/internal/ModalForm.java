package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A form that the bot opens, and a user fills in (Discord docs, Receiving and Responding > Modal). */
final class ModalForm {
    private static final int ROW = 1;
    private static final int TEXT_INPUT = 4;
    private static final int TEXT = 10;
    private static final int LABEL = 18;

    private ModalForm() {}

    /** Refuses what Discord refuses. */
    static void check(JsonNode data) {
        length(data.path("title"), "title", 45);
        length(data.path("custom_id"), "custom_id", 100);
        JsonNode components = data.path("components");
        if (components.size() < 1 || components.size() > 5) {
            throw RestError.form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            JsonNode top = components.get(i);
            String at = "components." + i;
            int type = top.path("type").asInt();
            if (type == TEXT) {
                continue;
            }
            if (type != ROW && type != LABEL) {
                throw RestError.form(at + ".type", "UNION_TYPE_CHOICES", "Value must be one of (1, 10, 18).");
            }
            if (type == LABEL) {
                length(top.path("label"), at + ".label", 45);
            }
            JsonNode field = field(top);
            length(field.path("custom_id"), at + ".custom_id", 100);
            if (!ids.add(field.path("custom_id").asText())) {
                throw RestError.form(
                        at + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
            if (field.path("type").asInt() == TEXT_INPUT) {
                int style = field.path("style").asInt();
                if (style != 1 && style != 2) {
                    throw RestError.form(at + ".style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).");
                }
                if (type == ROW) {
                    length(field.path("label"), at + ".label", 45);
                }
            }
        }
    }

    private static JsonNode field(JsonNode top) {
        return top.path("type").asInt() == LABEL
                ? top.path("component")
                : top.path("components").path(0);
    }

    private static void length(JsonNode text, String at, int most) {
        int length = text.asText().length();
        if (!text.isTextual() || length < 1 || length > most) {
            throw RestError.form(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + most + " in length.");
        }
    }

    /** What is sent when a user has filled it in; fails where Discord's client would not let them. */
    static ObjectNode filled(SimChannel where, JsonNode modal, Map<String, String> values) {
        ObjectNode data = Json.object().put("custom_id", modal.path("custom_id").asText());
        Resolved resolved = new Resolved(where, data);
        ArrayNode components = data.putArray("components");
        Map<String, String> left = new HashMap<>(values);
        for (JsonNode top : modal.path("components")) {
            JsonNode field = field(top);
            if (top.path("type").asInt() == TEXT) {
                components.addObject().put("type", TEXT);
                continue;
            }
            String id = field.path("custom_id").asText();
            String value =
                    left.containsKey(id) ? left.remove(id) : field.path("value").asText("");
            if (ComponentLimits.SELECTS.contains(field.path("type").asInt())) {
                add(components, top, chosen(field, value, resolved));
                continue;
            }
            if (value.isEmpty() && field.path("required").asBoolean(true)
                    || !value.isEmpty()
                            && value.length() < field.path("min_length").asInt(0)
                    || value.length() > field.path("max_length").asInt(4000)) {
                throw new IllegalArgumentException("Discord would not let anybody send '" + value + "' in " + field);
            }
            ObjectNode input = Json.object()
                    .put("type", field.path("type").asInt())
                    .put("custom_id", id)
                    .put("value", value);
            add(components, top, input);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("The form has no field " + left.keySet() + ": " + modal);
        }
        return data;
    }

    private static void add(ArrayNode components, JsonNode top, ObjectNode input) {
        ObjectNode wrapper = components.addObject().put("type", top.path("type").asInt());
        if (wrapper.path("type").asInt() == LABEL) {
            wrapper.set("component", input);
        } else {
            wrapper.putArray("components").add(input);
        }
    }

    // the values of a select are separated by commas
    private static ObjectNode chosen(JsonNode select, String values, Resolved resolved) {
        int type = select.path("type").asInt();
        ObjectNode input = Json.object()
                .put("type", type)
                .put("custom_id", select.path("custom_id").asText());
        ArrayNode all = input.putArray("values");
        for (String value : values.isEmpty() ? new String[0] : values.split(",")) {
            if (!resolved.offers(select, type, value)) {
                throw new IllegalArgumentException("There is no '" + value + "' to choose in " + select);
            }
            all.add(value);
        }
        int least = select.path("required").asBoolean(true)
                ? Math.max(1, select.path("min_values").asInt(1))
                : 0;
        if (all.size() < least || all.size() > select.path("max_values").asInt(1)) {
            throw new IllegalArgumentException("Discord would not let anybody choose " + all + " in " + select);
        }
        return input;
    }
}
