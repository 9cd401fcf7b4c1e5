package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of guilds, their bans and emoji (Discord docs, Guild Resource; Emoji Resource). Called under the lock. */
final class GuildRoutes {
    private static final String GUILD = "/guilds/{guild}";
    private static final String BAN = GUILD + "/bans/{user}";
    private static final String EMOJI = GUILD + "/emojis/{emoji}";

    private final World world;
    private final Access access;

    GuildRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", GUILD, call -> Answer.ok(access.guild(call).rest(call.flag("with_counts"))));
        router.add("PATCH", GUILD, this::modify);
        router.add("DELETE", "/users/@me/guilds/{guild}", this::leave);
        router.add("GET", GUILD + "/bans", this::bans);
        router.add("GET", BAN, call -> Answer.ok(banned(managed(call, Permission.BAN_MEMBERS), call)));
        router.add("PUT", BAN, this::ban);
        router.add("DELETE", BAN, this::unban);
        router.add(
                "GET",
                GUILD + "/emojis",
                call -> Answer.ok(access.guild(call).expressions.emojis()));
        router.add("POST", GUILD + "/emojis", this::addEmoji);
        router.add("GET", EMOJI, call -> Answer.ok(emoji(access.guild(call), call)));
        router.add("PATCH", EMOJI, this::renameEmoji);
        router.add("DELETE", EMOJI, this::removeEmoji);
        router.add(
                "GET",
                GUILD + "/stickers",
                call -> Answer.ok(access.guild(call).expressions.stickers()));
    }

    private SimGuild managed(Call call, Permission permission) {
        SimGuild guild = access.guild(call);
        access.require(guild, permission);
        return guild;
    }

    private Answer modify(Call call) {
        SimGuild guild = managed(call, Permission.MANAGE_GUILD);
        if (call.body.has("name")) {
            int length = call.body.path("name").asText("").length();
            if (length < 2 || length > 100) {
                throw RestError.form("name", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.");
            }
            guild.rename(call.body.path("name").asText());
        }
        return Answer.ok(guild.rest(false));
    }

    private Answer leave(Call call) {
        access.guild(call).leave();
        return Answer.NO_CONTENT;
    }

    private Answer bans(Call call) {
        SimGuild guild = managed(call, Permission.BAN_MEMBERS);
        ArrayNode json = Json.array();
        guild.people.bans().forEach((user, reason) -> json.add(ban(world.user(user), reason)));
        return Answer.ok(json);
    }

    private static ObjectNode ban(User user, String reason) {
        ObjectNode json = Json.object().put("reason", reason.isEmpty() ? null : reason);
        return json.set("user", Payloads.user(user));
    }

    private ObjectNode banned(SimGuild guild, Call call) {
        String reason = guild.people.bans().get(call.param("user"));
        if (reason == null) {
            throw RestError.of(404, 10026, "Unknown Ban");
        }
        return ban(world.user(call.param("user")), reason);
    }

    private Answer ban(Call call) {
        SimGuild guild = managed(call, Permission.BAN_MEMBERS);
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        access.requireHigher(guild, user);
        guild.people.ban(user, call.reason());
        return Answer.NO_CONTENT;
    }

    private Answer unban(Call call) {
        SimGuild guild = managed(call, Permission.BAN_MEMBERS);
        banned(guild, call);
        guild.people.unban(world.user(call.param("user")));
        return Answer.NO_CONTENT;
    }

    private static ObjectNode emoji(SimGuild guild, Call call) {
        ObjectNode emoji = guild.expressions.emoji(call.param("emoji"));
        if (emoji == null) {
            throw RestError.of(404, 10014, "Unknown Emoji");
        }
        return emoji;
    }

    private Answer addEmoji(Call call) {
        SimGuild guild = managed(call, Permission.CREATE_GUILD_EXPRESSIONS);
        checkEmojiName(call.body.path("name"));
        String image = call.body.path("image").asText("");
        if (!image.matches("data:image/(png|jpe?g|gif|webp|avif);base64,(?s).+")) {
            throw RestError.form("image", "IMAGE_INVALID", "Invalid image data");
        }
        return new Answer(
                201,
                guild.expressions
                        .addEmoji(call.body.path("name").asText(), image.startsWith("data:image/gif"))
                        .deepCopy());
    }

    private static void checkEmojiName(JsonNode name) {
        if (!name.asText("").matches("\\w{2,32}")) {
            throw RestError.form("name", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 32 in length.");
        }
    }

    private Answer renameEmoji(Call call) {
        SimGuild guild = managed(call, Permission.MANAGE_GUILD_EXPRESSIONS);
        ObjectNode emoji = emoji(guild, call);
        checkEmojiName(call.body.path("name"));
        guild.expressions.renameEmoji(
                call.param("emoji"), call.body.path("name").asText());
        return Answer.ok(emoji);
    }

    private Answer removeEmoji(Call call) {
        SimGuild guild = managed(call, Permission.MANAGE_GUILD_EXPRESSIONS);
        emoji(guild, call);
        guild.expressions.removeEmoji(call.param("emoji"));
        return Answer.NO_CONTENT;
    }
}
