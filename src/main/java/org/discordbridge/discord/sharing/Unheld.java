package org.discordbridge.discord.sharing;

import org.discordbridge.discord.session.Shard;

/**
 * Describes a shard that no process has.
 *
 * @param reason the reason, for people
 */
public record Unheld(Shard shard, String reason) {}
