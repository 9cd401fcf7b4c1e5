package org.discordbridge.discord.session.life;

import java.util.List;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.rest.AnswerCounts;
import org.discordbridge.discord.session.rest.BanGuard;
import org.discordbridge.event.GatewayReady;

/**
 * Figures of a session for metrics.
 *
 * @param status its state
 * @param botName name and id of the bot; null before the gateway was ready
 * @param botId id of the bot; null before the gateway was ready
 * @param guilds number of guilds of its shards
 * @param unavailableGuilds number of these guilds with an outage at Discord now
 * @param pingMillis time until the gateway answered the last heartbeat of each shard; -1 if it has not yet
 * @param requests number of answers of Discord's REST API, by the first digit of the status; at 0, of missing answers
 * @param rateLimited number of answers with 429
 * @param refused number of recent answers that count towards a ban
 * @param heldBack whether requests are held back because of that
 */
public record SessionFigures(
        SessionStatus status,
        String botName,
        String botId,
        int guilds,
        int unavailableGuilds,
        List<Long> pingMillis,
        long[] requests,
        long rateLimited,
        int refused,
        boolean heldBack) {
    private static final int CLASSES = 6;

    /**
     * Gathers the figures.
     *
     * @param first null before the gateway was ready
     * @param connection null before there is one
     * @param counts of the answers to its requests
     */
    static SessionFigures of(
            SessionStatus status, GatewayReady first, Findings findings, Connection connection, AnswerCounts counts) {
        String name = first == null ? null : first.botName() + " (" + first.botId() + ")";
        String id = first == null ? null : first.botId();
        int guilds = status.guilds();
        int unavailable = findings.unavailableGuilds().size();
        if (connection == null) {
            return new SessionFigures(status, name, id, guilds, unavailable, List.of(), new long[CLASSES], 0, 0, false);
        }
        BanGuard guard = connection.rest().guard();
        return new SessionFigures(
                status,
                name,
                id,
                guilds,
                unavailable,
                status.shards().stream()
                        .map(shard -> connection.shards().of(shard.shard()))
                        .map(shard -> shard == null ? -1L : shard.getGatewayPing())
                        .toList(),
                counts.byClass(),
                counts.rateLimited(),
                guard.count(),
                guard.held() != null);
    }
}
