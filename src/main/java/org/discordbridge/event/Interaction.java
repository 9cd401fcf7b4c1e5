package org.discordbridge.event;

import java.time.Instant;

/**
 * The data that every interaction has: who used it where, and the token for the answer.
 *
 * @param id its snowflake
 * @param token lets its holder answer until the deadline; null if Discord could not be told in time that an answer will
 *     follow, and then an answer can only be an ordinary post. A secret: never log it
 * @param deadline 15 minutes after it was used (Discord docs, Receiving and Responding)
 * @param timestamp when it was used
 * @param place where it was used
 * @param user who used it
 */
public record Interaction(
        String id, @Nullable String token, Instant deadline, Instant timestamp, Place place, Actor user) {
    /** Returns a copy without the token, so that nobody can answer with it. */
    public Interaction withoutToken() {
        return new Interaction(id, null, deadline, timestamp, place, user);
    }

    /** Leaves the token out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "Interaction[id=" + id + ", channelId=" + place.channelId() + ", guildId=" + place.guildId()
                + ", userId=" + user.id() + "]";
    }
}
