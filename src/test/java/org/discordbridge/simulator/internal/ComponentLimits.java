package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The limits of components (Discord docs, Component Reference). */
final class ComponentLimits {
    static final long V2 = 1 << 15;

    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int LINK = 5;
    private static final int TEXT = 10;
    private static final Set<Integer> TOP_V2 = Set.of(ROW, 9, TEXT, 12, 13, 14, 17);
    private static final Set<Integer> SELECTS = Set.of(3, 5, 6, 7, 8);

    private final Set<String> customIds = new HashSet<>();
    private int count;
    private int text;

    private ComponentLimits() {}

    /** Checks the components of a message, together with what else it has. */
    static void check(JsonNode body) {
        JsonNode components = body.path("components");
        boolean v2 = (body.path("flags").asLong(0) & V2) != 0;
        if (v2) {
            for (String legacy : new String[] {"content", "embeds", "sticker_ids", "poll"}) {
                JsonNode value = body.path(legacy);
                if (value.isTextual() ? !value.asText().isEmpty() : value.isContainerNode() && !value.isEmpty()) {
                    throw RestError.form(
                            legacy,
                            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                            "The '" + legacy + "' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
                }
            }
        }
        if (!v2 && components.size() > 5) {
            throw RestError.form("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        ComponentLimits limits = new ComponentLimits();
        for (int i = 0; i < components.size(); i++) {
            int type = components.get(i).path("type").asInt();
            if (v2 ? !TOP_V2.contains(type) : type != ROW) {
                throw RestError.form(
                        "components." + i + ".type",
                        "UNION_TYPE_CHOICES",
                        "Value of field \"type\" must be one of " + (v2 ? TOP_V2 : "(1,)") + ".");
            }
            limits.one(components.get(i), "components." + i);
        }
        if (v2 && limits.count > 40) {
            throw RestError.form("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "At most 40 components.");
        }
        if (limits.text > 4000) {
            throw RestError.form(
                    "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Text exceeds maximum size of 4000");
        }
    }

    private void one(JsonNode component, String at) {
        count++;
        int type = component.path("type").asInt();
        if (type == ROW) {
            int size = component.path("components").size();
            if (size < 1 || size > 5) {
                throw RestError.form(at + ".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
            }
        } else if (type == BUTTON && component.path("style").asInt() == LINK) {
            required(component, "url", at);
        } else if (type == BUTTON || SELECTS.contains(type)) {
            String id = required(component, "custom_id", at);
            if (id.length() > 100) {
                throw RestError.tooLong(at + ".custom_id", 100);
            }
            if (!customIds.add(id)) {
                throw RestError.form(
                        at + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
        } else if (type == TEXT) {
            text += required(component, "content", at).length();
        }
        if (component.path("label").asText("").length() > 80) {
            throw RestError.tooLong(at + ".label", 80);
        }
        if (component.path("options").size() > 25) {
            throw RestError.form(at + ".options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
        }
        JsonNode inner = component.path("components");
        for (int i = 0; i < inner.size(); i++) {
            one(inner.get(i), at + ".components." + i);
        }
        if (component.path("accessory").isObject()) {
            one(component.get("accessory"), at + ".accessory");
        }
    }

    private static String required(JsonNode component, String field, String at) {
        String value = component.path(field).asText("");
        if (value.isEmpty()) {
            throw RestError.form(at + "." + field, "BASE_TYPE_REQUIRED", "This field is required");
        }
        return value;
    }
}
