/**
 * Makes gateway connections, first ones and new ones after a loss: login over REST ({@code LoginInfo},
 * {@code LoginRequests}), the gateway's address and shard count, JDA's shards ({@code ShardBuilder}), the order and the
 * pauses of connections ({@code ConnectQueue}, {@code ReconnectPause}), and the meaning of close codes
 * ({@code GatewayClose}). {@code ShardGate} holds dispatches until routes are ready, and until no other process has the
 * shard; {@code OneProcessPace} gives IDENTIFY its turns, if there is none. May touch JDA and the clients it is made of,
 * {@code json}, {@code rest}, {@code subscribe} and {@code session}.
 *
 * <p>{@code life} begins all this, and knows the state of a session.
 */
package org.discordbridge.discord.session.connect;
