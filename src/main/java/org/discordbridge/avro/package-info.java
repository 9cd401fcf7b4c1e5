/**
 * Records on Kafka as Avro with a schema registry: the data format with the registry wire format, and a small client
 * for Confluent's registry REST API. May touch Camel, Avro, Jackson and {@code event}; never JDA, Kafka
 * or MinIO.
 */
package org.discordbridge.avro;
