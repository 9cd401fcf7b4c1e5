package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Function;
import org.discordbridge.simulator.Intent;

/** A part of what a guild is; guarded by the world's lock. */
abstract class GuildPart {
    final SimGuild guild;
    final World world;

    GuildPart(SimGuild guild) {
        this.guild = guild;
        this.world = guild.world;
    }

    /** What its dispatches have in common. */
    final ObjectNode data() {
        return Json.object().put("guild_id", Json.id(guild.id()));
    }

    /** Tells every session with that intent; every session if it is null. */
    final void publish(String dispatch, Intent intent, ObjectNode data) {
        world.publish(new Event(dispatch, guild.id(), intent == null ? 0 : intent.mask(), data));
    }

    /** An entity whose deletion is dispatched with all its data. */
    final SimEntity entity(String dispatch, Intent intent, String name, Function<SimEntity, ObjectNode> json) {
        return new SimEntity(guild, dispatch, intent, name, json, json, one -> {}).created();
    }

    final String time(Duration fromNow) {
        return Payloads.time(world.clock.instant().plus(fromNow));
    }
}
