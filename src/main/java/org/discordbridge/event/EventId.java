package org.discordbridge.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/**
 * Derives the {@code uuid} of an event from Discord's own id of it, so that a message read twice carries the same one.
 *
 * <p>A name-based UUID (RFC 4122, version 3) of {@code discord:KIND:ID}. Services in other languages can compute it.
 */
public final class EventId {
    private EventId() {}

    /** The uuid of the message with that snowflake. */
    public static String ofMessage(String messageId) {
        return of("message", messageId);
    }

    /** The uuid of the interaction with that snowflake. */
    public static String ofInteraction(String interactionId) {
        return of("interaction", interactionId);
    }

    /** The uuid of an edit of a message, which the time of the edit tells from others. */
    public static String ofEdit(String messageId, Instant edited) {
        return of("edit", messageId + ":" + edited);
    }

    /** The uuid of the deletion of a message, which happens once. */
    public static String ofDeletion(String messageId) {
        return of("deletion", messageId);
    }

    /** The uuid of something that happens at most once to what has that snowflake, such as {@code role-deleted}. */
    public static String ofOnce(EventType type, String subjectId) {
        return of(type.eventName(), subjectId);
    }

    /**
     * The uuid of what Discord gives no identity: the number of the dispatch in its gateway session, which stays the same
     * when the dispatch is sent again after a lost connection.
     */
    public static String ofDispatch(String sessionId, long sequence) {
        return of("dispatch", sessionId + ":" + sequence);
    }

    static String of(String kind, String id) {
        return UUID.nameUUIDFromBytes(("discord:" + kind + ":" + id).getBytes(UTF_8))
                .toString();
    }
}
