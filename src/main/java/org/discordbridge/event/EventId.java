package org.discordbridge.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/**
 * Derives the {@code uuid} of an event from Discord's own id of it, so that a message that is read twice has the same
 * one.
 *
 * <p>A name-based UUID (RFC 4122, version 3) of {@code discord:KIND:ID}. Services in other languages can compute it.
 */
public final class EventId {
    private EventId() {}

    /** Returns the uuid of the message with that snowflake. */
    public static String ofMessage(String messageId) {
        return of("message", messageId);
    }

    /** Returns the uuid of the interaction with that snowflake. */
    public static String ofInteraction(String interactionId) {
        return of("interaction", interactionId);
    }

    /** Returns the uuid of an edit of a message. The time of the edit tells it from other edits. */
    public static String ofEdit(String messageId, Instant edited) {
        return of("edit", messageId + ":" + edited);
    }

    /** Returns the uuid of the deletion of a message, which happens only once. */
    public static String ofDeletion(String messageId) {
        return of("deletion", messageId);
    }

    /**
     * Returns the uuid of an event that can happen only once to the thing with that snowflake, such as
     * {@code role-deleted}.
     */
    public static String ofOnce(EventType type, String subjectId) {
        return of(type.eventName(), subjectId);
    }

    /**
     * Returns the uuid of an event to which Discord gives no identity. It is derived from the gateway session and the
     * number of the dispatch in it; both stay the same if the dispatch is sent again after a lost connection.
     */
    public static String ofDispatch(String sessionId, long sequence) {
        return of("dispatch", sessionId + ":" + sequence);
    }

    static String of(String kind, String id) {
        return UUID.nameUUIDFromBytes(("discord:" + kind + ":" + id).getBytes(UTF_8))
                .toString();
    }
}
