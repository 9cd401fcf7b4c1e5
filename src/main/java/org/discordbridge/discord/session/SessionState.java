package org.discordbridge.discord.session;

import org.discordbridge.discord.session.life.DiscordSession;

/** States in the life of a session. */
public enum SessionState {
    /** It is not started. */
    NEW,
    /** It connects for the first time. */
    CONNECTING,
    /** Events arrive and messages can be sent. */
    READY,
    /** The gateway connection of a shard is lost and being made again; messages can be sent. */
    RECONNECTING,
    /** Discord has ended it for good; {@link DiscordSession#status()} says why. */
    FAILED,
    /** We have closed it. */
    CLOSED
}
