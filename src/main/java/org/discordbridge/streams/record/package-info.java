/**
 * Reads the bridge's records for the streams: {@code ObservationReader} makes an {@code Observation} of each, which is
 * small, has no text, and goes through Kafka by guild. {@code RegistryRecords} knows the wire format, and writes what the
 * streams tell. May touch Avro, Kafka and {@code avro}'s client of the registry.
 *
 * <p>What cannot be read is an {@code UnreadableException}; {@code streams} sets it aside.
 */
package org.discordbridge.streams.record;
