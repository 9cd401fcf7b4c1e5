package org.discordbridge.discord.session.finding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.json.JsonObject;

/**
 * The guilds of which nothing comes, because of an outage at Discord's: READY names all guilds, and GUILD_CREATE follows for
 * each that is available (Discord docs, Gateway Events > Ready, Guild Create, Guild Delete). Safe for any number of threads.
 */
public final class MissingGuilds {
    /** By then, the available ones of a large bot have come. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Clock clock;
    /** From when on each counts as missing. */
    private final Map<String, Instant> from = new ConcurrentHashMap<>();

    MissingGuilds(Clock clock) {
        this.clock = clock;
    }

    void began(Shard shard, List<String> guilds) {
        from.keySet().removeIf(shard::covers);
        Instant late = clock.instant().plus(PATIENCE);
        guilds.forEach(guild -> from.put(guild, late));
    }

    /** At a GUILD_CREATE. */
    public void created(JsonObject guild) {
        if (!guild.flag("unavailable")) {
            from.remove(guild.text("id", ""));
        }
    }

    /** At a GUILD_DELETE. */
    public void deleted(JsonObject guild) {
        String id = guild.text("id", "");
        if (guild.flag("unavailable")) {
            from.put(id, clock.instant());
        } else {
            from.remove(id);
        }
    }

    /** Whether all have come that will come soon. */
    boolean haveOthersCome() {
        Instant now = clock.instant();
        return from.values().stream().noneMatch(late -> late.isAfter(now));
    }

    /** Their ids, in order. */
    List<String> ids() {
        Instant now = clock.instant();
        return from.entrySet().stream()
                .filter(guild -> !guild.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
