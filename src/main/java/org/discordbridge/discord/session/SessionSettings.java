package org.discordbridge.discord.session;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of a session.
 *
 * @param token the bot token. A secret: {@link #toString()} leaves it out
 * @param apiUrl REST base such as {@code https://discord.com/api/v10}, without a trailing slash
 * @param compress whether the gateway compresses what it sends (zlib-stream): less network for more CPU
 * @param shards number of gateway connections; 0 for as many as Discord recommends
 * @param startTimeout longest time for connecting; of several shards, for each of them after the one before
 * @param cachedMessages number of messages that are remembered for their edits and deletion
 * @param cachedBytes memory that they may take
 * @param banLimit number of refused requests within the window after which Discord bans this address
 * @param banWindow time for which a refused request counts
 * @param proxy the HTTP proxy for REST and the gateway; null for the machine's own way
 */
public record SessionSettings(
        String token,
        URI apiUrl,
        boolean compress,
        int shards,
        Duration startTimeout,
        int cachedMessages,
        long cachedBytes,
        int banLimit,
        Duration banWindow,
        InetSocketAddress proxy) {

    /** Makes settings without a proxy. */
    public SessionSettings(
            String token,
            URI apiUrl,
            boolean compress,
            int shards,
            Duration startTimeout,
            int cachedMessages,
            long cachedBytes,
            int banLimit,
            Duration banWindow) {
        this(token, apiUrl, compress, shards, startTimeout, cachedMessages, cachedBytes, banLimit, banWindow, null);
    }

    public SessionSettings {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(apiUrl, "apiUrl");
        Objects.requireNonNull(startTimeout, "startTimeout");
    }

    @Override
    public String toString() {
        return "SessionSettings[apiUrl=" + apiUrl + ", compress=" + compress + ", shards=" + shards + ", startTimeout="
                + startTimeout + "]";
    }
}
