package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;

/** The roles of a guild, and what they let the bot do. Discord docs, Permissions > Role Object. */
final class SimRoles extends GuildPart {
    // everything but ADMINISTRATOR, so that overwrites have an effect
    static final long BOT_PERMISSIONS = ((1L << 53) - 1) & ~(1L << 3);

    private final List<SimEntity> all = new ArrayList<>();
    private final Set<Long> higher = new HashSet<>();
    private final Map<Long, ObjectNode> looks = new HashMap<>();
    private final long own;
    private long denied;

    SimRoles(SimGuild guild) {
        super(guild);
        own = world.ids.nextLasting();
    }

    /** Id of the bot's own role. */
    long own() {
        return own;
    }

    /** Adds one below the bot's own, or above. */
    Entity add(String name, boolean above) {
        return add(name, above, Json.object());
    }

    Entity add(String name, boolean above, ObjectNode withLooks) {
        SimEntity role = new SimEntity(
                guild,
                "GUILD_ROLE",
                Intent.GUILDS,
                name,
                one -> data().set("role", json(one)),
                one -> data().put("role_id", Json.id(one.id())),
                this::forget);
        all.add(role);
        looks.put(role.id(), withLooks);
        if (above) {
            higher.add(role.id());
        }
        return role.created();
    }

    /** Changes the name, unless it is null, and looks of a role; tells so. */
    void change(long id, String name, ObjectNode withLooks) {
        SimEntity role = find(id);
        looks.get(id).setAll(withLooks);
        role.rename(name == null ? role.name() : name);
    }

    void delete(long id) {
        find(id).delete();
    }

    private SimEntity find(long id) {
        return all.stream().filter(one -> one.id() == id).findFirst().orElseThrow(RestError::unknownRole);
    }

    private void forget(SimEntity role) {
        all.remove(role);
        looks.remove(role.id());
        higher.remove(role.id());
        guild.people.forgetRole(role.id());
    }

    /** Takes permissions from the bot's own role. */
    void deny(Permission... permissions) {
        for (Permission permission : permissions) {
            denied |= permission.mask();
        }
        publish("GUILD_ROLE_UPDATE", Intent.GUILDS, data().set("role", ownJson()));
    }

    /** What is denied to the bot, as a mask. */
    long denied() {
        return denied;
    }

    boolean permits(Permission permission) {
        return (denied & permission.mask()) == 0;
    }

    /** Whether there is that role; that of everyone is none that can be given. */
    boolean has(long role) {
        return all.stream().anyMatch(one -> one.id() == role);
    }

    /** Whether the bot's own role is above. */
    boolean canManage(long role) {
        return !higher.contains(role);
    }

    /** All of them, as a guild has them. */
    void writeTo(ArrayNode roles) {
        roles.add(json(guild.id(), "@everyone", 0, 0x40_0000_0C40L | 1L << 16 | 1L << 20, false));
        roles.add(ownJson());
        all.forEach(role -> roles.add(json(role)));
    }

    /** The role of that id; null if there is none. */
    ObjectNode json(long id) {
        ArrayNode roles = Json.array();
        writeTo(roles);
        for (JsonNode role : roles) {
            if (Json.snowflake(role.path("id")) == id) {
                return (ObjectNode) role;
            }
        }
        return null;
    }

    private ObjectNode ownJson() {
        return json(own, world.bot.name(), all.size() + 1 - higher.size(), BOT_PERMISSIONS & ~denied, true);
    }

    private ObjectNode json(SimEntity role) {
        int position = all.indexOf(role) + (canManage(role.id()) ? 1 : 2);
        ObjectNode json = json(role.id(), role.name(), position, 0, false);
        return looks.containsKey(role.id()) ? json.setAll(looks.get(role.id()).deepCopy()) : json;
    }

    private static ObjectNode json(long id, String name, int position, long permissions, boolean managed) {
        ObjectNode role = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .put("color", 0)
                .put("hoist", false)
                .putNull("icon")
                .putNull("unicode_emoji")
                .put("position", position)
                .put("permissions", Long.toString(permissions))
                .put("managed", managed)
                .put("mentionable", false)
                .put("flags", 0);
        role.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return role;
    }
}
