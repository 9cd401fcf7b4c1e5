package org.discordbridge.discord.options;

/** Says whether what happens in direct messages is delivered. */
public enum DirectMessages {
    /** Besides what happens in guilds. */
    INCLUDE,
    /** Not at all. */
    EXCLUDE,
    /** Alone. */
    ONLY
}
