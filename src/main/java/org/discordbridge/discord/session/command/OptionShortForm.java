package org.discordbridge.discord.session.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the short form in which routes write the options of a slash command: {@code name:type:description}, separated
 * by semicolons. An exclamation mark after the type makes one required; the choices stand in braces at the end:
 * {@code size:string!:How large{Small=s|Large=l}}.
 */
public final class OptionShortForm {
    static final int SUB_COMMAND = 1;
    public static final int SUB_COMMAND_GROUP = 2;
    static final Map<String, Integer> TYPES = Map.of(
            "string",
            3,
            "integer",
            4,
            "boolean",
            5,
            "user",
            6,
            "channel",
            7,
            "role",
            8,
            "mentionable",
            9,
            "number",
            10,
            "attachment",
            11);

    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}]{1,32}");
    private static final Pattern CHOICES = Pattern.compile("(.*?)\\s*\\{([^{}]*)}", Pattern.DOTALL);

    private OptionShortForm() {}

    /**
     * Reads options, and returns them in Discord's own form.
     *
     * @param command its name, for messages to people
     * @param text the short form; null or blank for no options
     * @throws IllegalArgumentException if the text does not follow the form; the message says where
     */
    static List<Map<String, Object>> options(String command, String text) {
        List<Map<String, Object>> options = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String one : text.split(";", -1)) {
                options.add(option(command, one.strip()));
            }
        }
        return options;
    }

    private static Map<String, Object> option(String command, String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Option '" + text + "' of /" + command
                    + " is not written as name:type:description, such as question:string!:What to ask");
        }
        boolean required = parts[1].endsWith("!");
        String typeName = required ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        Integer type = TYPES.get(typeName);
        if (type == null) {
            throw new IllegalArgumentException("Option '" + parts[0] + "' of /" + command + " has the unknown type '"
                    + typeName + "': it is one of " + new TreeSet<>(TYPES.keySet()));
        }
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("name", parts[0]);
        option.put("type", type);
        option.put("required", required);
        Matcher choices = CHOICES.matcher(parts[2]);
        if (choices.matches()) {
            option.put("description", choices.group(1));
            option.put("choices", choices(parts[0], type, choices.group(2)));
        } else {
            option.put("description", parts[2]);
        }
        return option;
    }

    private static List<Map<String, Object>> choices(String option, int type, String text) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (String one : text.split("\\|", -1)) {
            String[] parts = one.split("=", 2);
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put("name", parts[0].strip());
            choice.put("value", value(option, type, parts[parts.length - 1].strip()));
            choices.add(choice);
        }
        return choices;
    }

    private static Object value(String option, int type, String text) {
        if (type != TYPES.get("integer") && type != TYPES.get("number")) {
            return text;
        }
        try {
            return type == TYPES.get("integer") ? (Object) Long.valueOf(text) : new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Choice '" + text + "' of option '" + option + "' is not a number", e);
        }
    }

    /** Refuses a text that cannot be the name of a slash command, sub-command or option. */
    static void requireName(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("The name of " + what + " '" + name
                    + "' must be 1 to 32 lower-case letters, digits, hyphens or underscores");
        }
    }

    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches() && name.equals(name.toLowerCase(Locale.ROOT));
    }

    /** Refuses a description that Discord would refuse. */
    static void requireDescription(String name, Object description) {
        if (!(description instanceof String text) || text.isBlank() || text.length() > 100) {
            throw new IllegalArgumentException("The description of '" + name + "' must have 1 to 100 characters");
        }
    }
}
