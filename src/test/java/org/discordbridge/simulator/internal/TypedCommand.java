package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Upload;

/** What a user types behind the slash, as far as Discord's client lets them. */
final class TypedCommand {
    private static final int USER = 6;
    private static final int NUMBER = 10;
    private static final int ATTACHMENT = 11;

    private final SimChannel where;
    private final Resolved resolved;
    private final ObjectNode data;
    private final String shown;
    private final JsonNode known;
    private final ArrayNode values;

    /** @param path the command and, separated by blanks or slashes, its group and sub-command */
    TypedCommand(SimChannel where, ObjectNode command, String path) {
        this.where = where;
        this.shown = "/" + String.join(" ", parts(path));
        this.data = Json.object()
                .put("id", command.path("id").asText())
                .put("type", 1)
                .put("name", command.path("name").asText());
        this.resolved = new Resolved(where, data);
        if (command.has("guild_id")) {
            data.set("guild_id", command.get("guild_id"));
        }
        JsonNode at = command;
        ArrayNode into = data.putArray("options");
        for (String name : parts(path).subList(1, parts(path).size())) {
            JsonNode next = option(at, name);
            if (next == null || next.path("type").asInt() > CommandCheck.GROUP) {
                throw new IllegalArgumentException(shown + ": there is no " + name + " in " + at.path("options"));
            }
            ObjectNode typed = into.addObject()
                    .put("name", name)
                    .put("type", next.path("type").asInt());
            into = typed.putArray("options");
            at = next;
        }
        known = at.path("options");
        values = into;
        if (!known.isEmpty() && known.get(0).path("type").asInt() <= CommandCheck.GROUP) {
            throw new IllegalArgumentException(shown + " needs a sub-command: " + known);
        }
    }

    static List<String> parts(String path) {
        return Arrays.asList(path.strip().split("[ /]"));
    }

    private static JsonNode option(JsonNode of, String name) {
        for (JsonNode one : of.path("options")) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        return null;
    }

    /** Everything is typed, and sent. */
    ObjectNode sent(Map<String, ?> given) {
        Map<String, Object> left = new HashMap<>(given);
        for (JsonNode option : known) {
            Object value = left.remove(option.path("name").asText());
            if (value != null) {
                add(option, value, true);
            } else if (option.path("required").asBoolean(false)) {
                throw new IllegalArgumentException(
                        shown + " needs the option " + option.path("name").asText());
            }
        }
        requireKnown(left);
        return data;
    }

    /** One option is being typed. */
    ObjectNode typing(String focused, String text, Map<String, ?> given) {
        Map<String, Object> left = new HashMap<>(given);
        for (JsonNode option : known) {
            String name = option.path("name").asText();
            if (name.equals(focused)) {
                if (!option.path("autocomplete").asBoolean(false)) {
                    throw new IllegalStateException(
                            "Nothing is suggested for " + name + " of " + shown + ": " + option);
                }
                add(option, text, false).put("focused", true);
                focused = "";
            } else if (left.get(name) != null) {
                add(option, left.remove(name), false);
            }
        }
        if (!focused.isEmpty()) {
            throw new IllegalArgumentException(shown + " has no option '" + focused + "': " + known);
        }
        requireKnown(left);
        return data;
    }

    private void requireKnown(Map<String, Object> left) {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(shown + " has no option " + left.keySet() + ": " + known);
        }
    }

    private ObjectNode add(JsonNode option, Object value, boolean complete) {
        int type = option.path("type").asInt();
        String name = option.path("name").asText();
        JsonNode json = value(type, value);
        if (complete) {
            check(option, type, json);
        } else {
            resolved.add(type, Json.snowflake(json));
        }
        ObjectNode typed = values.addObject().put("name", name).put("type", type);
        typed.set("value", json);
        return typed;
    }

    // ids are text, whatever the script has them as
    private JsonNode value(int type, Object value) {
        if (type == ATTACHMENT && value instanceof Upload upload) {
            return attached(upload);
        }
        boolean plain = type < USER && (value instanceof Number || value instanceof Boolean)
                || type == NUMBER && value instanceof Number;
        return Json.tree(plain ? value : value.toString());
    }

    private JsonNode attached(Upload upload) {
        SimAttachment file = where.world.store(where, upload, null);
        resolved.attachment(file);
        return Json.tree(Json.id(file.id()));
    }

    private void check(JsonNode option, int type, JsonNode value) {
        boolean fits = switch (type) {
            case 4 -> value.isIntegralNumber() && inBounds(option, "value", value.asDouble());
            case 5 -> value.isBoolean();
            case 10 -> value.isNumber() && inBounds(option, "value", value.asDouble());
            case 3 ->
                value.isTextual() && inBounds(option, "length", value.asText().length());
            case ATTACHMENT -> data.path("resolved").path("attachments").has(value.asText());
            default -> resolved.add(type, Json.snowflake(value)) && isOffered(option, value.asText());
        };
        JsonNode choices = option.path("choices");
        boolean chosen = choices.isEmpty();
        for (JsonNode choice : choices) {
            chosen |= choice.path("value").equals(value)
                    || value.isNumber() && choice.path("value").asDouble() == value.asDouble();
        }
        if (!fits || !chosen) {
            throw new IllegalArgumentException(
                    shown + ": Discord would not let anybody enter " + value + " for " + option);
        }
    }

    private boolean isOffered(JsonNode option, String channel) {
        JsonNode types = option.path("channel_types");
        JsonNode type = data.path("resolved").path("channels").path(channel).path("type");
        boolean offered = types.isEmpty();
        for (JsonNode one : types) {
            offered |= one.asInt() == type.asInt(-1);
        }
        return offered;
    }

    private static boolean inBounds(JsonNode option, String of, double value) {
        return value >= option.path("min_" + of).asDouble(-Double.MAX_VALUE)
                && value <= option.path("max_" + of).asDouble(Double.MAX_VALUE);
    }
}
