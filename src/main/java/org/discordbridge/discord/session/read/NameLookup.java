package org.discordbridge.discord.session.read;

import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.discordbridge.event.Place;

/** Names of guilds, channels and roles, from JDA's cache where it has them. */
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

    /** The guild of a channel, null if JDA does not know that channel. */
    String guildOf(String channelId) {
        GuildChannel channel = shards.channel(channelId);
        return channel == null ? null : channel.getGuild().getId();
    }

    /**
     * The channel of a thread, null if JDA does not know it yet: it puts a thread into its cache first, and says its parent
     * then, which other threads than the gateway's may see.
     */
    public static GuildChannel parentOf(ThreadChannel thread) {
        try {
            return thread.getParentChannel();
        } catch (NullPointerException e) {
            return null;
        }
    }

    /** The name of a role, null if it is not known. */
    public String role(String guildId, String roleId) {
        Guild guild = guildId == null ? null : shards.guild(guildId);
        Role role = guild == null ? null : guild.getRoleById(roleId);
        return role == null ? null : role.getName();
    }
}
