package org.discordbridge.moderation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Is the message that moderators see of an alert. It has all that its buttons need, so that no bridge has to remember it:
 * who, and which messages, up to what fits.
 *
 * @param text the text of the message
 */
record AlertCard(String text) {
    private static final int PEOPLE = 20;
    private static final int LINKS = 10;
    private static final String BY = "By: ";
    private static final Pattern TITLE = Pattern.compile("^\\*\\*([-_A-Za-z0-9]+)\\*\\*");
    private static final Pattern PERSON = Pattern.compile("<@(\\d{1,20})>");
    private static final Pattern LINK =
            Pattern.compile("(?m)^<?https://discord\\.com/channels/(\\d{1,20})/(\\d{1,20})/(\\d{1,20})>?$");

    /** Makes the card of an alert, by the fields of {@code alert.avsc}. */
    static AlertCard of(Map<String, Object> alert) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + alert.get("rule") + "** (" + alert.get("severity") + ")");
        lines.add(String.valueOf(alert.get("summary")) + '.');
        List<String> people = texts(alert.get("user_ids"));
        if (!people.isEmpty()) {
            lines.add(BY
                    + people.stream().limit(PEOPLE).map(id -> "<@" + id + ">").collect(Collectors.joining(" "))
                    + more(people.size() - PEOPLE, ""));
        }
        List<String> links = new ArrayList<>();
        if (alert.get("messages") instanceof Collection<?> messages) {
            messages.forEach(message -> {
                if (message instanceof org.apache.avro.generic.IndexedRecord record) {
                    links.add(String.valueOf(
                            record.get(record.getSchema().getField("url").pos())));
                }
            });
        }
        links.stream().limit(LINKS).forEach(link -> lines.add("<" + link + ">"));
        if (links.size() > LINKS) {
            lines.add(more(links.size() - LINKS, " messages, which the buttons do not reach")
                    .strip());
        }
        return new AlertCard(String.join("\n", lines));
    }

    private static String more(int count, String of) {
        return count <= 0 ? "" : " and " + count + " more" + of;
    }

    private static List<String> texts(Object list) {
        return list instanceof Collection<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    String rule() {
        Matcher title = TITLE.matcher(text);
        return title.find() ? title.group(1) : "";
    }

    /** Returns who did it. */
    List<String> people() {
        String by = text.lines().filter(line -> line.startsWith(BY)).findFirst().orElse("");
        return PERSON.matcher(by).results().map(found -> found.group(1)).toList();
    }

    /** Returns the guild in which it happened; empty if no message says so. */
    String guild() {
        Matcher link = LINK.matcher(text);
        return link.find() ? link.group(1) : "";
    }

    /** Returns the messages that belong to it, by channel. */
    Map<String, List<String>> messages() {
        Map<String, List<String>> byChannel = new LinkedHashMap<>();
        LINK.matcher(text)
                .results()
                .forEach(link -> byChannel
                        .computeIfAbsent(link.group(2), channel -> new ArrayList<>())
                        .add(link.group(3)));
        return byChannel;
    }

    /** Says who has done something. */
    AlertCard with(ModeratorAction action, String by) {
        return new AlertCard(text + '\n' + action.done() + " by " + by);
    }

    boolean isDone(ModeratorAction action) {
        return text.lines().anyMatch(line -> line.startsWith(action.done() + " by "));
    }

    /** Returns the buttons for what is left to decide, in Discord's own form; an empty list if nothing is. */
    String buttons() {
        List<ModeratorAction> left = new ArrayList<>();
        for (ModeratorAction action : ModeratorAction.values()) {
            boolean possible = action != ModeratorAction.DELETE || !messages().isEmpty();
            if (possible && !isDone(action)) {
                left.add(action);
            }
        }
        if (isDone(ModeratorAction.IGNORE) || left.equals(List.of(ModeratorAction.IGNORE))) {
            return "[]";
        }
        return left.stream()
                .map(action -> "{\"type\": 2, \"style\": " + action.style() + ", \"label\": \"" + action.label()
                        + "\", \"custom_id\": \"" + action.customId() + "\"}")
                .collect(Collectors.joining(", ", "[{\"type\": 1, \"components\": [", "]}]"));
    }
}
