/**
 * Catching up: watermarks of channels, gaps, and reading what was missed while nobody listened. May touch {@code
 * event}, {@code options}, Camel's repositories, and the session's rooms.
 *
 * <p>{@code Positions} decides what is new and what is kept, with one {@code ChannelPosition} for each channel; {@code
 * GapReader} reads history page by page; {@code NewestMessageAudit} looks now and then for what nobody told of. Where
 * positions are kept is an option; on Kafka, {@code delivery.KafkaStateRepository} keeps them.
 */
package org.discordbridge.discord.catchup;
