package org.discordbridge.event;

import java.time.Instant;

/**
 * The gateway session is ready: events arrive and messages can be sent. It comes once for each session, not after each
 * reconnect.
 *
 * @param timestamp when, by this machine's clock
 * @param botId the bot's own user id
 * @param botName the bot's user name
 * @param guildCount how many guilds it is in
 */
public record GatewayReady(Instant timestamp, String botId, String botName, int guildCount) implements DiscordEvent {
    @Override
    public EventType type() {
        return EventType.READY;
    }

    @Override
    public String uuid() {
        return EventId.of("ready", botId + ":" + timestamp.toEpochMilli());
    }

    @Override
    public String channelId() {
        return null;
    }

    @Override
    public String guildId() {
        return null;
    }
}
