/**
 * Finds faults of the bot in the data that Discord sends: guilds that are missing, a second process with its token,
 * message content that is withheld. May touch {@code json} and {@code session}.
 *
 * <p>{@code discord.DiscordHealthCheck} shows them.
 */
package org.discordbridge.discord.session.finding;
