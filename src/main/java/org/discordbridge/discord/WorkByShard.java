package org.discordbridge.discord;

import java.util.List;
import java.util.stream.Stream;
import org.discordbridge.discord.session.Shard;

/** Finds the work of the shard that an event belongs to. Nothing is counted unless shards are shared. */
final class WorkByShard {
    private volatile List<ShardWork> held = List.of();

    synchronized void add(Shard shard) {
        held = Stream.concat(held.stream(), Stream.of(new ShardWork(shard))).toList();
    }

    /** Removes a shard. Returns its work; null if there is none. */
    synchronized ShardWork remove(Shard shard) {
        ShardWork found = held.stream()
                .filter(work -> work.shard().equals(shard))
                .findFirst()
                .orElse(null);
        held = held.stream().filter(work -> work != found).toList();
        return found;
    }

    /** Finds the work of a shard that stays; null if there is none. */
    ShardWork of(Shard shard) {
        return held.stream()
                .filter(work -> work.shard().equals(shard))
                .findFirst()
                .orElse(null);
    }

    /** Finds the work that an event of a guild belongs to; null if none is counted. */
    ShardWork of(String guildId) {
        List<ShardWork> all = held;
        if (all.isEmpty()) {
            return null;
        }
        long guild = guildId == null ? 0 : Long.parseUnsignedLong(guildId);
        for (ShardWork work : all) {
            if (Shard.numberOf(guild, work.shard().of()) == work.shard().number()) {
                return work;
            }
        }
        return null;
    }

    List<Shard> shards() {
        return held.stream().map(ShardWork::shard).toList();
    }
}
