package org.discordbridge.discord.session.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;

/**
 * Knows the address of Discord's gateway, and how the bot is to connect to it ({@code GET /gateway/bot}; Discord docs,
 * Gateway > Get Gateway Bot). JDA would take a constant instead, and so connect to the real Discord even when its REST
 * base is another server.
 *
 * @param url its websocket address
 * @param shards number of connections
 * @param maxConcurrency number of connections that may be begun within five seconds
 * @param sparesSessions whether Discord allows at least half of a day's sessions after this one
 */
public record GatewayAddress(String url, int shards, int maxConcurrency, boolean sparesSessions) {
    private static final String PURPOSE = "find Discord's gateway";
    private static final String FOR_BOTS = "/gateway/bot";
    private static final String PLAIN = "/gateway";
    private static final String REMAINING = "remaining";
    private static final String TOTAL = "total";
    private static final int USUAL_TOTAL = 1000;

    /**
     * Asks Discord. Blocks for ten seconds at most; for twice that with a stand-in for Discord that only knows
     * {@code GET /gateway}.
     *
     * @param shared whether other processes share the shards: fewer sessions are needed then
     * @throws SessionException if there is no usable answer, or if Discord allows no more sessions today
     */
    static GatewayAddress lookUp(SessionSettings settings, boolean shared, LoginRequests lookUp) {
        Optional<DataObject> forBots = lookUp.find(FOR_BOTS, PURPOSE);
        DataObject answer = forBots.orElseGet(() -> lookUp.get(PLAIN, PURPOSE));
        try {
            String url = answer.getString("url");
            if (url.startsWith("ws://") || url.startsWith("wss://")) {
                int shards = settings.shards() > 0 ? settings.shards() : Math.max(1, answer.getInt("shards", 1));
                DataObject limit = answer.optObject("session_start_limit").orElseGet(DataObject::empty);
                requireStarts(shared ? 1 : shards, limit);
                return new GatewayAddress(
                        url, shards, Math.max(1, limit.getInt("max_concurrency", 1)), sparesSessions(shards, limit));
            }
        } catch (ParsingException e) {
            // reported below, like any other answer without an address
        }
        throw lookUp.notUnderstood(
                forBots.isPresent() ? FOR_BOTS : PLAIN, PURPOSE, "without a websocket address", null);
    }

    /**
     * Requires that enough sessions are left for today: with too many within a day, Discord would reset the token
     * (Discord docs, Gateway > Rate Limiting).
     */
    private static void requireStarts(int shards, DataObject limit) {
        int remaining = limit.getInt(REMAINING, Integer.MAX_VALUE);
        if (remaining >= shards) {
            return;
        }
        Duration wait = Duration.ofMillis(limit.getLong("reset_after", 0));
        throw new SessionException(
                "Discord lets this bot begin " + limit.getInt(TOTAL, USUAL_TOTAL) + " gateway sessions a day: "
                        + remaining
                        + " are left, and " + shards + " needed, one for each shard. More would make it reset the bot"
                        + " token. It counts anew from "
                        + Instant.now().plus(wait).truncatedTo(ChronoUnit.SECONDS)
                        + " on. Find out what makes the bridge, or another program with this token, start so often, and"
                        + " start it after that",
                false,
                null);
    }

    private static boolean sparesSessions(int shards, DataObject limit) {
        int remaining = limit.getInt(REMAINING, Integer.MAX_VALUE);
        return remaining - shards >= limit.getInt(TOTAL, USUAL_TOTAL) / 2;
    }

    static SessionException refusedToken(Throwable cause) {
        return new SessionException(
                "Discord refused the bot token (401 Unauthorized). Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token",
                false,
                cause);
    }
}
