/**
 * What the bridge does and has still to do: figures for Prometheus, and the lines of the log when it starts and ends.
 * May touch Camel, Micrometer, the Vert.x router that serves them, and the rooms that it tells of.
 *
 * <p>{@code EventMetrics} has counts and times of events and operations ({@code discord_lag_seconds} and its buckets),
 * {@code BridgeMetrics} those of Kafka, files and Discord, {@code GapMetrics} those of catching up; {@code
 * ObservedPaths} serves {@code /observe/…}. Health of Discord is told by {@code discord.DiscordHealthCheck}, of routes
 * by {@code reload.RouteHealthCheck}, of the other parts by {@code PartHealth}.
 */
package org.discordbridge.metrics;
