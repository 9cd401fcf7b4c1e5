/**
 * Calls REST over JDA's rate limiter: requests, their deadlines and failures, threads, multipart bodies, and
 * {@code BanGuard}, which slows requests and holds them back before Discord bans the address. May touch JDA, OkHttp,
 * {@code json} and {@code session}.
 *
 * <p>{@code call} has the requests by subject; {@code connect.LoginRequests} makes those before there is a session.
 */
package org.discordbridge.discord.session.rest;
