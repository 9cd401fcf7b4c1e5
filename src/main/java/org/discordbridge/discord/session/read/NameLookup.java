package org.discordbridge.discord.session.read;

import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.discordbridge.event.Place;

/** Finds names of guilds, channels and roles in JDA's cache, as far as it has them. */
public final class NameLookup {
    private final Shards shards;

    public NameLookup(Shards shards) {
        this.shards = shards;
    }

    public Place of(String guildId, String channelId) {
        Guild guild = guildId == null ? null : shards.guild(guildId);
        if (guild == null) {
            return new Place(guildId, null, channelId, null, null, null);
        }
        GuildChannel channel = channelId == null ? null : guild.getGuildChannelById(channelId);
        if (channel == null) {
            return new Place(guildId, guild.getName(), channelId, null, null, null);
        }
        GuildChannel parent = channel instanceof ThreadChannel thread ? parentOf(thread) : null;
        return new Place(
                guildId,
                guild.getName(),
                channelId,
                channel.getName(),
                parent == null ? null : parent.getId(),
                parent == null ? null : parent.getName());
    }

    /** Returns the guild of a channel, null if JDA does not know that channel. */
    String guildOf(String channelId) {
        GuildChannel channel = shards.channel(channelId);
        return channel == null ? null : channel.getGuild().getId();
    }

    /**
     * Returns the channel of a thread, null if JDA does not know it yet. JDA first puts a thread into its cache and
     * then sets its channel; other threads than the gateway's may see it in between.
     */
    public static GuildChannel parentOf(ThreadChannel thread) {
        try {
            return thread.getParentChannel();
        } catch (NullPointerException e) {
            return null;
        }
    }

    /** Returns the name of a role, null if it is not known. */
    public String role(String guildId, String roleId) {
        Guild guild = guildId == null ? null : shards.guild(guildId);
        Role role = guild == null ? null : guild.getRoleById(roleId);
        return role == null ? null : role.getName();
    }
}
