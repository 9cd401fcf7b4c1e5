package org.discordbridge.discord.session;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * What a session needs to know.
 *
 * @param token the bot token. A secret: {@link #toString()} leaves it out
 * @param apiUrl REST base such as {@code https://discord.com/api/v10}, without a trailing slash
 * @param compress whether the gateway compresses what it sends (zlib-stream): less network for more CPU
 * @param shards over how many gateway connections; 0 for as many as Discord recommends
 * @param startTimeout how long connecting may take before it counts as failed; of several shards, the next of them
 * @param cachedMessages how many messages are remembered for their edits and deletion
 * @param cachedBytes how much memory they may take
 * @param banLimit how many requests that Discord refuses within the window make it ban this address
 * @param banWindow how long a refused request counts
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
        Duration banWindow) {

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
