package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** The invitations of a guild. Discord docs, Invite Resource. */
final class SimInvites extends GuildPart {
    private record Invite(String code, SimChannel channel, User by, int seconds, int uses, String made, String ends) {}

    private final Map<String, Invite> all = new LinkedHashMap<>();

    SimInvites(SimGuild guild) {
        super(guild);
    }

    /** Makes one, and tells so; it is good for so many seconds and uses, 0 for any. */
    String create(User by, SimChannel channel, int seconds, int uses) {
        String code = Long.toString(world.ids.next(), 36);
        Invite invite = new Invite(
                code,
                channel,
                by,
                seconds,
                uses,
                Payloads.time(world.clock.instant()),
                seconds == 0 ? null : time(Duration.ofSeconds(seconds)));
        all.put(code, invite);
        ObjectNode data = data().put("channel_id", Json.id(channel.id())).setAll(counts(invite));
        publish("INVITE_CREATE", Intent.GUILD_INVITES, data.set("inviter", Payloads.user(by)));
        return code;
    }

    /** Deletes one, and tells so. */
    void delete(String code, SimChannel channel) {
        all.remove(code);
        publish(
                "INVITE_DELETE",
                Intent.GUILD_INVITES,
                data().put("channel_id", Json.id(channel.id())).put("code", code));
    }

    /** The channel of the invitation; null if there is none of that code. */
    SimChannel channel(String code) {
        return all.containsKey(code) ? all.get(code).channel : null;
    }

    /** The invitations into a channel, or with null all of them. */
    ArrayNode list(SimChannel channel) {
        ArrayNode json = Json.array();
        all.values().stream()
                .filter(invite -> channel == null || invite.channel == channel)
                .forEach(invite -> json.add(json(invite.code)));
        return json;
    }

    ObjectNode json(String code) {
        Invite invite = all.get(code);
        ObjectNode json = counts(invite).put("type", 0).put("guild_id", Json.id(guild.id()));
        json.set("inviter", Payloads.user(invite.by));
        json.set("guild", guild.invitation());
        json.putObject("channel")
                .put("id", Json.id(invite.channel.id()))
                .put("type", invite.channel.type())
                .put("name", invite.channel.name());
        return json;
    }

    private static ObjectNode counts(Invite invite) {
        return Json.object()
                .put("code", invite.code)
                .put("created_at", invite.made)
                .put("max_age", invite.seconds)
                .put("max_uses", invite.uses)
                .put("temporary", false)
                .put("uses", 0)
                .put("expires_at", invite.ends);
    }
}
