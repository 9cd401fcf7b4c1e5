package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.discordbridge.simulator.Intent;

/** What a new session gets first: READY, and then its guilds (Discord docs, Gateway Events > Ready). */
final class Welcome {
    private Welcome() {}

    static void say(World world, Session session, GatewayLink link, boolean guildsWithheld) {
        List<SimGuild> mine = session.of(world.guilds.values());
        session.dispatch("READY", Json.text(ready(world, session, link, mine)));
        for (SimGuild guild : mine) {
            if (guild.outage) {
                ObjectNode data = Json.object().put("id", Json.id(guild.id())).put("unavailable", true);
                session.dispatch("GUILD_DELETE", Json.text(data));
            } else if (Intent.GUILDS.in(session.intents) && !guildsWithheld) {
                session.dispatch("GUILD_CREATE", Json.text(guild.create(session.intents)));
            }
        }
    }

    private static ObjectNode ready(World world, Session session, GatewayLink link, List<SimGuild> mine) {
        ObjectNode ready = Json.object().put("v", link.version()).put("session_type", "normal");
        ready.set(
                "user",
                Payloads.user(world.bot)
                        .put("verified", true)
                        .put("mfa_enabled", true)
                        .put("flags", 0));
        ready.putObject("user_settings");
        ArrayNode guilds = ready.putArray("guilds");
        mine.forEach(guild -> guilds.addObject().put("id", Json.id(guild.id())).put("unavailable", true));
        ready.putArray("private_channels");
        ready.putArray("relationships");
        ready.putArray("presences");
        ready.putArray("guild_join_requests");
        ready.putArray("geo_ordered_rtc_regions");
        ready.put("session_id", session.id).put("resume_gateway_url", link.url());
        ready.putArray("shard").add(session.shard).add(session.shards);
        ready.putObject("application").put("id", Json.id(world.bot.id())).put("flags", 0);
        ready.putArray("_trace").add("[\"gateway-sim\"]");
        return ready;
    }
}
