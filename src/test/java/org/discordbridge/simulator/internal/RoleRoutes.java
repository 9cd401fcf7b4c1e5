package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.discordbridge.simulator.Permission;

/** The routes of a guild's roles (Discord docs, Guild Resource > Get Guild Roles). Called under the world's lock. */
final class RoleRoutes {
    private static final String ROLES = "/guilds/{guild}/roles";
    private static final int MOST = 250;

    private final Access access;

    RoleRoutes(Access access) {
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", ROLES, call -> {
            ArrayNode json = Json.array();
            access.guild(call).roles.writeTo(json);
            return Answer.ok(json);
        });
        router.add("POST", ROLES, this::create);
        router.add("GET", ROLES + "/{role}", call -> Answer.ok(known(access.guild(call), call)));
        router.add("PATCH", ROLES + "/{role}", this::modify);
        router.add("DELETE", ROLES + "/{role}", this::delete);
    }

    private static ObjectNode known(SimGuild guild, Call call) {
        ObjectNode role = guild.roles.json(call.param("role"));
        if (role == null) {
            throw RestError.unknownRole();
        }
        return role;
    }

    private Answer create(Call call) {
        SimGuild guild = access.guild(call);
        access.require(guild, Permission.MANAGE_ROLES);
        check(call.body);
        ArrayNode all = Json.array();
        guild.roles.writeTo(all);
        if (all.size() >= MOST) {
            throw RestError.of(400, 30005, "Maximum number of server roles reached (250)");
        }
        long id = guild.roles
                .add(call.body.path("name").asText("new role"), false, looks(call.body))
                .id();
        return Answer.ok(guild.roles.json(id));
    }

    private Answer modify(Call call) {
        SimGuild guild = manageable(call);
        check(call.body);
        guild.roles.change(call.param("role"), call.body.path("name").asText(null), looks(call.body));
        return Answer.ok(guild.roles.json(call.param("role")));
    }

    private Answer delete(Call call) {
        manageable(call).roles.delete(call.param("role"));
        return Answer.NO_CONTENT;
    }

    private SimGuild manageable(Call call) {
        SimGuild guild = access.guild(call);
        access.require(guild, Permission.MANAGE_ROLES);
        known(guild, call);
        if (!guild.roles.has(call.param("role"))) {
            throw RestError.of(400, 50028, "Invalid Role");
        }
        if (!guild.roles.canManage(call.param("role"))) {
            throw RestError.missingPermissions();
        }
        return guild;
    }

    private static void check(JsonNode body) {
        if (body.path("name").asText("").length() > 100) {
            throw RestError.tooLong("name", 100);
        }
        if (body.hasNonNull("permissions") && !body.get("permissions").asText().matches("[0-9]{1,19}")) {
            throw RestError.form(
                    "permissions",
                    "NUMBER_TYPE_COERCE",
                    "Value \"" + body.get("permissions").asText() + "\" is not int.");
        }
    }

    private static ObjectNode looks(JsonNode body) {
        ObjectNode looks = Json.object();
        for (String flag : new String[] {"hoist", "mentionable"}) {
            if (body.hasNonNull(flag)) {
                looks.put(flag, body.get(flag).asBoolean());
            }
        }
        int colour = body.path("color")
                .asInt(body.path("colors").path("primary_color").asInt(0));
        if (body.has("color") || body.has("colors")) {
            looks.put("color", colour);
            looks.putObject("colors")
                    .put("primary_color", colour)
                    .putNull("secondary_color")
                    .putNull("tertiary_color");
        }
        if (body.hasNonNull("permissions")) {
            looks.put("permissions", body.get("permissions").asText());
        }
        return looks;
    }
}
