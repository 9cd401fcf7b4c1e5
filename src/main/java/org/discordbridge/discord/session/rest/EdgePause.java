package org.discordbridge.discord.session.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Computes the pause after this address was refused by a server in front of Discord: by a 429 without the header
 * {@code Via}, as Cloudflare's error 1015 is. The pause lasts a minute, or as long as the answer says. After it, one
 * request is made; each time that this request is refused again, the next pause is twice as long. Not safe for several
 * threads.
 */
final class EdgePause {
    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** Wait of other requests while the result of the one request after a pause is not known. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Clock clock;
    private Duration length;
    private Instant until;
    private boolean probing;

    EdgePause(Clock clock) {
        this.clock = clock;
    }

    /** Doubles a pause, up to the longest one. */
    static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    /** Returns whether the pause has begun, and no request has shown that it is over. */
    boolean isOn() {
        return until != null;
    }

    /** Returns the time when a request may be made; null if one may be made now. */
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

    /** Returns whether the request that is about to be made will show if the pause is over. */
    boolean probe() {
        probing = isOn();
        return probing;
    }

    /**
     * Notes that a request was refused. Requests that were under way when the pause began do not count.
     *
     * @param told the time in the answer, null if there is none
     * @return the length of the new pause; null if it was known already
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

    /** Notes that a request was not refused. Returns whether that ends the pause. */
    boolean answered() {
        if (!isOn() || !probing) {
            return false;
        }
        until = null;
        probing = false;
        return true;
    }

    /** Notes that the request after a pause got no answer: the next one will show if the pause is over. */
    void unanswered() {
        probing = false;
    }
}
