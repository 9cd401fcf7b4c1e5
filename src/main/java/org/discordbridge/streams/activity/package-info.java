/**
 * Counts what goes on: {@code ActivityProcessor} adds each observation to the rows of its channel and its guild, by minute
 * and by hour, and tells a row when its time is over. May touch Kafka Streams, Avro, sketches, records and people.
 *
 * <p>The page that shows the rows is in {@code streams.page}.
 */
package org.discordbridge.streams.activity;
