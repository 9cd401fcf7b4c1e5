package org.discordbridge.discord.session.connect;

import net.dv8tion.jda.api.JDABuilder;

/**
 * Changes JDA's builder before the connection of a shard is made of it: the bot's presence, TLS of the gateway, caches.
 * Called once for each shard, on the thread that connects it.
 *
 * <p>Token, addresses, HTTP client, compression, shard and threads are set by the session in any case, and intents may
 * be added but not taken away. Listeners are refused, since most dispatches are read before JDA makes events of them.
 */
@FunctionalInterface
public interface JdaCustomizer {
    void customize(JDABuilder builder);
}
