package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import java.util.Set;
import org.discordbridge.simulator.Permission;

/** The routes that make, change and delete channels (Discord docs, Channels Resource). Called under the world's lock. */
final class ChannelRoutes {
    private static final Set<Integer> TYPES = Set.of(0, 2, SimChannel.CATEGORY, 5, 13, SimChannel.FORUM, 16);
    private static final String PERMISSIONS = "/channels/{channel}/permissions/{overwrite}";
    private static final int MOST = 500;
    private static final int SLOWEST = 21_600;

    private final World world;
    private final Access access;

    ChannelRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add(
                "GET",
                "/channels/{channel}",
                call -> Answer.ok(access.readable(call).json()));
        router.add("GET", "/guilds/{guild}/channels", this::list);
        router.add("POST", "/guilds/{guild}/channels", this::create);
        router.add("DELETE", "/channels/{channel}", this::delete);
        router.add("PUT", PERMISSIONS, this::overwrite);
        router.add("DELETE", PERMISSIONS, this::forget);
    }

    private Answer list(Call call) {
        ArrayNode json = Json.array();
        access.guild(call).channels.stream().filter(one -> !one.isThread()).forEach(one -> json.add(one.json()));
        return Answer.ok(json);
    }

    private Answer create(Call call) {
        SimGuild guild = access.guild(call);
        access.require(guild, Permission.MANAGE_CHANNELS);
        JsonNode body = call.body;
        int type = body.path("type").asInt(0);
        if (!TYPES.contains(type)) {
            throw RestError.form("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 2, 4, 5, 13, 15, 16}.");
        }
        checkName(body.path("name"));
        if (guild.channels.stream().filter(one -> !one.isThread()).count() >= MOST) {
            throw RestError.of(400, 30013, "Maximum number of server channels reached (500)");
        }
        SimChannel channel = guild.make(name(body, type), type);
        apply(channel, body);
        channel.announce();
        return new Answer(201, channel.json());
    }

    // Discord writes the names of text channels without capitals and blanks
    private static String name(JsonNode body, int type) {
        String name = body.path("name").asText().strip();
        return type == 0 || type == 5 ? name.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-") : name;
    }

    private Answer delete(Call call) {
        SimChannel channel = access.readable(call);
        Permission needed = channel.isThread() ? Permission.MANAGE_THREADS : Permission.MANAGE_CHANNELS;
        if (channel.guild != null) {
            if (!channel.permits(needed)) {
                throw RestError.missingPermissions();
            }
            channel.delete();
        }
        return Answer.ok(channel.json());
    }

    /** Changes a channel that is no thread (Discord docs, Channels Resource > Modify Channel). */
    Answer modify(SimChannel channel, JsonNode body) {
        if (channel.guild == null) {
            throw RestError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        if (!channel.permits(Permission.MANAGE_CHANNELS)) {
            throw RestError.missingPermissions();
        }
        if (body.has("name")) {
            checkName(body.path("name"));
        }
        apply(channel, body);
        if (body.has("name")) {
            channel.rename(name(body, channel.type()));
        } else {
            channel.changed();
        }
        return Answer.ok(channel.json());
    }

    private void apply(SimChannel channel, JsonNode body) {
        if (body.path("topic").asText("").length() > 1024) {
            throw RestError.tooLong("topic", 1024);
        }
        int slowmode = body.path("rate_limit_per_user").asInt(channel.slowmode);
        if (slowmode < 0 || slowmode > SLOWEST) {
            throw RestError.form("rate_limit_per_user", "NUMBER_TYPE_MAX", "int value should be between 0 and 21600.");
        }
        long category = body.has("parent_id") ? Json.snowflake(body.get("parent_id")) : channel.categoryId;
        SimChannel parent = world.channels.get(category);
        if (category != 0
                && (parent == null || parent.guild != channel.guild || parent.type() != SimChannel.CATEGORY)) {
            throw RestError.form("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist");
        }
        channel.slowmode = slowmode;
        channel.categoryId = category;
        channel.topic = body.has("topic") ? body.path("topic").asText(null) : channel.topic;
        channel.nsfw = body.path("nsfw").asBoolean(channel.nsfw);
        if (body.path("permission_overwrites").isArray()) {
            channel.overwrites.clear();
            for (JsonNode one : body.path("permission_overwrites")) {
                put(channel, Json.snowflake(one.path("id")), one);
            }
        }
    }

    static void checkName(JsonNode name) {
        if (!name.isTextual()) {
            throw RestError.required("name");
        }
        int length = name.asText().codePointCount(0, name.asText().length());
        if (length < 1 || length > 100) {
            throw RestError.form("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
        }
    }

    private Answer overwrite(Call call) {
        SimChannel channel = manageable(call);
        put(channel, call.param("overwrite"), call.body);
        channel.changed();
        return Answer.NO_CONTENT;
    }

    private static void put(SimChannel channel, long id, JsonNode body) {
        JsonNode type = body.path("type");
        if (!type.asText().matches("[01]|role|member")) {
            throw RestError.form("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 1}.");
        }
        boolean role = type.asText().matches("0|role");
        if (role && channel.guild.roles.json(id) == null) {
            throw RestError.unknownRole();
        }
        channel.overwrites.put(
                id,
                role ? Overwrites.ROLE : Overwrites.MEMBER,
                body.path("allow").asLong(0),
                body.path("deny").asLong(0));
    }

    private Answer forget(Call call) {
        SimChannel channel = manageable(call);
        if (!channel.overwrites.remove(call.param("overwrite"))) {
            throw RestError.of(404, 10009, "Unknown Overwrite");
        }
        channel.changed();
        return Answer.NO_CONTENT;
    }

    private SimChannel manageable(Call call) {
        SimChannel channel = access.readable(call);
        if (channel.guild == null) {
            throw RestError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        if (!channel.permits(Permission.MANAGE_ROLES)) {
            throw RestError.missingPermissions();
        }
        return channel;
    }
}
