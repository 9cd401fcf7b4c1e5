/**
 * Does what {@code --dead-letters} asks: shows dead letters, and sends them again to where they came from. May touch
 * Kafka, {@code event}, and the rooms that know its settings and how values are written.
 *
 * <p>They are written, with their headers, by {@code routes/dead-letters.camel.yaml}; {@code Letter} reads these
 * headers.
 */
package org.discordbridge.deadletter;
