package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.GuildModeration;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** Discord docs, Gateway Events > Auto Moderation, Guild Audit Log Entry Create. */
final class SimModeration extends GuildPart implements GuildModeration {
    SimModeration(SimGuild guild) {
        super(guild);
    }

    @Override
    public Entity addRule(User by, String name) {
        synchronized (world) {
            return entity("AUTO_MODERATION_RULE", Intent.AUTO_MODERATION_CONFIGURATION, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .put("name", one.name())
                        .put("creator_id", Json.id(by.id()))
                        .put("event_type", 1)
                        .put("trigger_type", 1)
                        .put("enabled", true);
                data.putObject("trigger_metadata").putArray("keyword_filter").add("word");
                data.putArray("actions").addObject().put("type", 1).putObject("metadata");
                data.putArray("exempt_roles");
                data.putArray("exempt_channels");
                return data;
            });
        }
    }

    @Override
    public void block(Entity rule, User author, Channel channel, String text, String keyword) {
        synchronized (world) {
            ObjectNode full = data().put("rule_id", Json.id(rule.id()))
                    .put("rule_trigger_type", 1)
                    .put("user_id", Json.id(author.id()))
                    .put("channel_id", Json.id(channel.id()))
                    .put("content", text)
                    .put("matched_keyword", keyword)
                    .put("matched_content", keyword);
            full.putObject("action").put("type", 1).putObject("metadata");
            ObjectNode stripped = full.deepCopy().put("content", "").put("matched_content", "");
            world.publish(new Event(
                    "AUTO_MODERATION_ACTION_EXECUTION",
                    guild.id(),
                    Intent.AUTO_MODERATION_EXECUTION.mask(),
                    full,
                    stripped));
        }
    }

    @Override
    public long audit(User by, Channel renamed, String before, String reason) {
        synchronized (world) {
            long id = world.ids.next();
            ObjectNode data = data().put("id", Json.id(id))
                    .put("target_id", Json.id(renamed.id()))
                    .put("user_id", Json.id(by.id()))
                    .put("action_type", 11)
                    .put("reason", reason);
            data.putArray("changes")
                    .addObject()
                    .put("key", "name")
                    .put("old_value", before)
                    .put("new_value", renamed.name());
            publish("GUILD_AUDIT_LOG_ENTRY_CREATE", Intent.GUILD_MODERATION, data);
            return id;
        }
    }
}
