package org.discordbridge.streams;

import org.discordbridge.streams.record.Observation;

/**
 * Holds what came of a record: an observation, or the record itself if it cannot be read.
 *
 * @param seen null if it cannot be read
 * @param value of the record that cannot be read; null if it has none
 */
record Reading(Observation seen, byte[] value) {}
