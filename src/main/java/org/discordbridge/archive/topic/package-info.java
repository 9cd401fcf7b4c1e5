/**
 * Keeps the records of topics in the bucket, as tables that other programs read: {@code ArchiveReader} reads the topics
 * in a consumer group of its own, cuts each partition into {@code Piece}s, and commits a piece when all of its files are
 * in the store. {@code PlannedEnd} is why each record is there once. May touch Camel, Kafka's clients, Avro, {@code
 * avro}, {@code archive}, {@code delivery} and {@code event}, and {@code settings} for the folder of the libraries.
 *
 * <p>{@code TopicArchive} is the bean. What a table is made of is a {@code TableFormat}; the one there is, is in {@code
 * archive.parquet}, whose libraries are on no class path. Files of messages are the matter of {@code archive}.
 */
package org.discordbridge.archive.topic;
