/**
 * What makes delivery over Kafka dependable: topics that exist, and offsets that are committed only when the fate of
 * every record before them is known. May touch Kafka, Camel and what
 * {@code discord} asks of a repository; never JDA or MinIO.
 */
package org.discordbridge.delivery;
