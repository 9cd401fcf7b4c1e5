/** Traces for OpenTelemetry: one for each message, from Discord to Kafka and back. Off unless it is switched on. */
package org.discordbridge.telemetry;
