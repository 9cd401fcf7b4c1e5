package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.discordbridge.event.Snowflakes;

/**
 * Counts what a route that keeps positions has still to do.
 *
 * @param open number of channels in which messages may be missing, and which are being read
 * @param oldest time for which the oldest of these gaps has been open, zero if there is none
 * @param behind by guild ({@code dm} for direct messages): the age of the oldest message that is known and not done, or
 *     the time since which it is not known whether one is missing; zero for guilds in which everything is done
 */
public record Gaps(long open, Duration oldest, Map<String, Duration> behind) {
    private static final String DIRECT = "dm";

    static Gaps of(Collection<? extends ChannelPosition<?>> channels, Set<String> guilds) {
        long open = 0;
        Duration oldest = Duration.ZERO;
        Map<String, Duration> behind = new HashMap<>();
        guilds.forEach(guild -> behind.put(guild, Duration.ZERO));
        Instant now = Instant.now();
        for (ChannelPosition<?> channel : channels) {
            Duration age = Duration.ZERO;
            if (channel.hasGap()) {
                open++;
                age = Duration.ofNanos(System.nanoTime() - channel.gapSince());
                oldest = longer(oldest, age);
            }
            long waiting = channel.oldestWaiting();
            if (waiting >= 0) {
                age = longer(age, Duration.between(Snowflakes.timeOf(waiting), now));
            }
            if (!age.isZero()) {
                behind.merge(channel.guildId() == null ? DIRECT : channel.guildId(), age, Gaps::longer);
            }
        }
        return new Gaps(open, oldest, behind);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Adds up two of these. */
    public Gaps and(Gaps other) {
        Map<String, Duration> all = new HashMap<>(behind);
        other.behind.forEach((guild, age) -> all.merge(guild, age, Gaps::longer));
        return new Gaps(open + other.open, longer(oldest, other.oldest), all);
    }
}
