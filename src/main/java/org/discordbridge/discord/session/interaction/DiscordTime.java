package org.discordbridge.discord.session.interaction;

import java.time.Instant;

/**
 * What time it is for Discord, which decides when a token expires; this machine's clock may be wrong. Known from the ids of
 * what comes over the gateway, and how long ago that was. Safe for any number of threads.
 */
public final class DiscordTime {
    private volatile Heard latest;

    private record Heard(Instant time, long nanos) {
        Instant since() {
            return time.plusNanos(System.nanoTime() - nanos);
        }
    }

    /** Something made at that time has just come. */
    void heard(Instant time) {
        Heard before = latest;
        if (before == null || time.isAfter(before.since())) {
            latest = new Heard(time, System.nanoTime());
        }
    }

    /** It is that late, or later by what things took on their way; {@link Instant#MIN} if nothing is known. */
    public Instant atLeast() {
        Heard heard = latest;
        return heard == null ? Instant.MIN : heard.since();
    }
}
