package org.discordbridge.discord.sharing;

/** Shares the shards of bots among the processes that run. */
public interface ShardSharing {
    /** Returns whether shards are shared at all; if not, this process has all of them. */
    boolean isOn();

    /** Joins the processes that share the shards of a bot. Does not block; {@link Membership#joined} tells the result. */
    Membership join(ShardHost host);
}
