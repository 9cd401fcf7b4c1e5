package org.discordbridge.discord.session.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.discordbridge.discord.session.Shard;

/**
 * Holds the shards of a session that this process has, a JDA for each, and one more that makes the requests of all. Safe
 * for any number of threads.
 */
public final class Shards {
    private final JDA rest;
    private volatile List<Held> held = List.of();

    private record Held(Shard shard, JDA jda) {}

    /** @param rest makes requests and is never connected */
    public Shards(JDA rest) {
        this.rest = rest;
    }

    /** Returns what makes the requests of all shards, so that they share Discord's rate limits. */
    public JDA rest() {
        return rest;
    }

    public synchronized void add(Shard shard, JDA jda) {
        List<Held> more = new ArrayList<>(held);
        more.add(new Held(shard, jda));
        held = List.copyOf(more);
    }

    public synchronized void remove(JDA jda) {
        held = held.stream().filter(one -> one.jda != jda).toList();
    }

    /** Finds a shard; null if this process does not have it. */
    public JDA of(Shard shard) {
        for (Held one : held) {
            if (one.shard.equals(shard)) {
                return one.jda;
            }
        }
        return null;
    }

    /** Finds a guild; null if it is not known. */
    Guild guild(String guildId) {
        long id = Long.parseUnsignedLong(guildId);
        for (Held one : held) {
            if (Shard.numberOf(id, one.shard.of()) == one.shard.number()) {
                Guild guild = one.jda.getGuildById(id);
                if (guild != null) {
                    return guild;
                }
            }
        }
        return null;
    }

    /** Returns the guilds that are known. */
    public Stream<Guild> guilds() {
        return held.stream().flatMap(one -> one.jda.getGuilds().stream());
    }

    /** Finds a channel or thread of a guild; null if it is not known. */
    public GuildChannel channel(String channelId) {
        long id = Long.parseUnsignedLong(channelId);
        for (Held one : held) {
            GuildChannel channel = one.jda.getChannelById(GuildChannel.class, id);
            if (channel != null) {
                return channel;
            }
        }
        return null;
    }

    private List<JDA> all() {
        return Stream.concat(held.stream().map(Held::jda), Stream.of(rest)).toList();
    }

    /** Ends every connection; requests that are under way are still made. */
    public void end() {
        all().forEach(JDA::shutdown);
    }

    /** Ends everything at once. */
    public void shutDown() {
        all().forEach(JDA::shutdownNow);
    }

    /** Waits until everything has ended. Returns false if it takes too long. */
    public boolean awaitShutdown(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (JDA jda : all()) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!jda.awaitShutdown(left)) {
                return false;
            }
        }
        return true;
    }
}
