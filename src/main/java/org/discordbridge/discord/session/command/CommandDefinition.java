package org.discordbridge.discord.session.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.discordbridge.discord.session.json.JsonParser;

/**
 * A command as one route declares it (Discord docs, Application Commands). Several of them may be sub-commands of one.
 *
 * @param type 1 slash command, 2 in the menu of users, 3 in the menu of messages
 * @param path its name; of a sub-command the name of the command, of the group if there is one, and its own
 * @param own properties of the command or sub-command itself, by Discord's names: description, options and the like
 * @param root properties that only the whole command can have: permissions, contexts and the like
 * @param guilds ids of the guilds it is registered in; empty for a global command
 */
public record CommandDefinition(
        int type, List<String> path, Map<String, Object> own, Map<String, Object> root, Set<String> guilds) {
    public static final int SLASH = 1;
    static final int USER = 2;
    public static final int MESSAGE = 3;

    private static final int DEEPEST = 3;
    private static final int LONGEST = 32;
    private static final Set<String> ROOT =
            Set.of("default_member_permissions", "contexts", "integration_types", "nsfw");
    private static final Set<String> OWN = Set.of("description", "options", "description_localizations");
    private static final String NAMES = "name_localizations";

    public CommandDefinition {
        path = List.copyOf(path);
        own = Map.copyOf(own);
        root = Map.copyOf(root);
        guilds = Set.copyOf(guilds);
    }

    /**
     * Makes a slash command, or a sub-command of one.
     *
     * @param name such as {@code ask}, {@code settings/colour} or {@code settings/theme/colour}
     * @param options in short form, see {@link OptionShortForm}; null or blank for none
     * @param definition further properties as a JSON object in Discord's own form; null or blank for none. Options in
     *     it add to those of the same name
     * @throws IllegalArgumentException if Discord would refuse it; the message says why
     */
    public static CommandDefinition slash(
            String name, String description, String options, String definition, Set<String> guilds) {
        List<String> path = path(name);
        Map<String, Object> given = parsed(name, definition);
        Map<String, Object> own = part(given, OWN);
        if (description != null) {
            own.put("description", description);
        }
        OptionShortForm.requireDescription(name, own.get("description"));
        List<Map<String, Object>> all = OptionCheck.merged(
                name, OptionShortForm.options(name, options), own.getOrDefault("options", List.of()));
        OptionCheck.check(name, all);
        own.put("options", all);
        requireKnown(name, given, OWN);
        return new CommandDefinition(SLASH, path, own, part(given, ROOT), guilds);
    }

    /** Makes a command in the menu of users. */
    public static CommandDefinition user(String name, String definition, Set<String> guilds) {
        return menu(USER, name, definition, guilds);
    }

    /** Makes a command in the menu of messages. */
    public static CommandDefinition message(String name, String definition, Set<String> guilds) {
        return menu(MESSAGE, name, definition, guilds);
    }

    private static CommandDefinition menu(int type, String name, String definition, Set<String> guilds) {
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The name of command '" + name + "' must have 1 to 32 characters, as the menu shows it");
        }
        Map<String, Object> given = parsed(name, definition);
        requireKnown(name, given, Set.of());
        return new CommandDefinition(type, List.of(name), part(given, Set.of()), part(given, ROOT), guilds);
    }

    /**
     * Splits a name with slashes into its parts.
     *
     * @throws IllegalArgumentException if it is not a valid name
     */
    static List<String> path(String name) {
        List<String> path = name == null ? List.of("") : Arrays.asList(name.split("/", -1));
        if (path.size() > DEEPEST) {
            throw new IllegalArgumentException("Command '" + name
                    + "' is too deep: Discord has command/sub-command and command/group/sub-command");
        }
        if (!path.stream().allMatch(OptionShortForm::isName)) {
            OptionShortForm.requireName("command", name);
            throw new IllegalArgumentException(
                    "The name of command '" + name + "' must have a name between its slashes, in lower case");
        }
        return path;
    }

    private static Map<String, Object> parsed(String name, String definition) {
        if (definition == null || definition.isBlank()) {
            return Map.of();
        }
        Object json = JsonParser.parse("definition of command '" + name + "'", definition);
        if (!(json instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("definition of command '" + name + "' is not a JSON object");
        }
        Map<String, Object> given = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                given.put(String.valueOf(key), value);
            }
        });
        return given;
    }

    private static Map<String, Object> part(Map<String, Object> given, Set<String> keys) {
        Map<String, Object> part = new LinkedHashMap<>(given);
        part.keySet().removeIf(key -> !keys.contains(key) && (ROOT.equals(keys) || !NAMES.equals(key)));
        return part;
    }

    private static void requireKnown(String name, Map<String, Object> given, Set<String> own) {
        Set<String> known = new TreeSet<>(ROOT);
        known.addAll(own);
        known.add(NAMES);
        List<String> unknown = new ArrayList<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("definition of command '" + name + "' has the unknown property '"
                    + unknown.get(0) + "': it may have " + String.join(", ", known));
        }
    }

    /** Returns its path as people and options write it. */
    public String name() {
        return String.join("/", path);
    }

    /** Returns the name as people know it. */
    @Override
    public String toString() {
        return type == SLASH ? "/" + String.join(" ", path) : "'" + name() + "'";
    }
}
