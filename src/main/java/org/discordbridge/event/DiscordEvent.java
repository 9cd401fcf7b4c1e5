package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/** Something that happened on Discord. Immutable, and safe to hand to any thread. */
public sealed interface DiscordEvent permits MessageCreated, MessageEvent, PlacedEvent, GatewayReady {
    /** Which kind of event this is. */
    EventType type();

    /**
     * Identity of the event: the same event carries the same id whenever and however often it is read. A UUID in its
     * canonical text form.
     */
    String uuid();

    /** When it happened, by Discord's clock where Discord says so, else when it was received; in milliseconds. */
    Instant timestamp();

    /**
     * The channel, thread or direct message it happened in, which is also what its order is kept by; null for events
     * outside of channels.
     */
    @Nullable
    String channelId();

    /** The guild (server) it happened in; null in direct messages and outside of guilds. */
    @Nullable
    String guildId();

    /** The name of its kind, such as {@code message-created}. */
    default String event() {
        return type().eventName();
    }

    /** Name of the channel; null if there is none, or if it is not known. */
    @Nullable
    default String channelName() {
        return null;
    }

    /** The channel a thread belongs to; null if it did not happen in a thread. */
    @Nullable
    default String parentChannelId() {
        return null;
    }

    /** Name of the channel a thread belongs to; null if it did not happen in a thread. */
    @Nullable
    default String parentChannelName() {
        return null;
    }

    /** Name of the guild; null if there is none, or if it is not known. */
    @Nullable
    default String guildName() {
        return null;
    }

    /** The message it is about; null if it is about none. */
    @Nullable
    default String messageId() {
        return null;
    }

    /** Who did it, or whom it is about; null if that is nobody, or not known. */
    @Nullable
    default String userId() {
        return null;
    }

    /** The unique name of that user's account; null if Discord did not say it. */
    @Nullable
    default String userName() {
        return null;
    }

    /** Whether that user is a bot or a webhook; null if Discord did not say it. */
    @Nullable
    default Boolean userIsBot() {
        return null;
    }

    /** Ids of that user's roles in the guild; empty if there are none, or if Discord did not say it. */
    default List<String> userRoles() {
        return List.of();
    }

    /** The text it carries; null if it carries none. */
    @Nullable
    default String content() {
        return null;
    }
}
