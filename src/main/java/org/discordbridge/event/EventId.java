package org.discordbridge.event;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    static String of(String kind, String id) {
        return UUID.nameUUIDFromBytes(("discord:" + kind + ":" + id).getBytes(UTF_8))
                .toString();
    }
}
