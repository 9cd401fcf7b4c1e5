package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.event.Snowflakes;

/**
 * Knows how far each shard has read the gateway: one may be behind another, or have nothing to say. Safe for any number
 * of threads; the threads of several shards do not wait for each other.
 */
final class ShardProgress {
    private volatile One[] shards;

    /** Progress of one shard. */
    private static final class One {
        final AtomicLong newest = new AtomicLong();
        volatile int guilds = Integer.MAX_VALUE;
        volatile long began = System.nanoTime();
    }

    /** @param count number of shards; 0 if it is not known yet */
    ShardProgress(int count) {
        shards = made(count);
    }

    private static One[] made(int count) {
        return Stream.generate(One::new).limit(Math.max(1, count)).toArray(One[]::new);
    }

    /** Notes that a shard begins a new session, and how many guilds will appear. */
    synchronized void began(Shard shard, int guilds) {
        if (shards.length != shard.of()) {
            shards = made(shard.of());
        }
        One one = shards[shard.number()];
        one.guilds = guilds;
        one.began = System.nanoTime();
    }

    /** Notes a message with that id in that guild. */
    void heard(String guildId, long id) {
        One[] all = shards;
        all[Shard.numberOf(guildId, all.length)].newest.accumulateAndGet(id, Math::max);
    }

    /** Notes that a shard has received everything that happened up to that long ago. */
    void heard(Shard shard, Duration ago) {
        One[] all = shards;
        if (all.length == shard.of()) {
            // the newest known message tells the time
            all[shard.number()].newest.accumulateAndGet(Snowflakes.before(newest(), ago), Math::max);
        }
    }

    /** Returns the newest message that is known; 0 if there is none. */
    long newest() {
        return Arrays.stream(shards).mapToLong(one -> one.newest.get()).max().orElse(0);
    }

    /** Returns the id up to which every shard has received everything; 0 if it is not known. */
    long everywhere() {
        return Arrays.stream(shards).mapToLong(one -> one.newest.get()).min().orElse(0);
    }

    /** Returns whether every guild of every shard has appeared, or is no longer expected to. */
    boolean hasAll(Collection<String> appeared, Duration patience) {
        One[] all = shards;
        int[] counts = new int[all.length];
        appeared.forEach(guild -> counts[Shard.numberOf(guild, counts.length)]++);
        long now = System.nanoTime();
        for (int i = 0; i < all.length; i++) {
            if (counts[i] < all[i].guilds && now - all[i].began <= patience.toNanos()) {
                return false;
            }
        }
        return true;
    }
}
