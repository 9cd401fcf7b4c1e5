package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/** Something that happened on Discord. Immutable, and safe to hand to any thread. */
public sealed interface DiscordEvent permits MessageCreated, MessageEvent, PlacedEvent, GatewayReady {
    /** Returns the kind of this event. */
    EventType type();

    /**
     * Returns the identity of the event, a UUID in its canonical text form. The same event has the same UUID whenever
     * and however often it is read.
     */
    String uuid();

    /**
     * Returns the time it happened, by Discord's clock if Discord says it, else the time it was received; in
     * milliseconds.
     */
    Instant timestamp();

    /**
     * Returns the channel, thread or direct message it happened in; null for events outside of channels. Events of one
     * channel keep their order.
     */
    @Nullable
    String channelId();

    /** Returns the guild (server) it happened in; null in direct messages and outside of guilds. */
    @Nullable
    String guildId();

    /** Returns the name of its kind, such as {@code message-created}. */
    default String event() {
        return type().eventName();
    }

    /** Returns the name of the channel; null if there is none, or if it is not known. */
    @Nullable
    default String channelName() {
        return null;
    }

    /** Returns the channel a thread belongs to; null if it did not happen in a thread. */
    @Nullable
    default String parentChannelId() {
        return null;
    }

    /** Returns the name of the channel a thread belongs to; null if it did not happen in a thread. */
    @Nullable
    default String parentChannelName() {
        return null;
    }

    /** Returns the name of the guild; null if there is none, or if it is not known. */
    @Nullable
    default String guildName() {
        return null;
    }

    /** Returns the message it is about; null if it is about none. */
    @Nullable
    default String messageId() {
        return null;
    }

    /** Returns the user who did it, or whom it is about; null if there is none, or if it is not known. */
    @Nullable
    default String userId() {
        return null;
    }

    /** Returns the unique name of that user's account; null if Discord did not say it. */
    @Nullable
    default String userName() {
        return null;
    }

    /** Returns whether that user is a bot or a webhook; null if Discord did not say it. */
    @Nullable
    default Boolean userIsBot() {
        return null;
    }

    /** Returns the ids of that user's roles in the guild; empty if there are none, or if Discord did not say it. */
    default List<String> userRoles() {
        return List.of();
    }

    /** Returns the text it carries; null if it carries none. */
    @Nullable
    default String content() {
        return null;
    }
}
