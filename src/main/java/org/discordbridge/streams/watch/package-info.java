/**
 * Applies the rules to what happens: {@code WatchProcessor} sorts each observation into the groups of the rules that
 * concern it, {@code Groups} keeps them for as long as they may matter, {@code Windows} finds what has come to be too much,
 * and {@code Alert} says so. May touch Kafka Streams, Avro, and the rooms of rules, records, texts and people.
 *
 * <p>Which topics this hangs between is said in {@code streams}; what becomes of an alert in
 * {@code routes/moderate.camel.yaml}.
 */
package org.discordbridge.streams.watch;
