package org.discordbridge.discord.session;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the parts into which Discord divides a bot's guilds, each with a gateway connection of its own (Discord docs,
 * Gateway > Sharding).
 *
 * @param number its number, counted from 0; the first has all direct messages too
 * @param of number of all shards
 */
public record Shard(int number, int of) implements Comparable<Shard> {
    private static final int TIME = 22;

    /** Returns all shards of a number of them. */
    public static List<Shard> all(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
    }

    /** Returns the number of the shard that a guild belongs to; without a guild, the first. */
    public static int numberOf(String guildId, int shards) {
        return guildId == null || shards == 1 ? 0 : numberOf(Long.parseUnsignedLong(guildId), shards);
    }

    public static int numberOf(long guildId, int shards) {
        return shards == 1 ? 0 : (int) ((guildId >>> TIME) % shards);
    }

    /** Returns whether events of that guild come over this shard; null stands for direct messages. */
    public boolean covers(String guildId) {
        return numberOf(guildId, of) == number;
    }

    /** Returns words that name this shard in a sentence; empty if it is the only one. */
    public String suffix() {
        return of == 1 ? "" : " of shard " + this;
    }

    /** Orders by number; of shards that divide guilds otherwise, by how many there are. */
    @Override
    public int compareTo(Shard other) {
        return of == other.of ? Integer.compare(number, other.number) : Integer.compare(of, other.of);
    }

    @Override
    public String toString() {
        return number + " of " + of;
    }
}
