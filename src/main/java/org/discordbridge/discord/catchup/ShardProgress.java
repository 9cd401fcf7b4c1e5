package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.event.Snowflakes;

/**
 * How far the gateway was read, shard by shard: one may be behind another, or have nothing to tell. Safe for any number of
 * threads; those of several shards do not wait for each other.
 */
final class ShardProgress {
    private volatile One[] shards;

    /** Of one shard. */
    private static final class One {
        final AtomicLong newest = new AtomicLong();
        volatile int guilds = Integer.MAX_VALUE;
        volatile long began = System.nanoTime();
    }

    /** @param count how many shards there are; 0 if that is not known yet */
    ShardProgress(int count) {
        shards = made(count);
    }

    private static One[] made(int count) {
        return Stream.generate(One::new).limit(Math.max(1, count)).toArray(One[]::new);
    }

    /** A shard begins anew, and so many guilds will appear. */
    synchronized void began(Shard shard, int guilds) {
        if (shards.length != shard.of()) {
            shards = made(shard.of());
        }
        One one = shards[shard.number()];
        one.guilds = guilds;
        one.began = System.nanoTime();
    }

    /** A message of that id was heard of, in that guild. */
    void heard(String guildId, long id) {
        One[] all = shards;
        all[Shard.numberOf(guildId, all.length)].newest.accumulateAndGet(id, Math::max);
    }

    /** Everything has come over a shard up to what was told that long ago. */
    void heard(Shard shard, Duration ago) {
        One[] all = shards;
        if (all.length == shard.of()) {
            // what time it is, is what the newest of all messages says
            all[shard.number()].newest.accumulateAndGet(Snowflakes.before(newest(), ago), Math::max);
        }
    }

    /** The newest message that was heard of; 0 if there is none. */
    long newest() {
        return Arrays.stream(shards).mapToLong(one -> one.newest.get()).max().orElse(0);
    }

    /** The id up to which everything was heard of, whatever its shard; 0 if that is not known. */
    long everywhere() {
        return Arrays.stream(shards).mapToLong(one -> one.newest.get()).min().orElse(0);
    }

    /** Whether every guild of every shard has appeared, or will not any more. */
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
