/**
 * Is the face of the Camel component {@code discord:}: component, endpoint, consumer and producer, and the events of a
 * route. Knows nothing of Kafka, Avro or MinIO and works in any Camel application. May touch Camel (with the activation
 * API of its attachments, and the parser of its YAML DSL), OkHttp's client that one may give the component, {@code event} and
 * the rooms below it.
 *
 * <p>An event comes through {@code EventIntake} (which holds the websocket back), is filtered by {@code EventFilter}
 * and handed over by {@code DiscordConsumer}; slash commands, buttons and forms come through {@code InteractionIntake},
 * and {@code CommandRegistry} registers commands.
 *
 * <p>Neighbours: options and headers are in {@code options}, what {@code to: discord:} does in {@code operation},
 * watermarks and messages that were missed in {@code catchup}, order by channel in {@code lanes}, everything of Discord
 * itself in {@code session}.
 */
package org.discordbridge.discord;
