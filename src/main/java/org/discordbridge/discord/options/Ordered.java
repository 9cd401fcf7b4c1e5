package org.discordbridge.discord.options;

/** Says when the next event of a channel begins. */
public enum Ordered {
    /** When the call of the route for the one before has returned. */
    CALLED,
    /** When the route for the one before is completed. */
    COMPLETED
}
