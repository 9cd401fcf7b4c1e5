package org.discordbridge.discord.session.subscribe;

import java.util.function.Supplier;
import org.discordbridge.event.DiscordEvent;

/**
 * Takes events, on the websocket threads of all shards at once: it must not block. Events of one channel come in order,
 * since a channel belongs to one shard.
 */
@FunctionalInterface
public interface Subscriber {
    /**
     * Takes an event.
     *
     * @param raw gives Discord's own JSON of the event, without tokens; it is written when it is asked for, from any
     *     thread. Keeps the payload in memory as long as it is held. Null if there is none
     */
    void accept(DiscordEvent event, Supplier<String> raw);
}
