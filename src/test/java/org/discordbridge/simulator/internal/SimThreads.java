package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.GuildThreads;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** Discord docs, Gateway Events > Threads. */
final class SimThreads extends GuildPart implements GuildThreads {
    SimThreads(SimGuild guild) {
        super(guild);
    }

    @Override
    public void archive(Channel thread) {
        synchronized (world) {
            ObjectNode data = ((SimChannel) thread).json();
            ((ObjectNode) data.get("thread_metadata")).put("archived", true);
            publish("THREAD_UPDATE", Intent.GUILDS, data);
        }
    }

    @Override
    public void add(Channel thread, User user) {
        synchronized (world) {
            SimChannel joined = (SimChannel) thread;
            joined.thread.members.putIfAbsent(user.id(), world.clock.instant());
            ObjectNode data = members(joined);
            ObjectNode member = data.putArray("added_members").addObject();
            member(member, thread, user).set("member", guild.people.json(user, true));
            publish("THREAD_MEMBERS_UPDATE", user.equals(world.bot) ? Intent.GUILDS : Intent.GUILD_MEMBERS, data);
        }
    }

    /** Takes somebody out, who may be in it. */
    void remove(SimChannel thread, User user) {
        if (thread.thread.members.remove(user.id()) != null) {
            ObjectNode data = members(thread);
            data.putArray("removed_member_ids").add(Json.id(user.id()));
            publish("THREAD_MEMBERS_UPDATE", user.equals(world.bot) ? Intent.GUILDS : Intent.GUILD_MEMBERS, data);
        }
    }

    private ObjectNode members(SimChannel thread) {
        return data().put("id", Json.id(thread.id())).put("member_count", Math.max(1, thread.thread.members.size()));
    }

    @Override
    public void mute(Channel thread) {
        synchronized (world) {
            publish("THREAD_MEMBER_UPDATE", Intent.GUILDS, member(data(), thread, world.bot));
        }
    }

    @Override
    public void sync(Channel channel) {
        synchronized (world) {
            ObjectNode data = data();
            data.putArray("channel_ids").add(Json.id(channel.id()));
            ArrayNode threads = data.putArray("threads");
            guild.channels.stream()
                    .filter(thread -> thread.parent == channel)
                    .forEach(thread -> threads.add(thread.json()));
            data.putArray("members");
            publish("THREAD_LIST_SYNC", Intent.GUILDS, data);
        }
    }

    private ObjectNode member(ObjectNode member, Channel thread, User user) {
        return member.put("id", Json.id(thread.id()))
                .put("user_id", Json.id(user.id()))
                .put("join_timestamp", Payloads.time(world.clock.instant()))
                .put("flags", 1);
    }
}
