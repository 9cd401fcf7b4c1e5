package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;

/**
 * A request was not made, so that Discord does not ban this address, or not in time. The same request will go through
 * later.
 */
public class HeldBackException extends DiscordException {
    private static final long serialVersionUID = 1L;

    private final Instant until;

    /**
     * Makes one for a request that was not made.
     *
     * @param what the request in words, as the end of "Discord was not asked to"
     * @param why the reason, as a sentence without its full stop
     * @param until when requests go on
     */
    public HeldBackException(String what, String why, Instant until) {
        super("Discord was not asked to " + what + ": " + why + ". Requests go on at " + until, 0, 0, null);
        this.until = until;
    }

    /** Returns the time when requests go on. */
    public Instant getUntil() {
        return until;
    }

    @Override
    public Duration getRetryAfter() {
        Duration left = Duration.between(Instant.now(), until);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
