/**
 * What {@code --dead-letters} does: shows dead letters, and sends them again to where they came from. May touch Kafka, and
 * the rooms that know its settings and how values are written.
 */
package org.discordbridge.deadletter;
