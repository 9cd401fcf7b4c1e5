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
 * Knows the guilds from which nothing comes, because of an outage at Discord: READY names all guilds, and GUILD_CREATE
 * follows for each that is available (Discord docs, Gateway Events > Ready, Guild Create, Guild Delete). Safe for any
 * number of threads.
 */
public final class MissingGuilds {
    /** Time within which the available guilds of a large bot have come. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Clock clock;
    /** Time from which each guild counts as missing. */
    private final Map<String, Instant> from = new ConcurrentHashMap<>();

    MissingGuilds(Clock clock) {
        this.clock = clock;
    }

    void began(Shard shard, List<String> guilds) {
        from.keySet().removeIf(shard::covers);
        Instant late = clock.instant().plus(PATIENCE);
        guilds.forEach(guild -> from.put(guild, late));
    }

    void ended(Shard shard) {
        from.keySet().removeIf(shard::covers);
    }

    /** Looks at a GUILD_CREATE. */
    public void created(JsonObject guild) {
        if (!guild.flag("unavailable")) {
            from.remove(guild.text("id", ""));
        }
    }

    /** Looks at a GUILD_DELETE. */
    public void deleted(JsonObject guild) {
        String id = guild.text("id", "");
        if (guild.flag("unavailable")) {
            from.put(id, clock.instant());
        } else {
            from.remove(id);
        }
    }

    /** Returns whether all guilds have come that are expected soon. */
    boolean haveOthersCome() {
        Instant now = clock.instant();
        return from.values().stream().noneMatch(late -> late.isAfter(now));
    }

    /** Returns the ids of the missing guilds, in order. */
    List<String> ids() {
        Instant now = clock.instant();
        return from.entrySet().stream()
                .filter(guild -> !guild.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
