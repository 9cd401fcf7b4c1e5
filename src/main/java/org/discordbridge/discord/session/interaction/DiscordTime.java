package org.discordbridge.discord.session.interaction;

import java.time.Instant;

/**
 * Knows a lower bound of Discord's time, which decides when a token expires; this machine's clock may be wrong. It is
 * computed from the ids of events on the gateway, and the time since they came. Safe for any number of threads.
 */
public final class DiscordTime {
    private volatile Heard latest;

    private record Heard(Instant time, long nanos) {
        Instant since() {
            return time.plusNanos(System.nanoTime() - nanos);
        }
    }

    /** Notes that an event made at that time has just come. */
    void heard(Instant time) {
        Heard before = latest;
        if (before == null || time.isAfter(before.since())) {
            latest = new Heard(time, System.nanoTime());
        }
    }

    /**
     * Returns a lower bound of Discord's time now; it is too low by the delay of the newest event. {@link Instant#MIN}
     * if nothing is known.
     */
    public Instant atLeast() {
        Heard heard = latest;
        return heard == null ? Instant.MIN : heard.since();
    }
}
