package org.discordbridge.discord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.discord.session.json.JsonParser;
import org.discordbridge.event.AutocompleteRequested;

/** Turns the body at the end of a route into suggestions in Discord's form, while somebody types. */
final class Suggestions {
    private static final int MOST = 25;
    private static final int LONGEST = 100;

    private Suggestions() {}

    /**
     * Makes suggestions of a body; at most the first 25.
     *
     * @param body a list or array of texts, numbers, or maps with name and value; a map of names to values; JSON of one
     *     of these as text; a text with a line for each; nothing for none
     * @throws IllegalArgumentException if the body is none of these
     */
    static List<Map<String, Object>> of(Object body) {
        List<Map<String, Object>> choices = new ArrayList<>();
        if (body instanceof AutocompleteRequested) {
            throw new IllegalArgumentException("the route has not set the body to what it suggests");
        }
        if (body instanceof Map<?, ?> map && !isChoice(map)) {
            map.forEach((name, value) -> add(choices, name, value));
        } else {
            items(body).forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    if (!isChoice(map)) {
                        throw new IllegalArgumentException("a suggestion has neither name nor value");
                    }
                    Object name = map.get("name") == null ? map.get("value") : map.get("name");
                    add(choices, name, map.get("value") == null ? name : map.get("value"));
                } else if (item != null) {
                    add(choices, item, item);
                }
            });
        }
        return choices;
    }

    private static boolean isChoice(Map<?, ?> map) {
        return map.containsKey("name") || map.containsKey("value");
    }

    private static Collection<?> items(Object body) {
        if (body == null) {
            return List.of();
        }
        if (body instanceof Collection<?> collection) {
            return collection;
        }
        if (body instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (body instanceof CharSequence text) {
            String lines = text.toString().strip();
            if (lines.startsWith("[")) {
                return (List<?>) JsonParser.parse("the list of suggestions", lines);
            }
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        if (body instanceof Number || body instanceof Map) {
            return List.of(body);
        }
        throw new IllegalArgumentException(
                "its body is a " + body.getClass().getName() + ", and no list of suggestions");
    }

    private static void add(List<Map<String, Object>> choices, Object name, Object value) {
        String shown = String.valueOf(name);
        if (choices.size() == MOST || shown.isBlank()) {
            return;
        }
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("name", shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…");
        choice.put("value", value instanceof Number ? value : String.valueOf(value));
        choices.add(choice);
    }
}
