/**
 * Reports on what the bridge does and has still to do: metrics for Prometheus, and the lines of the log when it starts
 * and ends. May touch Camel, Micrometer, the Vert.x router that serves them, and the rooms that it reports on.
 *
 * <p>{@code EventMetrics} has counts and times of events and operations ({@code discord_lag_seconds} and its buckets),
 * {@code BridgeMetrics} those of Kafka, files and Discord, {@code GapMetrics} those of catching up;
 * {@code ObservedPaths} serves {@code /observe/…}. Health of Discord is in {@code discord.DiscordHealthCheck}, of
 * routes in {@code reload.RouteHealthCheck}, of the other parts in {@code PartHealth}.
 */
package org.discordbridge.metrics;
