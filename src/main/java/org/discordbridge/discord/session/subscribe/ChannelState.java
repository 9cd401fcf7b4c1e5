package org.discordbridge.discord.session.subscribe;

/**
 * A channel or thread that messages can be in.
 *
 * @param id its snowflake
 * @param guildId the guild it is in
 * @param lastMessageId the newest message in it, which may be deleted by now; 0 if Discord does not say
 */
public record ChannelState(String id, String guildId, long lastMessageId) {}
