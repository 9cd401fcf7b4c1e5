package org.discordbridge.streams.people;

import org.discordbridge.streams.record.Observation;

/**
 * Adds to an observation when whoever wrote it began to write in the guild.
 *
 * @param first the time of their first message, as far as it is remembered; -1 if the observation is no message of a person
 * @param learned whether the guild is known long enough to tell who is new
 */
public record Seen(Observation what, long first, boolean learned) {

    /** Returns whether it is by somebody who began to write at most so many milliseconds before. */
    public boolean isNew(long within) {
        return learned && first >= 0 && what.time() - first <= within;
    }
}
