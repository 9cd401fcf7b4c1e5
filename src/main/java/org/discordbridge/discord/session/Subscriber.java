package org.discordbridge.discord.session;

import java.util.function.Supplier;
import org.discordbridge.event.DiscordEvent;

/** Takes events, on the websocket thread: it must not block. */
@FunctionalInterface
public interface Subscriber {
    /**
     * Takes one.
     *
     * @param raw Discord's own JSON of it, without tokens; written when it is asked for, from any thread. Keeps the
     *     payload in memory for as long as it is held. Null if there is none
     */
    void accept(DiscordEvent event, Supplier<String> raw);
}
