package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;

/** Discord was not asked, so that it does not ban this address, or not in time: the same will go through later by itself. */
public class HeldBackException extends DiscordException {
    private static final long serialVersionUID = 1L;

    private final Instant until;

    HeldBackException(String what, BanGuard.Held held) {
        super(
                "Discord was not asked to " + what + ": " + held.why() + ". Requests go on at " + held.until(),
                0,
                0,
                null);
        this.until = held.until();
    }

    /** When requests go on. */
    public Instant getUntil() {
        return until;
    }

    @Override
    public Duration getRetryAfter() {
        Duration left = Duration.between(Instant.now(), until);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
