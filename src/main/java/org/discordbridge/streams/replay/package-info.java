/**
 * Tries rules on what has happened: {@code Replay} reads the topics from a moment on, in no group, and changes nothing;
 * {@code Trial} applies rules to it; {@code ReplayReport} says what they would have said. May touch Kafka's consumer, and
 * the rooms of records, people, rules and the watch.
 *
 * <p>Arguments are read in {@code streams}.
 */
package org.discordbridge.streams.replay;
