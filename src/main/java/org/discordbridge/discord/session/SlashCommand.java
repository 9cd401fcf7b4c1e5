package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * A slash command as it is registered with Discord (Discord docs, Application Commands).
 *
 * @param name 1 to 32 characters, lower case, without the slash
 * @param description 1 to 100 characters
 * @param options at most 25, those that are required first
 */
public record SlashCommand(String name, String description, List<Option> options) {
    private static final int CHAT_INPUT = 1;
    private static final int MOST_OPTIONS = 25;
    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}]{1,32}");
    private static final Map<String, Integer> TYPES = Map.of(
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

    public SlashCommand {
        requireName("command", name);
        requireDescription(name, description);
        options = List.copyOf(options);
        requireOrder(name, options);
    }

    /**
     * One option.
     *
     * @param name 1 to 32 characters, lower case
     * @param type Discord's number of its type
     * @param required whether it must be given
     * @param description 1 to 100 characters
     */
    public record Option(String name, int type, boolean required, String description) {}

    /**
     * Reads options written as {@code name:type:description}, separated by semicolons; an exclamation mark after the
     * type makes one required: {@code question:string!:What to ask;count:integer:How many}.
     *
     * @throws IllegalArgumentException if the text does not follow that, saying what is wrong
     */
    public static SlashCommand of(String name, String description, String options) {
        List<Option> parsed = new ArrayList<>();
        if (options != null && !options.isBlank()) {
            for (String text : options.split(";", -1)) {
                parsed.add(option(name, text.strip()));
            }
        }
        return new SlashCommand(name, description, parsed);
    }

    private static Option option(String command, String text) {
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
                    + typeName + "': it is one of "
                    + TYPES.keySet().stream().sorted().toList());
        }
        requireName("option", parts[0]);
        requireDescription(parts[0], parts[2]);
        return new Option(parts[0], type, required, parts[2]);
    }

    private static void requireOrder(String command, List<Option> options) {
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException(
                    "/" + command + " has " + options.size() + " options, and Discord takes " + MOST_OPTIONS);
        }
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (Option option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("/" + command + " has two options named '" + option.name() + "'");
            }
            if (option.required() && optional) {
                throw new IllegalArgumentException("Option '" + option.name() + "' of /" + command
                        + " is required and must stand before those that are not");
            }
            optional |= !option.required();
        }
    }

    private static void requireName(String what, String name) {
        if (name == null || !NAME.matcher(name).matches() || !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException("The name of " + what + " '" + name
                    + "' must be 1 to 32 lower-case letters, digits, hyphens or underscores");
        }
    }

    private static void requireDescription(String name, String description) {
        if (description == null || description.isBlank() || description.length() > 100) {
            throw new IllegalArgumentException("The description of '" + name + "' must have 1 to 100 characters");
        }
    }

    DataObject toData() {
        DataArray array = DataArray.empty();
        for (Option option : options) {
            array.add(DataObject.empty()
                    .put("name", option.name())
                    .put("type", option.type())
                    .put("required", option.required())
                    .put("description", option.description()));
        }
        return DataObject.empty()
                .put("type", CHAT_INPUT)
                .put("name", name)
                .put("description", description)
                .put("options", array);
    }

    /** Reads a registered command back; null if it is not a slash command of this simple shape. */
    static SlashCommand from(DataObject data) {
        if (data.getInt("type", CHAT_INPUT) != CHAT_INPUT) {
            return null;
        }
        List<Option> options = new ArrayList<>();
        data.optArray("options")
                .ifPresent(array -> array.stream(DataArray::getObject)
                        .forEach(option -> options.add(new Option(
                                option.getString("name"),
                                option.getInt("type"),
                                option.getBoolean("required", false),
                                Objects.requireNonNullElse(option.getString("description", ""), "")))));
        try {
            return new SlashCommand(data.getString("name"), data.getString("description", ""), options);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
