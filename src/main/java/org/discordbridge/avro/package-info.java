/**
 * Records on Kafka as Avro with a schema registry: the data format with the registry's wire format ({@code
 * RegistryAvroDataFormat}), how an event fills a schema ({@code EventModel}), what of it does not fit ({@code
 * CarriedFields}), and a small client for Confluent's registry REST API ({@code SchemaRegistry}, which also words its
 * failures). May touch Camel, Avro, Jackson and {@code event}; never JDA, Kafka or MinIO.
 *
 * <p>Schemas are in {@code schemas/}. Topics and partitions are the matter of {@code delivery}.
 */
package org.discordbridge.avro;
