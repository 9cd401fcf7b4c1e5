/**
 * Catches up: keeps watermarks of channels, and reads the messages of gaps that were missed while the bridge was away.
 * May touch {@code event}, {@code options}, Camel's repositories, and the session's rooms.
 *
 * <p>{@code Positions} knows which shards this process has. For each there is a {@code TakenShard}: its
 * {@code ShardChannels} decide what is new, and which channels are read since their guild tells of something newer, with
 * one {@code ChannelPosition} for each channel; its {@code ShardBase} stores how far all of them are, and
 * {@code KnownBases} finds where a shard begins. {@code GapReader} reads history page by page; {@code NewestMessageAudit} looks now and then for messages that the
 * gateway has lost. An option says where positions are stored; on Kafka, {@code delivery.KafkaStateRepository} stores
 * them.
 */
package org.discordbridge.discord.catchup;
