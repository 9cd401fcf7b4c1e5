/**
 * REST over JDA's rate limiter: requests, their deadlines and failures, threads, multipart bodies, and {@code
 * BanGuard}, which slows requests and holds them back before Discord bans the address. May touch JDA, OkHttp, {@code
 * json} and {@code session}.
 *
 * <p>What is asked, by subject, is in {@code call}; requests before there is a session are in {@code
 * connect.LoginRequests}.
 */
package org.discordbridge.discord.session.rest;
