/**
 * Up to a gateway connection, and again after it is lost: log-in over REST ({@code LoginInfo}, {@code LoginRequests}),
 * the gateway's address and shard count, JDA's shards ({@code ShardBuilder}), who may identify when, with the pauses
 * between tries ({@code ConnectQueue}, {@code ReconnectPause}), and what a close code means ({@code GatewayClose}).
 * {@code StartGate} holds dispatches until routes are ready. May touch JDA and the clients it is made of, {@code
 * json}, {@code rest}, {@code subscribe} and {@code session}.
 *
 * <p>Who begins all this and in which state a session is: {@code life}.
 */
package org.discordbridge.discord.session.connect;
