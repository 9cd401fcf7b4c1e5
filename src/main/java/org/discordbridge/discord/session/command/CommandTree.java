package org.discordbridge.discord.session.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the commands that Discord takes from those that routes declare: sub-commands become options of their command.
 */
public final class CommandTree {
    private static final List<Integer> MOST = List.of(0, 100, 15, 15);
    private static final Comparator<CommandDefinition> ORDER =
            Comparator.comparingInt(CommandDefinition::type).thenComparing(CommandDefinition::name);

    private final Map<String, Map<String, Object>> roots = new LinkedHashMap<>();
    private final Map<String, CommandDefinition> owners = new LinkedHashMap<>();

    private CommandTree() {}

    /**
     * Merges the declarations of routes for one guild, or for global commands.
     *
     * @param completions options whose values are suggested; those of other commands are ignored
     * @throws IllegalArgumentException if some conflict; the message says how
     */
    public static List<Map<String, Object>> of(
            Collection<CommandDefinition> definitions, Collection<CommandCompletion> completions) {
        CommandTree tree = new CommandTree();
        definitions.stream().sorted(ORDER).forEach(definition -> tree.add(definition, completions));
        int[] counts = new int[MOST.size()];
        for (Map<String, Object> root : tree.roots.values()) {
            int type = (int) root.get("type");
            if (++counts[type] > MOST.get(type)) {
                throw new IllegalArgumentException("There are more than " + MOST.get(type) + " commands of type " + type
                        + ", and Discord takes no more");
            }
        }
        return List.copyOf(tree.roots.values());
    }

    private void add(CommandDefinition definition, Collection<CommandCompletion> completions) {
        requireAlone(definition);
        List<String> path = definition.path();
        Map<String, Object> root =
                roots.computeIfAbsent(definition.type() + ":" + path.get(0), key -> root(definition));
        definition.root().forEach((key, value) -> {
            Object before = root.putIfAbsent(key, value);
            if (before != null && !before.equals(value)) {
                throw new IllegalArgumentException("/" + path.get(0) + " has two values of " + key + ", " + before
                        + " and " + value + ": say it in one of its routes only");
            }
        });
        Map<String, Object> at = root;
        for (int i = 1; i < path.size(); i++) {
            at = child(at, path.get(i), i == path.size() - 1);
        }
        at.putAll(definition.own());
        if (definition.type() == CommandDefinition.SLASH) {
            at.put("options", completed(definition, completions));
        }
    }

    private static Map<String, Object> root(CommandDefinition definition) {
        Map<String, Object> root = new LinkedHashMap<>();
        String name = definition.path().get(0);
        root.put("type", definition.type());
        root.put("name", name);
        if (definition.type() == CommandDefinition.SLASH) {
            root.put("description", name);
        }
        return root;
    }

    /**
     * Finds or makes a group or sub-command. People never see the description of a group, nor that of a command that
     * has sub-commands.
     */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name, boolean last) {
        List<Map<String, Object>> options =
                (List<Map<String, Object>>) parent.computeIfAbsent("options", key -> new ArrayList<>());
        for (Map<String, Object> option : options) {
            if (option.get("name").equals(name)) {
                return option;
            }
        }
        if (options.size() == OptionCheck.MOST) {
            throw new IllegalArgumentException(
                    "'" + parent.get("name") + "' has more than 25 sub-commands or groups, and Discord takes 25");
        }
        Map<String, Object> child = new LinkedHashMap<>();
        child.put("type", last ? OptionShortForm.SUB_COMMAND : OptionShortForm.SUB_COMMAND_GROUP);
        child.put("name", name);
        child.put("description", name);
        options.add(child);
        return child;
    }

    /** Requires that a path leads to one command: it is not declared twice, and not a part of another one. */
    private void requireAlone(CommandDefinition definition) {
        for (CommandDefinition other : owners.values()) {
            if (other.type() != definition.type()) {
                continue;
            }
            if (other.path().equals(definition.path())) {
                throw new IllegalArgumentException("Command " + definition + " is declared by two routes");
            }
            int common = Math.min(other.path().size(), definition.path().size());
            if (other.path().subList(0, common).equals(definition.path().subList(0, common))) {
                throw new IllegalArgumentException("Command " + definition + " and command " + other
                        + " are declared, and Discord has no command that has sub-commands and can be used itself");
            }
        }
        owners.put(definition.type() + ":" + definition.name(), definition);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> completed(
            CommandDefinition definition, Collection<CommandCompletion> completions) {
        List<Map<String, Object>> options = new ArrayList<>();
        for (Map<String, Object> option :
                (List<Map<String, Object>>) definition.own().get("options")) {
            Map<String, Object> copy = new LinkedHashMap<>(option);
            String name = String.valueOf(option.get("name"));
            if (completions.contains(new CommandCompletion(definition.name(), name))) {
                copy.put("autocomplete", true);
            }
            options.add(copy);
        }
        OptionCheck.check(definition.name(), options);
        return options;
    }
}
