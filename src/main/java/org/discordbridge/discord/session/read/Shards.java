package org.discordbridge.discord.session.read;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.discordbridge.discord.session.Shard;

/** Holds the shards of a session, a JDA for each, by number. Safe for any number of threads. */
public final class Shards {
    private final JDA[] all;

    public Shards(List<JDA> all) {
        this.all = all.toArray(JDA[]::new);
    }

    int count() {
        return all.length;
    }

    /** Returns the shards with their numbers. */
    public List<Shard> numbered() {
        return IntStream.range(0, all.length)
                .mapToObj(number -> new Shard(number, all.length))
                .toList();
    }

    /** Returns the shard that makes the requests of all, so that they share Discord's rate limits. */
    public JDA first() {
        return all[0];
    }

    public JDA of(Shard shard) {
        return all[shard.number()];
    }

    /** Finds a guild; null if it is not known. */
    Guild guild(String guildId) {
        long id = Long.parseUnsignedLong(guildId);
        return all[Shard.numberOf(id, all.length)].getGuildById(id);
    }

    /** Returns the guilds that are known. */
    public Stream<Guild> guilds() {
        return Arrays.stream(all).flatMap(shard -> shard.getGuilds().stream());
    }

    /** Finds a channel or thread of a guild; null if it is not known. */
    public GuildChannel channel(String channelId) {
        long id = Long.parseUnsignedLong(channelId);
        for (JDA shard : all) {
            GuildChannel channel = shard.getChannelById(GuildChannel.class, id);
            if (channel != null) {
                return channel;
            }
        }
        return null;
    }

    /** Ends every connection; requests that are under way are still made. */
    public void end() {
        for (JDA shard : all) {
            shard.shutdown();
        }
    }

    /** Ends everything at once. */
    public void shutDown() {
        for (JDA shard : all) {
            shard.shutdownNow();
        }
    }

    /** Waits until everything has ended. Returns false if it takes too long. */
    public boolean awaitShutdown(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (JDA shard : all) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!shard.awaitShutdown(left)) {
                return false;
            }
        }
        return true;
    }
}
