/**
 * The life of a session: {@code DiscordSession} is the class to begin with. It logs in, connects ({@code
 * EarlyConnection} does so ahead of the start), is ready, loses and finds its shards ({@code Lifecycle}, {@code
 * Readiness}), and closes. May touch JDA and all rooms of the session.
 *
 * <p>One session for each token is held by {@code discord.SessionHolder}.
 */
package org.discordbridge.discord.session.life;
