package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;

/** Discord was not asked, so that it does not ban this address: the same will go through later, without being mended. */
public class HeldBackException extends DiscordException {
    private static final long serialVersionUID = 1L;

    private final Instant until;

    HeldBackException(String what, BanGuard guard, Instant until) {
        super(
                "Discord was not asked to " + what + ": it has refused " + guard.count() + " requests within "
                        + BanGuard.inWords(guard.window()) + " with 401, 403 or 429, and bans addresses at "
                        + guard.limit() + ". Requests go on at " + until,
                0,
                0,
                null);
        this.until = until;
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
