/**
 * What can be seen to be wrong with the bot in what Discord sends: guilds that are missing, a second process with its
 * token, message content that is withheld. May touch {@code json} and {@code session}.
 *
 * <p>Who shows it: {@code discord.DiscordHealthCheck}.
 */
package org.discordbridge.discord.session.finding;
