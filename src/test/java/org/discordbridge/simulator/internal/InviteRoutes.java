package org.discordbridge.simulator.internal;

import org.discordbridge.simulator.Permission;

/** The routes of invitations (Discord docs, Invite Resource). Called under the world's lock. */
final class InviteRoutes {
    private static final String OF_CHANNEL = "/channels/{channel}/invites";
    private static final String INVITE = "/invites/{code}";

    private final World world;
    private final Access access;

    InviteRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", OF_CHANNEL, this::list);
        router.add("POST", OF_CHANNEL, this::create);
        router.add("GET", "/guilds/{guild}/invites", call -> {
            SimGuild guild = access.guild(call);
            access.require(guild, Permission.MANAGE_GUILD);
            return Answer.ok(guild.invites.list(null));
        });
        router.add("GET", INVITE, call -> Answer.ok(of(call).invites.json(call.params.get("code"))));
        router.add("DELETE", INVITE, this::delete);
    }

    private Answer list(Call call) {
        SimChannel channel = channel(call, Permission.MANAGE_CHANNELS);
        return Answer.ok(channel.guild.invites.list(channel));
    }

    private Answer create(Call call) {
        SimChannel channel = channel(call, Permission.CREATE_INSTANT_INVITE);
        int seconds = call.body.path("max_age").asInt(86_400);
        int uses = call.body.path("max_uses").asInt(0);
        if (seconds < 0 || seconds > 604_800) {
            throw RestError.form("max_age", "NUMBER_TYPE_MAX", "int value should be between 0 and 604800.");
        }
        if (uses < 0 || uses > 100) {
            throw RestError.form("max_uses", "NUMBER_TYPE_MAX", "int value should be between 0 and 100.");
        }
        return Answer.ok(channel.guild.invites.json(channel.guild.invites.create(world.bot, channel, seconds, uses)));
    }

    private SimChannel channel(Call call, Permission permission) {
        SimChannel channel = access.readable(call);
        if (channel.guild == null) {
            throw RestError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        if (!channel.permits(permission)) {
            throw RestError.missingPermissions();
        }
        return channel;
    }

    private SimGuild of(Call call) {
        return world.guilds.values().stream()
                .filter(guild -> guild.invites.channel(call.params.get("code")) != null)
                .findFirst()
                .orElseThrow(() -> RestError.of(404, 10006, "Unknown Invite"));
    }

    private Answer delete(Call call) {
        SimGuild guild = of(call);
        String code = call.params.get("code");
        SimChannel channel = guild.invites.channel(code);
        if (!channel.permits(Permission.MANAGE_CHANNELS)) {
            throw RestError.missingPermissions();
        }
        Answer answer = Answer.ok(guild.invites.json(code));
        guild.invites.delete(code, channel);
        return answer;
    }
}
