package org.discordbridge.simulator;

/**
 * A role of a guild.
 *
 * @param id its snowflake
 * @param name its name
 */
public record Role(long id, String name) {}
