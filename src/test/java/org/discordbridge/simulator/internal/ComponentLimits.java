package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The limits of components (Discord docs, Component Reference). */
final class ComponentLimits {
    static final long V2 = 1 << 15;
    static final Set<Integer> SELECTS = Set.of(3, 5, 6, 7, 8);

    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int STRING_SELECT = 3;
    private static final int LINK = 5;
    private static final int PREMIUM = 6;
    private static final int TEXT = 10;
    private static final Set<Integer> TOP_V2 = Set.of(ROW, 9, TEXT, 12, 13, 14, 17);

    private final Set<String> customIds = new HashSet<>();
    private final Emojis emojis;
    private int count;
    private int text;

    private ComponentLimits(Emojis emojis) {
        this.emojis = emojis;
    }

    /** Checks the components of a message, together with what else it has. */
    static void check(JsonNode body, Emojis emojis) {
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
        ComponentLimits limits = new ComponentLimits(emojis);
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
            row(component.path("components"), at);
        } else if (type == BUTTON) {
            button(component, at);
        } else if (SELECTS.contains(type)) {
            customId(component, at);
            select(component, type, at);
        } else if (type == TEXT) {
            text += required(component, "content", at).length();
        }
        JsonNode inner = component.path("components");
        for (int i = 0; i < inner.size(); i++) {
            one(inner.get(i), at + ".components." + i);
        }
        if (component.path("accessory").isObject()) {
            one(component.get("accessory"), at + ".accessory");
        }
    }

    private static void row(JsonNode components, String at) {
        boolean wide = false;
        for (JsonNode component : components) {
            wide |= SELECTS.contains(component.path("type").asInt());
        }
        if (components.isEmpty() || components.size() > 5) {
            throw RestError.form(at + ".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        if (wide && components.size() > 1) {
            throw RestError.form(
                    at + ".components.1",
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The specified component exceeds the maximum width");
        }
    }

    private void button(JsonNode button, String at) {
        int style = button.path("style").asInt();
        if (style < 1 || style > PREMIUM) {
            throw button.hasNonNull("style")
                    ? RestError.form(at + ".style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
                    : RestError.required(at + ".style");
        }
        if (style == PREMIUM) {
            required(button, "sku_id", at);
            return;
        }
        if (button.hasNonNull("custom_id") && button.hasNonNull("url")) {
            throw RestError.form(
                    at,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified");
        }
        if (style == LINK) {
            required(button, "url", at);
            if (!button.path("url").asText().startsWith("discord://")) {
                Urls.check(button.path("url"), at + ".url", false);
            }
        } else {
            customId(button, at);
        }
        boolean named = !button.path("label").asText("").isBlank();
        if (!named && !button.hasNonNull("emoji")) {
            throw RestError.required(at + ".label");
        }
        if (button.path("label").asText("").length() > 80) {
            throw RestError.tooLong(at + ".label", 80);
        }
        emojis.check(button.path("emoji"), at + ".emoji");
    }

    private void customId(JsonNode component, String at) {
        String id = required(component, "custom_id", at);
        if (id.length() > 100) {
            throw RestError.tooLong(at + ".custom_id", 100);
        }
        if (!customIds.add(id)) {
            throw RestError.form(
                    at + ".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private void select(JsonNode select, int type, String at) {
        int least = number(select, "min_values", 0, at);
        int most = number(select, "max_values", 1, at);
        if (least > most) {
            throw RestError.form(
                    at + ".min_values", "NUMBER_TYPE_MAX", "int value should be less than or equal to " + most + ".");
        }
        if (select.path("placeholder").asText("").length() > 150) {
            throw RestError.tooLong(at + ".placeholder", 150);
        }
        if (type != STRING_SELECT) {
            return;
        }
        JsonNode options = select.path("options");
        if (options.size() < most || options.size() > 25) {
            throw RestError.form(
                    at + ".options", "BASE_TYPE_BAD_LENGTH", "Must be between " + most + " and 25 in length.");
        }
        Set<String> values = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            option(options.get(i), at + ".options." + i, values);
        }
    }

    private void option(JsonNode option, String at, Set<String> values) {
        for (String field : new String[] {"label", "value"}) {
            if (required(option, field, at).length() > 100) {
                throw RestError.tooLong(at + "." + field, 100);
            }
        }
        if (option.path("description").asText("").length() > 100) {
            throw RestError.tooLong(at + ".description", 100);
        }
        if (!values.add(option.path("value").asText())) {
            throw RestError.form(
                    at + ".value",
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used");
        }
        emojis.check(option.path("emoji"), at + ".emoji");
    }

    private static int number(JsonNode select, String field, int least, String at) {
        int number = select.path(field).asInt(1);
        if (number < least || number > 25) {
            throw RestError.form(
                    at + "." + field,
                    number < least ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX",
                    "int value should be between " + least + " and 25.");
        }
        return number;
    }

    private static String required(JsonNode component, String field, String at) {
        String value = component.path(field).asText("");
        if (value.isEmpty()) {
            throw RestError.required(at + "." + field);
        }
        return value;
    }
}
