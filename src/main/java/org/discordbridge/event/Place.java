package org.discordbridge.event;

/**
 * The guild, channel and thread where something happened. Every component may be null.
 *
 * @param guildId null in direct messages and outside of guilds
 * @param guildName null if it is not known
 * @param channelId the channel, thread or direct message
 * @param channelName null in direct messages, or if it is not known
 * @param parentChannelId the channel a thread belongs to, null if it is no thread
 * @param parentChannelName name of that channel
 */
public record Place(
        @Nullable String guildId,
        @Nullable String guildName,
        @Nullable String channelId,
        @Nullable String channelName,
        @Nullable String parentChannelId,
        @Nullable String parentChannelName) {}
