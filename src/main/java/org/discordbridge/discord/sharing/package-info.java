/**
 * Says what the component asks of those who share the shards of a bot among several processes. May touch the types
 * of the session only.
 *
 * <p>{@code ShardSharing} lets a process join the others; {@code Membership} is its place among them; {@code ShardHost} is
 * told which shards to connect, to open and to give away. The component's host is {@code discord.ShardShare}; who shares
 * over Kafka is {@code cluster}. The shards themselves are in {@code session.life.HeldShards}.
 */
package org.discordbridge.discord.sharing;
