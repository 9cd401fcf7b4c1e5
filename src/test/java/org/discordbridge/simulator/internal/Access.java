package org.discordbridge.simulator.internal;

import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** What the bot can reach of channels and messages. Called under the world's lock. */
final class Access {
    private final World world;

    Access(World world) {
        this.world = world;
    }

    SimChannel readable(Call call) {
        SimChannel channel = world.channels.get(call.param("channel"));
        if (channel == null) {
            throw RestError.unknownChannel();
        }
        if (!channel.permits(Permission.VIEW_CHANNEL)) {
            throw RestError.missingAccess();
        }
        return channel;
    }

    SimGuild guild(Call call) {
        SimGuild guild = world.guilds.get(call.param("guild"));
        if (guild == null) {
            throw RestError.unknownGuild();
        }
        return guild;
    }

    /** Refuses what the bot may not do in a guild. */
    void require(SimGuild guild, Permission permission) {
        if (!guild.roles.permits(permission)) {
            throw RestError.missingPermissions();
        }
    }

    /** Refuses what is done to the owner, to the bot itself, and to who has a role above the bot's. */
    void requireHigher(SimGuild guild, User member) {
        boolean above = guild.people.rolesOf(member).stream().anyMatch(role -> !guild.roles.canManage(role));
        if (above || member.equals(guild.owner) || member.equals(world.bot)) {
            throw RestError.missingPermissions();
        }
    }

    SimChannel writable(Call call) {
        SimChannel channel = readable(call);
        if (channel.type() == SimChannel.FORUM || channel.type() == SimChannel.CATEGORY) {
            throw RestError.of(400, 50008, "Cannot send messages in a non-text channel");
        }
        Permission needed = channel.isThread() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES;
        if (!channel.permits(needed)) {
            throw channel.guild == null
                    ? RestError.of(403, 50007, "Cannot send messages to this user")
                    : RestError.missingPermissions();
        }
        if (channel.isThread() && channel.thread.archived && channel.thread.locked) {
            throw RestError.threadArchived();
        }
        return channel;
    }

    SimMessage message(Call call) {
        SimChannel channel = readable(call);
        if (!channel.permits(Permission.READ_MESSAGE_HISTORY)) {
            throw RestError.missingAccess();
        }
        SimMessage message = channel.history.get(call.param("message"));
        if (message == null || message.ephemeral()) {
            throw RestError.unknownMessage();
        }
        return message;
    }

    /** Refuses what an archived thread does not take (Discord docs, Threads > Active & Archived Threads). */
    void requireAwake(SimChannel channel) {
        if (channel.isThread() && channel.thread.archived) {
            throw RestError.threadArchived();
        }
    }

    /** A post brings a thread back from the archive. */
    void wake(SimChannel channel) {
        if (channel.isThread() && channel.thread.archived) {
            channel.thread.archived = false;
            channel.changed();
        }
    }
}
