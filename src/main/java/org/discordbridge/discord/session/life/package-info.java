/**
 * Runs the life of a session: {@code DiscordSession} is the class to begin with. It logs in, connects
 * ({@code EarlyConnection} does so ahead of the start), is ready, loses and regains its shards ({@code Lifecycle},
 * {@code Readiness}), and closes. May touch JDA and all rooms of the session.
 *
 * <p>{@code discord.SessionHolder} holds one session for each token.
 */
package org.discordbridge.discord.session.life;
