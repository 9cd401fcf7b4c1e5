package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Somebody used a command, a button, a select or a form, and Discord waits for the bot: three seconds for the first response, fifteen minutes for
 * everything after it (Discord docs, Receiving and Responding).
 */
public interface Interaction {
    /** Its snowflake. */
    long id();

    /** The token that stands for the right to answer. */
    String token();

    /** How long the first response took; empty while there is none. */
    Optional<Duration> acknowledgedAfter();

    /** The callback type of the first response: 4 message, 5 deferred and so on; 0 while there is none. */
    int callbackType();

    /** Whether the first response only said that an answer will follow. */
    boolean deferred();

    /** Whether Discord shows "The application did not respond". */
    boolean failed();

    /**
     * The answer as shown now, edits included; empty while there is none or only a "thinking…". A message that was there
     * before, and that a component is on, is none.
     */
    Optional<Message> reply();

    /** The follow-up messages, oldest first. */
    List<Message> followUps();

    /** The data of the first response as the bot sent it. */
    Optional<ObjectNode> callback();

    /** What was suggested for the option that is typed; empty while nothing was. */
    List<String> suggestions();

    /** Waits for the first response. */
    Interaction awaitAcknowledged(Duration timeout);

    /** Waits for a shown answer: an immediate one, or the edit of a deferred one. */
    Message awaitReply(Duration timeout);

    /** Waits for so many follow-ups. */
    List<Message> awaitFollowUps(int count, Duration timeout);

    /** Lets the token expire now, as it does after fifteen minutes. */
    void expire();
}
