package org.discordbridge.discord.session;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps away from the ban that follows too many requests that Discord refuses with 401, 403 or 429, 10,000 within ten
 * minutes (Discord docs, Rate Limits > Invalid Request Limit). At a tenth of that, requests are slowed; at half of it,
 * none is made until enough time has passed. The acknowledgement of an interaction, which has three seconds, always goes
 * through.
 *
 * <p>An interceptor of the session's HTTP client, and so it sees every request, those that JDA makes again included. Safe
 * for any number of threads.
 */
final class BanGuard implements Interceptor {
    private static final Logger LOG = LoggerFactory.getLogger(BanGuard.class);
    private static final int SLICES = 60;
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(50);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final long sliceMillis;
    /** Refusals of each slice of the window, and which slice that was, counted from 1970. */
    private final int[] counts = new int[SLICES];

    private final long[] slices = new long[SLICES];
    private final LongAdder[] answers = Stream.generate(LongAdder::new).limit(6).toArray(LongAdder[]::new);
    private final LongAdder rateLimited = new LongAdder();
    private Level level = Level.FREE;

    private enum Level {
        FREE,
        SLOWED,
        STOPPED
    }

    /** A request that was not made. */
    static final class HeldBackIOException extends IOException {
        private static final long serialVersionUID = 1L;

        HeldBackIOException() {
            super("the request was not made, so that Discord does not ban this address");
        }
    }

    /**
     * A guard for one session.
     *
     * @param limit how many refusals within the window bring the ban
     */
    BanGuard(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.sliceMillis = Math.max(1, window.toMillis() / SLICES);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!isAcknowledgement(chain.request()) && heldUntil() != null) {
            throw new HeldBackIOException();
        }
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IOException e) {
            answers[0].increment();
            throw e;
        }
        int status = response.code();
        answers[Math.min(answers.length - 1, Math.max(0, status / 100))].increment();
        if (status == TOO_MANY_REQUESTS) {
            rateLimited.increment();
        }
        if (status == UNAUTHORIZED
                || status == FORBIDDEN
                || status == TOO_MANY_REQUESTS && !"shared".equals(response.header("X-RateLimit-Scope"))) {
            refused();
        }
        return response;
    }

    private static boolean isAcknowledgement(Request request) {
        String path = request.url().encodedPath();
        return path.contains("/interactions/") && path.endsWith("/callback");
    }

    private synchronized void refused() {
        long slice = clock.millis() / sliceMillis;
        int index = (int) (slice % SLICES);
        if (slices[index] != slice) {
            slices[index] = slice;
            counts[index] = 0;
        }
        counts[index]++;
        look();
    }

    /** How many refusals count now. */
    synchronized int count() {
        long oldest = clock.millis() / sliceMillis - SLICES;
        int count = 0;
        for (int i = 0; i < SLICES; i++) {
            if (slices[i] > oldest) {
                count += counts[i];
            }
        }
        return count;
    }

    /** How often Discord has answered, by the first digit of the status; at 0, how often it did not answer. */
    long[] answers() {
        return Arrays.stream(answers).mapToLong(LongAdder::sum).toArray();
    }

    /** How often it has answered 429. */
    long rateLimited() {
        return rateLimited.sum();
    }

    int limit() {
        return limit;
    }

    Duration window() {
        return window;
    }

    /** How long the next request has to wait. */
    synchronized Duration delay() {
        int count = look();
        int slow = limit / 10;
        if (count < slow) {
            return Duration.ZERO;
        }
        double share = Math.min(1, (count - slow) / (double) Math.max(1, limit / 2 - slow));
        return SHORTEST_DELAY.plusMillis(
                (long) (share * LONGEST_DELAY.minus(SHORTEST_DELAY).toMillis()));
    }

    /** When requests go on; null if they are not held back. */
    synchronized Instant heldUntil() {
        int count = look();
        if (count < limit / 2) {
            return null;
        }
        // as slices leave the window, the oldest first
        long first = clock.millis() / sliceMillis - SLICES + 1;
        for (long slice = first; slice < first + SLICES; slice++) {
            int index = (int) (slice % SLICES);
            if (slices[index] == slice) {
                count -= counts[index];
            }
            if (count < limit / 2) {
                return Instant.ofEpochMilli((slice + SLICES) * sliceMillis);
            }
        }
        return clock.instant().plus(window);
    }

    /** Says in the log when something changes, and returns the count. */
    private int look() {
        int count = count();
        Level now = count >= limit / 2 ? Level.STOPPED : count >= limit / 10 ? Level.SLOWED : Level.FREE;
        if (now == level) {
            return count;
        }
        if (now == Level.STOPPED) {
            LOG.error(
                    "Discord has refused {} requests within {} with 401, 403 or 429: no more are made until enough of"
                            + " that has passed, since it bans addresses at {}. Look for what is refused, such as a"
                            + " permission that is missing",
                    count,
                    inWords(window),
                    limit);
        } else if (now == Level.SLOWED && level == Level.FREE) {
            LOG.warn(
                    "Discord has refused {} requests within {} with 401, 403 or 429: requests are slowed, and stopped at"
                            + " {}, since it bans addresses at {}",
                    count,
                    inWords(window),
                    limit / 2,
                    limit);
        } else {
            LOG.info("Requests to Discord go on{}", now == Level.SLOWED ? ", slowed" : " as usual");
        }
        level = now;
        return count;
    }

    /** For people. */
    static String inWords(Duration window) {
        return window.toMinutes() > 0 ? window.toMinutes() + " minutes" : window.toSeconds() + " s";
    }
}
