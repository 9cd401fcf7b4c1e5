/**
 * Runs the streams: {@code Streams} reads arguments and settings, {@code StreamsTopology} says what hangs between which
 * topics, {@code StreamsLife} starts it and ends it. May touch Kafka Streams, Camel as far as it has the settings of
 * clients, and the rooms below. No other room knows this one: its libraries are in a folder of their own.
 *
 * <p>{@code streams.record} reads what the bridge has written, {@code streams.text} says which texts are the same,
 * {@code streams.rule} has the rules, and {@code streams.watch} applies them.
 */
package org.discordbridge.streams;
