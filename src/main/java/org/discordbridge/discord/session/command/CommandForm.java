package org.discordbridge.discord.session.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a form of commands by which they can be compared: values that Discord adds, leaves out or fills in make no
 * difference (Discord docs, Application Commands > Application Command Object).
 */
final class CommandForm {
    private static final Set<String> COMMAND = Set.of(
            "name",
            "description",
            "options",
            "name_localizations",
            "description_localizations",
            "default_member_permissions",
            "contexts",
            "nsfw");
    private static final Set<String> OPTION = Set.of(
            "type",
            "name",
            "description",
            "required",
            "choices",
            "options",
            "min_value",
            "max_value",
            "min_length",
            "max_length",
            "channel_types",
            "autocomplete",
            "name_localizations",
            "description_localizations");
    private static final Set<String> CHOICE = Set.of("name", "value", "name_localizations");
    private static final Set<String> IN_ANY_ORDER = Set.of("contexts", "channel_types", "integration_types");
    private static final Set<Object> EVERY_CONTEXT = Set.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.valueOf(2));

    private CommandForm() {}

    /**
     * Returns the form of a command.
     *
     * @param installed whether the installation contexts count, for which each application has its own default
     */
    static Map<String, Object> of(Map<String, Object> command, boolean installed) {
        Map<String, Object> form = kept(command, COMMAND);
        form.put("type", number(command.getOrDefault("type", CommandDefinition.SLASH)));
        if (EVERY_CONTEXT.equals(form.get("contexts"))) {
            form.remove("contexts");
        }
        if (installed && command.get("integration_types") instanceof List<?> types) {
            form.put("integration_types", value("integration_types", types));
        }
        return form;
    }

    private static Map<String, Object> kept(Map<?, ?> from, Set<String> keys) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key : keys) {
            Object value = value(key, from.get(key));
            if (value != null && !"".equals(value) && !Boolean.FALSE.equals(value)) {
                kept.put(key, value);
            }
        }
        return kept;
    }

    private static Object value(String key, Object value) {
        if (value instanceof List<?> list) {
            if (list.isEmpty()) {
                return null;
            }
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(
                        item instanceof Map<?, ?> map
                                ? kept(map, "choices".equals(key) ? CHOICE : OPTION)
                                : number(item));
            }
            return IN_ANY_ORDER.contains(key) ? new HashSet<>(items) : items;
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : map;
        }
        return "default_member_permissions".equals(key) && value != null ? String.valueOf(value) : number(value);
    }

    private static Object number(Object value) {
        return value instanceof Number ? new BigDecimal(value.toString()).stripTrailingZeros() : value;
    }
}
