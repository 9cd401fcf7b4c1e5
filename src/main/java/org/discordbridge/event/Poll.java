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
 */
public record Poll(String question, List<String> answers, boolean multiple, Instant expiry) {
    public Poll {
        answers = List.copyOf(answers);
    }
}
