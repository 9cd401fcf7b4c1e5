/**
 * The Camel component {@code discord:}. Knows nothing of Kafka, Avro or MinIO and works in any Camel application; reaches
 * Discord through {@link org.discordbridge.discord.session} only. May touch Camel (with the activation API of its
 * attachments, and the parser of its YAML DSL), {@code discord.session}, {@code event} and {@code lane}.
 */
package org.discordbridge.discord;
