package org.discordbridge.discord.session;

import org.discordbridge.discord.session.life.DiscordSession;

/** Where a session is in its life. */
public enum SessionState {
    /** Not started. */
    NEW,
    /** Connecting for the first time. */
    CONNECTING,
    /** Events arrive and messages can be sent. */
    READY,
    /** The gateway connection of a shard is lost and being made again; messages can be sent. */
    RECONNECTING,
    /** Ended by Discord for good; {@link DiscordSession#status()} says why. */
    FAILED,
    /** Closed by us. */
    CLOSED
}
