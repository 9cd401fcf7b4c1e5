package org.discordbridge.discord.session.life;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.dispatch.DispatchHandler.Taker;
import org.discordbridge.discord.session.dispatch.Dispatches;
import org.discordbridge.discord.session.dispatch.MessageDispatches;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.read.DispatchSpec;
import org.discordbridge.event.EventType;

/**
 * Says which dispatch of a shard is taken by what.
 *
 * @param instead those that JDA's cache does not need
 * @param around those that JDA's cache follows
 */
record Takers(Map<String, Taker> instead, Map<String, Taker> around) {
    static Takers of(
            DiscordSession session, Shard shard, Dispatches taken, MessageDispatches messages, boolean readsContent) {
        Findings findings = session.findings();
        Map<String, Taker> own = new HashMap<>();
        own.put("MESSAGE_CREATE", (content, sequence, cache) -> {
            findings.message(JsonObject.of(content), shard, readsContent);
            messages.created(content, sequence, cache);
        });
        own.put("MESSAGE_UPDATE", messages::updated);
        own.put("MESSAGE_DELETE", messages::deleted);
        own.put("MESSAGE_DELETE_BULK", messages::deletedInBulk);
        own.put("MESSAGE_REACTION_ADD", messages.reaction(EventType.REACTION_ADDED));
        own.put("MESSAGE_REACTION_REMOVE", messages.reaction(EventType.REACTION_REMOVED));
        own.put("MESSAGE_REACTION_REMOVE_ALL", messages.reaction(EventType.REACTION_CLEARED));
        own.put("MESSAGE_REACTION_REMOVE_EMOJI", messages.reaction(EventType.REACTION_CLEARED));
        own.put("VOICE_STATE_UPDATE", taken::voice);
        own.put("INTERACTION_CREATE", (content, sequence, cache) -> session.interaction(content));
        Map<String, Taker> beside = new HashMap<>();
        beside.put("GUILD_CREATE", (content, sequence, cache) -> {
            findings.guilds().created(JsonObject.of(content));
            taken.guildCreated(content, sequence, cache);
        });
        beside.put("GUILD_DELETE", (content, sequence, cache) -> {
            findings.guilds().deleted(JsonObject.of(content));
            taken.guildDeleted(content, sequence, cache);
        });
        DispatchSpec.byName().forEach((type, spec) -> (spec.cached() ? beside : own).put(type, taken.taker(spec)));
        return new Takers(own, beside);
    }

    /** Finds what takes a dispatch; null if it has no name here. */
    Taker get(String type) {
        Taker own = instead.get(type);
        return own == null ? around.get(type) : own;
    }
}
