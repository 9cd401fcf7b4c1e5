package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/**
 * A poll in a message.
 *
 * @param question what is asked
 * @param answers what can be chosen, in order
 * @param multiple whether several answers may be chosen
 * @param expiry when it ends, null if never
 * @param votes number of votes for each answer when the message was read; empty if Discord did not say it, as for a new
 *     message
 * @param finalized whether it is over and every vote was counted exactly: before, the numbers may be slightly wrong
 *     (Discord docs, Poll > Poll Results Object)
 */
public record Poll(
        String question,
        List<String> answers,
        boolean multiple,
        @Nullable Instant expiry,
        List<Long> votes,
        boolean finalized) {
    public Poll {
        answers = List.copyOf(answers);
        votes = List.copyOf(votes);
    }
}
