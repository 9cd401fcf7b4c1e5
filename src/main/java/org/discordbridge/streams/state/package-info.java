/**
 * Keeps the state of the streams: {@code DecodedStoreBuilder} builds stores of Kafka Streams whose values are objects from
 * one commit to the next, {@code Entries} is what rules and people need of a store, and can be in memory alone. May touch
 * Kafka Streams.
 *
 * <p>What is stored is said in {@code streams.people}, {@code streams.watch} and {@code streams.activity}.
 */
package org.discordbridge.streams.state;
