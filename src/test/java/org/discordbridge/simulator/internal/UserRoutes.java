package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** The routes about the bot, its application, other users, guilds and where the gateway is. */
final class UserRoutes {
    private final World world;

    UserRoutes(World world) {
        this.world = world;
    }

    void register(Router router) {
        router.addOpen("GET", "/gateway", call -> Answer.ok(Json.object().put("url", gateway(call))));
        router.add("GET", "/gateway/bot", this::gatewayBot);
        router.add("GET", "/users/@me", call -> Answer.ok(self()));
        router.add("GET", "/users/@me/guilds", call -> guilds());
        router.add("GET", "/users/@me/channels", call -> Answer.ok(Json.array()));
        router.add("POST", "/users/@me/channels", this::openDirect);
        router.add("GET", "/users/{user}", call -> Answer.ok(Payloads.user(user(call.param("user")))));
        router.add("GET", "/applications/@me", call -> Answer.ok(application()));
        router.add("GET", "/oauth2/applications/@me", call -> Answer.ok(application()));
    }

    private String gateway(Call call) {
        return world.gatewayUrl(call.header("host"));
    }

    // Discord docs, Gateway > Get Gateway Bot
    private Answer gatewayBot(Call call) {
        Settings.Sharding sharding = world.settings.sharding();
        ObjectNode json =
                Json.object().put("url", gateway(call)).put("shards", world.growth.recommendedFor(world.guilds.size()));
        json.putObject("session_start_limit")
                .put("total", sharding.starts())
                .put("remaining", Math.max(0, sharding.starts() - world.sessionStarts()))
                .put("reset_after", Settings.Sharding.RESET_AFTER.toMillis())
                .put("max_concurrency", sharding.maxConcurrency());
        return Answer.ok(json);
    }

    private ObjectNode self() {
        return Payloads.user(world.bot)
                .put("verified", true)
                .put("mfa_enabled", true)
                .put("flags", 0)
                .put("locale", "en-US")
                .putNull("email");
    }

    private ObjectNode application() {
        ObjectNode json = Json.object()
                .put("id", Json.id(world.bot.id()))
                .put("name", world.bot.name())
                .putNull("icon")
                .put("description", "")
                .put("bot_public", false)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", flags())
                .put("flags_new", Integer.toString(flags()))
                .putNull("type")
                .putNull("interactions_endpoint_url")
                .putNull("role_connections_verification_url")
                .put("approximate_guild_count", world.guilds.size())
                .put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0)
                .put("explicit_content_filter", 0)
                .putNull("team")
                .put("summary", "");
        json.set("bot", Payloads.user(world.bot));
        json.set("owner", Payloads.user(new User(world.bot.id() + 1, "owner", null, false)));
        json.putArray("eligible_oauth2_scopes");
        json.putArray("rpc_origins");
        json.putArray("tags");
        json.putArray("redirect_uris");
        return json;
    }

    /** Which privileged intents are on, as for a bot in few guilds (Discord docs, Application Resource > Application Flags). */
    private int flags() {
        int flags = 0;
        for (Map.Entry<Intent, Integer> limited : Map.of(
                        Intent.GUILD_PRESENCES, 13, Intent.GUILD_MEMBERS, 15, Intent.MESSAGE_CONTENT, 19)
                .entrySet()) {
            if (!world.settings.disallowed().contains(limited.getKey())) {
                flags |= 1 << limited.getValue();
            }
        }
        return flags;
    }

    private Answer guilds() {
        ArrayNode json = Json.array();
        for (SimGuild guild : world.guilds.values()) {
            ObjectNode one = json.addObject().put("id", Json.id(guild.id())).put("name", guild.name());
            one.putNull("icon")
                    .putNull("banner")
                    .put("owner", false)
                    .put("permissions", Long.toString(SimRoles.BOT_PERMISSIONS & ~guild.roles.denied()));
            one.putArray("features");
        }
        return Answer.ok(json);
    }

    // opening is idempotent (Discord docs, Users Resource > Create DM)
    private Answer openDirect(Call call) {
        User user = user(Json.snowflake(call.body.path("recipient_id")));
        if (user.equals(world.bot)) {
            throw RestError.of(400, 50007, "Cannot send messages to this user");
        }
        return Answer.ok(world.directChannel(user).json());
    }

    private User user(long id) {
        User user = world.user(id);
        if (user == null) {
            throw RestError.unknownUser();
        }
        return user;
    }
}
