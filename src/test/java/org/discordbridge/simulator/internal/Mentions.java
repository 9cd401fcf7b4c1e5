package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.simulator.User;

/**
 * Whom a message pings (Discord docs, Messages Resource > Allowed Mentions Object).
 *
 * @param users users, in order of appearance
 * @param roles role ids
 * @param everyone whether everybody is pinged
 */
record Mentions(List<User> users, List<Long> roles, boolean everyone) {
    static final Mentions NONE = new Mentions(List.of(), List.of(), false);

    private static final Pattern MENTION = Pattern.compile("<@([!&]?)(\\d{1,20})>");
    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

    /**
     * Reads them from text.
     *
     * @param allowed the allowed_mentions object, or null for "everything in the text"
     * @param replied the author of the message replied to, or null
     */
    static Mentions in(String content, World world, JsonNode allowed, User replied) {
        if (replied == null && content.indexOf('@') < 0) {
            return NONE;
        }
        Set<User> users = new LinkedHashSet<>();
        Set<Long> roles = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(content);
        while (matcher.find()) {
            long id = Json.snowflake(matcher.group(2));
            if (matcher.group(1).equals("&")) {
                if (allows(allowed, "roles", id)) {
                    roles.add(id);
                }
            } else if (allows(allowed, "users", id) && world.user(id) != null) {
                users.add(world.user(id));
            }
        }
        if (replied != null && (allowed == null || allowed.path("replied_user").asBoolean(false))) {
            users.add(replied);
        }
        boolean everyone = EVERYONE.matcher(content).find() && (allowed == null || parses(allowed, "everyone"));
        return new Mentions(new ArrayList<>(users), new ArrayList<>(roles), everyone);
    }

    boolean mentions(User user) {
        return users.contains(user);
    }

    private static boolean allows(JsonNode allowed, String kind, long id) {
        if (allowed == null || parses(allowed, kind)) {
            return true;
        }
        for (JsonNode one : allowed.path(kind)) {
            if (Json.snowflake(one) == id) {
                return true;
            }
        }
        return false;
    }

    private static boolean parses(JsonNode allowed, String kind) {
        for (JsonNode one : allowed.path("parse")) {
            if (one.asText().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
