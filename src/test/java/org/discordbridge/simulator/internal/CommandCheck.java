package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a command must be to be registered (Discord docs, Application Commands). */
final class CommandCheck {
    static final int SLASH = 1;
    static final int SUB_COMMAND = 1;
    static final int GROUP = 2;

    private static final int LARGEST = 8000;
    private static final Map<Integer, Integer> MOST = Map.of(1, 100, 2, 15, 3, 15);
    private static final Set<Integer> CHOSEN = Set.of(3, 4, 10);

    private CommandCheck() {}

    /** How many commands of a type there may be in one place. */
    static int most(int type) {
        return MOST.getOrDefault(type, 0);
    }

    /** Refuses what Discord refuses; paths in the answer begin with {@code at}. */
    static void check(JsonNode command, String at) {
        int type = command.path("type").asInt(SLASH);
        if (!MOST.containsKey(type)) {
            throw RestError.form(at + "type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4).");
        }
        String name = command.path("name").asText();
        if (name.isBlank() || name.length() > 32) {
            throw RestError.form(at + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
        if (type == SLASH) {
            name(name, at);
            description(command, at);
            options(command.path("options"), at, 0);
        } else if (!command.path("description").asText("").isEmpty()
                || !command.path("options").isEmpty()) {
            throw RestError.form(
                    at.isEmpty() ? "" : at.substring(0, at.length() - 1),
                    "APPLICATION_COMMAND_CONTEXT_MENU_INVALID",
                    "Context menu commands cannot have description or options");
        }
        if (size(command) > LARGEST) {
            throw RestError.form(
                    at.isEmpty() ? "" : at.substring(0, at.length() - 1),
                    "APPLICATION_COMMAND_TOO_LARGE",
                    "Command exceeds maximum size (" + LARGEST + ")");
        }
        JsonNode permissions = command.path("default_member_permissions");
        if (!permissions.isMissingNode()
                && !permissions.isNull()
                && !permissions.asText().matches("[0-9]+")) {
            throw RestError.form(
                    at + "default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not a bit set of permissions.");
        }
    }

    /** What counts of a command: Discord docs, Application Commands > Slash Commands, 8,000 characters in all. */
    private static int size(JsonNode of) {
        int size = longest(of, "name") + longest(of, "description");
        for (JsonNode choice : of.path("choices")) {
            size += longest(choice, "name") + choice.path("value").asText().length();
        }
        for (JsonNode option : of.path("options")) {
            size += size(option);
        }
        return size;
    }

    private static int longest(JsonNode of, String text) {
        int longest = of.path(text).asText("").length();
        for (JsonNode translated : of.path(text + "_localizations")) {
            longest = Math.max(longest, translated.asText("").length());
        }
        return longest;
    }

    private static void name(String name, String at) {
        if (!name.matches("[-_'\\p{L}\\p{N}]{1,32}") || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw RestError.form(at + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private static void description(JsonNode of, String at) {
        String description = of.path("description").asText();
        if (description.isEmpty() || description.length() > 100) {
            throw RestError.form(at + "description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
        }
    }

    private static void options(JsonNode options, String at, int depth) {
        if (options.size() > 25) {
            throw RestError.form(at + "options", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        Set<String> names = new HashSet<>();
        boolean optional = false;
        boolean nested = !options.isEmpty() && options.get(0).path("type").asInt() <= GROUP;
        for (int i = 0; i < options.size(); i++) {
            JsonNode option = options.get(i);
            String here = at + "options." + i + ".";
            int type = option.path("type").asInt();
            if (type < 1 || type > 11) {
                throw RestError.form(here + "type", "BASE_TYPE_CHOICES", "Value must be one of (1 to 11).");
            }
            if (type <= GROUP != nested || type <= GROUP && depth != 0 && !(depth == GROUP && type == SUB_COMMAND)) {
                throw RestError.form(
                        here + "type",
                        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                        "Sub-command and sub-command group option types are mutually exclusive to all other types");
            }
            name(option.path("name").asText(), here);
            description(option, here);
            if (!names.add(option.path("name").asText())) {
                throw RestError.form(
                        at + "options", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique");
            }
            boolean required = option.path("required").asBoolean(false);
            if (required && optional) {
                throw RestError.form(
                        at + "options",
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optional |= !required;
            choices(option, type, here);
            bounds(option, type == 3 ? "length" : "value", here);
            if (nested) {
                options(option.path("options"), here, type);
            }
        }
    }

    private static void bounds(JsonNode option, String of, String at) {
        JsonNode least = option.path("min_" + of);
        JsonNode most = option.path("max_" + of);
        if (of.equals("length")) {
            within(least, 0, at + "min_length");
            within(most, 1, at + "max_length");
        }
        if (least.isNumber() && most.isNumber() && least.asDouble() > most.asDouble()) {
            throw RestError.form(
                    at + "max_" + of,
                    "NUMBER_TYPE_MIN",
                    "Value should be greater than or equal to " + least.asText() + ".");
        }
    }

    // Discord docs, Application Commands > Application Command Option Structure
    private static void within(JsonNode number, int least, String at) {
        if (number.isNumber() && (number.asInt() < least || number.asInt() > 6000)) {
            throw RestError.form(
                    at,
                    number.asInt() < least ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX",
                    "int value should be between " + least + " and 6000.");
        }
    }

    private static void choices(JsonNode option, int type, String at) {
        JsonNode choices = option.path("choices");
        boolean suggested = option.path("autocomplete").asBoolean(false);
        if (choices.size() > 25) {
            throw RestError.form(at + "choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        if ((suggested || !choices.isEmpty()) && !CHOSEN.contains(type) || suggested && !choices.isEmpty()) {
            throw RestError.form(
                    at + "autocomplete",
                    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
                    "Choices and autocomplete are for string, integer and number, and exclude each other");
        }
        for (int i = 0; i < choices.size(); i++) {
            JsonNode value = choices.get(i).path("value");
            if (type == 3 ? !value.isTextual() : type == 4 ? !value.isIntegralNumber() : !value.isNumber()) {
                throw RestError.form(at + "choices." + i + ".value", "BASE_TYPE_BAD_TYPE", "Value is of another type.");
            }
            int length = choices.get(i).path("name").asText().length();
            if (length < 1 || length > 100) {
                throw RestError.form(
                        at + "choices." + i + ".name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
            }
        }
    }
}
