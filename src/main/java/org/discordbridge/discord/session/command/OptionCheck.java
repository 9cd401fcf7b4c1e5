package org.discordbridge.discord.session.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks options of a slash command in Discord's own form, before Discord is asked. */
final class OptionCheck {
    static final int MOST = 25;
    private static final int LONGEST_CHOICE = 100;
    private static final Set<String> KNOWN = Set.of(
            "name",
            "type",
            "description",
            "required",
            "choices",
            "min_value",
            "max_value",
            "min_length",
            "max_length",
            "channel_types",
            "autocomplete",
            "name_localizations",
            "description_localizations");
    private static final Set<Integer> CHOSEN = Set.of(3, 4, 10);

    private OptionCheck() {}

    /**
     * Merges two forms: the options of the short form, each with additions from the long form, and then those that only
     * the long form has.
     */
    static List<Map<String, Object>> merged(String command, List<Map<String, Object>> brief, Object full) {
        if (!(full instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            throw new IllegalArgumentException(
                    "options in the definition of command '" + command + "' are not a list of objects");
        }
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> option : brief) {
            byName.put(String.valueOf(option.get("name")), option);
            all.add(option);
        }
        for (Object one : list) {
            Map<String, Object> option = new LinkedHashMap<>();
            ((Map<?, ?>) one).forEach((key, value) -> option.put(String.valueOf(key), value));
            if (option.get("type") instanceof String type) {
                option.put("type", OptionShortForm.TYPES.getOrDefault(type, 0));
            }
            Map<String, Object> same = byName.get(String.valueOf(option.get("name")));
            if (same == null) {
                all.add(option);
            } else {
                same.putAll(option);
            }
        }
        return all;
    }

    /** Refuses options that Discord would refuse. */
    static void check(String command, List<Map<String, Object>> options) {
        if (options.size() > MOST) {
            throw new IllegalArgumentException(
                    "/" + command + " has " + options.size() + " options, and Discord takes " + MOST);
        }
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (Map<String, Object> option : options) {
            String name = String.valueOf(option.get("name"));
            checkOne(command, name, option);
            if (!names.add(name)) {
                throw new IllegalArgumentException("/" + command + " has two options named '" + name + "'");
            }
            boolean required = Boolean.TRUE.equals(option.get("required"));
            if (required && optional) {
                throw new IllegalArgumentException("Option '" + name + "' of /" + command
                        + " is required and must stand before those that are not");
            }
            optional |= !required;
        }
    }

    private static void checkOne(String command, String name, Map<String, Object> option) {
        OptionShortForm.requireName("option", name);
        OptionShortForm.requireDescription(name, option.get("description"));
        String what = "Option '" + name + "' of /" + command;
        for (String key : option.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException(what + " has the unknown property '" + key + "': it may have "
                        + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        int type = option.get("type") instanceof Number number ? number.intValue() : 0;
        if (type == OptionShortForm.SUB_COMMAND || type == OptionShortForm.SUB_COMMAND_GROUP) {
            throw new IllegalArgumentException(
                    what + " is a sub-command: that is a route of its own, with name=" + command + "/" + name);
        }
        if (!OptionShortForm.TYPES.containsValue(type)) {
            throw new IllegalArgumentException(what + " has the unknown type '" + option.get("type")
                    + "': it is one of " + new TreeSet<>(OptionShortForm.TYPES.keySet()));
        }
        boolean chosen = CHOSEN.contains(type);
        checkChoices(what, chosen, option.get("choices"));
        if (Boolean.TRUE.equals(option.get("autocomplete")) && (!chosen || option.get("choices") != null)) {
            throw new IllegalArgumentException(
                    what + " cannot have suggestions: they are for string, integer and number without choices");
        }
        checkBounds(what, type, option, "value", Set.of(4, 10));
        checkBounds(what, type, option, "length", Set.of(3));
        if (option.get("channel_types") != null && type != OptionShortForm.TYPES.get("channel")) {
            throw new IllegalArgumentException(what + " cannot have channel_types: it is not of type channel");
        }
    }

    private static void checkChoices(String what, boolean possible, Object choices) {
        if (choices == null) {
            return;
        }
        if (!possible) {
            throw new IllegalArgumentException(what + " cannot have choices: they are for string, integer and number");
        }
        if (!(choices instanceof List<?> list) || list.isEmpty() || list.size() > MOST) {
            throw new IllegalArgumentException(what + " must have 1 to 25 choices");
        }
        Set<Object> names = new HashSet<>();
        for (Object one : list) {
            Object name = one instanceof Map<?, ?> choice ? choice.get("name") : null;
            Object value = one instanceof Map<?, ?> choice ? choice.get("value") : null;
            if (!isOfLength(name) || value == null || value instanceof String && !isOfLength(value)) {
                throw new IllegalArgumentException(
                        what + " has a choice whose name or value has not 1 to 100 characters");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(what + " has two choices named '" + name + "'");
            }
        }
    }

    private static boolean isOfLength(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_CHOICE;
    }

    private static void checkBounds(
            String what, int type, Map<String, Object> option, String of, Set<Integer> possible) {
        Object least = option.get("min_" + of);
        Object most = option.get("max_" + of);
        if (least == null && most == null) {
            return;
        }
        if (!possible.contains(type)) {
            throw new IllegalArgumentException(what + " cannot have min_" + of + " or max_" + of + ": it is "
                    + ("length".equals(of) ? "not of type string" : "neither of type integer nor number"));
        }
        for (Object bound : new Object[] {least, most}) {
            if (bound != null && !(bound instanceof Number)) {
                throw new IllegalArgumentException(what + " has a min_" + of + " or max_" + of + " that is no number");
            }
        }
        if (least instanceof Number low && most instanceof Number high && low.doubleValue() > high.doubleValue()) {
            throw new IllegalArgumentException(
                    what + " has a min_" + of + " of " + low + ", which is more than its max_" + of + " of " + high);
        }
    }
}
