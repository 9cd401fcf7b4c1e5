package org.discordbridge.discord.sharing;

import java.time.Instant;
import java.util.Map;
import org.discordbridge.discord.session.Shard;

/**
 * Describes a process that shares the shards of a bot.
 *
 * @param name its host and process, for people
 * @param isSelf whether it is this process
 * @param since the time when it joined, by Kafka's clock
 * @param shards its shards, with the time since which it has each
 * @param state {@code serving}, {@code standby}, {@code leaving} or {@code unable}
 */
public record Member(String name, boolean isSelf, Instant since, Map<Shard, Instant> shards, String state) {
    public Member {
        shards = Map.copyOf(shards);
    }
}
