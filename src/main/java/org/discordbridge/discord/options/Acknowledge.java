package org.discordbridge.discord.options;

/** Says what Discord is told at once of an interaction, before the route has an answer. */
public enum Acknowledge {
    /** A reply will follow: people see that the bot is thinking. */
    REPLY,
    /** The message that the component is on may be changed: people see nothing. */
    UPDATE,
    /** Nothing: the route answers within two seconds. */
    NONE
}
