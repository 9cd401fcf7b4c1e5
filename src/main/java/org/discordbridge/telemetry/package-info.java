/**
 * Makes traces for OpenTelemetry: one for each message, from Discord to Kafka and back. Off unless it is switched on.
 * May touch Camel, OpenTelemetry and {@code discord.options}.
 *
 * <p>Metrics for Prometheus are in {@code metrics}.
 */
package org.discordbridge.telemetry;
