/**
 * Turns records on Kafka into Avro and back, with a schema registry: has the data format with the registry's wire
 * format ({@code RegistryAvroDataFormat}), fills schemas from events ({@code EventWriter}) and reads them into maps
 * ({@code EventModel}), checks whether they fit
 * ({@code CarriedFields}), and has a small client for Confluent's registry REST API ({@code SchemaRegistry}, which also
 * words its failures). May touch Camel, Avro, Jackson and {@code event}; never JDA, Kafka or MinIO.
 *
 * <p>Schemas are in {@code schemas/}. Topics and partitions are the matter of {@code delivery}.
 */
package org.discordbridge.avro;
