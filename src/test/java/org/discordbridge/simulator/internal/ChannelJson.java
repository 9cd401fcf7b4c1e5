package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The channel object (Discord docs, Channels Resource > Channel Object). Called under the world's lock. */
final class ChannelJson {
    private ChannelJson() {}

    static ObjectNode of(SimChannel channel) {
        ObjectNode json = Json.object()
                .put("id", Json.id(channel.id()))
                .put("type", channel.type())
                .put("flags", 0)
                .put("last_message_id", channel.lastMessageId() == 0 ? null : Json.id(channel.lastMessageId()));
        if (channel.type() == SimChannel.DM) {
            json.putArray("recipients").add(Payloads.user(channel.recipient));
            return json;
        }
        json.put("name", channel.name())
                .put("guild_id", Json.id(channel.guild.id()))
                .put("rate_limit_per_user", channel.slowmode);
        if (channel.isThread()) {
            return thread(channel, json);
        }
        json.put("parent_id", channel.categoryId == 0 ? null : Json.id(channel.categoryId))
                .put("topic", channel.topic)
                .put("nsfw", channel.nsfw)
                .put("position", channel.guild.channels.indexOf(channel));
        if (channel.type() == 2) {
            json.put("bitrate", 64000).put("user_limit", 0).putNull("rtc_region");
        }
        if (channel.type() == SimChannel.FORUM) {
            json.put("flags", channel.requiresTag ? 1 << 4 : 0).putNull("default_reaction_emoji");
            ArrayNode tags = json.putArray("available_tags");
            channel.tags.forEach((id, name) -> tags.addObject()
                    .put("id", Json.id(id))
                    .put("name", name)
                    .put("moderated", false)
                    .putNull("emoji_id")
                    .putNull("emoji_name"));
        }
        channel.overwrites.writeTo(json.putArray("permission_overwrites"));
        return json;
    }

    private static ObjectNode thread(SimChannel channel, ObjectNode json) {
        ThreadState state = channel.thread;
        json.put("parent_id", Json.id(channel.parent.id()))
                .put("rate_limit_per_user", state.slowmode)
                .put("owner_id", Json.id(state.ownerId == 0 ? channel.guild.owner.id() : state.ownerId))
                .put("message_count", channel.history.size())
                .put("total_message_sent", channel.history.size())
                .put("member_count", Math.max(1, state.members.size()));
        if (channel.parent.type() == SimChannel.FORUM) {
            ArrayNode applied = json.putArray("applied_tags");
            state.appliedTags.forEach(tag -> applied.add(Json.id(tag)));
        }
        ObjectNode metadata = json.putObject("thread_metadata");
        if (state.invitable != null) {
            metadata.put("invitable", state.invitable);
        }
        metadata.put("archived", state.archived)
                .put("auto_archive_duration", state.autoArchiveMinutes)
                .put("archive_timestamp", Payloads.time(Snowflakes.time(channel.id())))
                .put("create_timestamp", Payloads.time(Snowflakes.time(channel.id())))
                .put("locked", state.locked);
        return json;
    }
}
