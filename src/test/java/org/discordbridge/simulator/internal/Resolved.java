package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.User;

/** What the ids in an interaction stand for (Discord docs, Receiving and Responding > Resolved Data Structure). */
final class Resolved {
    /** The permissions of the people here: what everyone may, and more than a bot needs to know. */
    static final String PERMISSIONS = "2251799813685247";

    // Discord docs, Receiving and Responding: partial members lack these, and partial channels have no more than those
    private static final List<String> NOT_OF_MEMBERS = List.of("user", "deaf", "mute");
    private static final Set<String> OF_CHANNELS = Set.of(
            "id",
            "name",
            "type",
            "last_message_id",
            "last_pin_timestamp",
            "nsfw",
            "parent_id",
            "guild_id",
            "flags",
            "rate_limit_per_user",
            "topic",
            "position",
            "thread_metadata");

    private static final int STRING_SELECT = 3;

    /** Selects of things that Discord offers itself, and the options of commands that offer the same. */
    static final Map<Integer, Integer> OFFERED = Map.of(5, 6, 6, 8, 7, 9, 8, 7);

    private final SimChannel where;
    private final ObjectNode data;

    /** Adds to the data of an interaction in this channel. */
    Resolved(SimChannel where, ObjectNode data) {
        this.where = where;
        this.data = data;
    }

    /** Adds what an id stands for; false if Discord would not offer that here. The type is that of an option. */
    boolean add(int optionType, long id) {
        return switch (optionType) {
            case 6 -> user(id);
            case 7 -> channel(id);
            case 8 -> role(id);
            case 9 -> user(id) || role(id);
            default -> false;
        };
    }

    /** Whether a select offers a value, which is an option of its own or an id; adds what an id stands for. */
    boolean offers(JsonNode select, int selectType, String value) {
        return selectType == STRING_SELECT
                ? select.path("options").findValuesAsText("value").contains(value)
                : add(OFFERED.getOrDefault(selectType, 0), Json.snowflake(value));
    }

    boolean user(long id) {
        User user = where.world.user(id);
        if (user == null) {
            return false;
        }
        of("users").set(Json.id(id), Payloads.user(user));
        if (where.guild != null && where.guild.people.get(id) != null) {
            ObjectNode member = where.guild.people.json(user, false);
            of("members")
                    .set(Json.id(id), member.put("permissions", PERMISSIONS).without(NOT_OF_MEMBERS));
        }
        return true;
    }

    private boolean role(long id) {
        ObjectNode role = where.guild == null ? null : where.guild.roles.json(id);
        if (role != null) {
            of("roles").set(Json.id(id), role);
        }
        return role != null;
    }

    private boolean channel(long id) {
        SimChannel channel = where.world.channels.get(id);
        if (channel == null || channel.guild == null || channel.guild != where.guild) {
            return false;
        }
        of("channels").set(Json.id(id), channel.json().retain(OF_CHANNELS).put("permissions", PERMISSIONS));
        return true;
    }

    void attachment(SimAttachment file) {
        of("attachments").set(Json.id(file.id()), file.json());
    }

    void message(SimMessage message) {
        of("messages").set(Json.id(message.id), where.world.payloads.message(message));
    }

    private ObjectNode of(String kind) {
        ObjectNode resolved = data.has("resolved") ? (ObjectNode) data.get("resolved") : data.putObject("resolved");
        return resolved.has(kind) ? (ObjectNode) resolved.get(kind) : resolved.putObject(kind);
    }
}
