package org.discordbridge.discord.session.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The pause that begins when what stands before Discord refuses this address: a 429 without the header {@code Via}, as
 * Cloudflare's error 1015 is. It lasts a minute, or as long as the answer says, and twice as long each time that the one
 * request which is made after it is refused again. Not safe for several threads.
 */
final class EdgePause {
    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** While it is not known how the one request after a pause ends. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Clock clock;
    private Duration length;
    private Instant until;
    private boolean probing;

    EdgePause(Clock clock) {
        this.clock = clock;
    }

    /** Twice as long as that, as a pause goes. */
    static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    /** Whether it has begun, and no request has shown that it is over. */
    boolean isOn() {
        return until != null;
    }

    /** When a request may be made; null if one may be made now. */
    Instant until() {
        if (until == null) {
            return null;
        }
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return until;
        }
        return probing ? now.plus(ASK_AGAIN_AFTER) : null;
    }

    /** Whether the request that is about to be made is the one that shows how things are. */
    boolean probe() {
        probing = isOn();
        return probing;
    }

    /**
     * A request was refused. Those that were under way when the pause began say nothing new.
     *
     * @param told how long the answer says, null if it does not
     * @return how long it lasts; null if that was known
     */
    Duration refused(Duration told) {
        if (isOn() && !probing) {
            return null;
        }
        length = isOn() ? doubled(length) : FIRST;
        if (told != null) {
            length = isOn() && length.compareTo(told) > 0 ? length : told;
        }
        until = clock.instant().plus(length);
        probing = false;
        return length;
    }

    /** A request was answered otherwise: true if the pause is over with that. */
    boolean answered() {
        if (!isOn() || !probing) {
            return false;
        }
        until = null;
        probing = false;
        return true;
    }

    /** The request was not answered: the next one shows how things are. */
    void unanswered() {
        probing = false;
    }
}
