package org.discordbridge.event;

import java.time.Instant;

/** Something that happened on Discord. Immutable, and safe to hand to any thread. */
public sealed interface DiscordEvent permits MessageCreated, CommandInvoked, GatewayReady {
    /** Which kind of event this is. */
    EventType type();

    /**
     * Identity of the event: the same event carries the same id whenever and however often it is read. A UUID in its
     * canonical text form.
     */
    String uuid();

    /** When it happened, by Discord's clock, in milliseconds. */
    Instant timestamp();

    /**
     * The channel, thread or direct message it happened in, which is also what its order is kept by; null for events
     * outside of channels.
     */
    String channelId();

    /** The guild (server) it happened in; null in direct messages and outside of guilds. */
    String guildId();
}
