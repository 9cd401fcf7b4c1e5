package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import org.discordbridge.discord.session.SessionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps requests away from Discord's ban. Discord bans an address after too many requests that it refuses with 401, 403
 * or 429: 10,000 within ten minutes (Discord docs, Rate Limits > Invalid Request Limit). At a tenth of that, requests
 * are slowed; at half of it, none is made until enough time has passed. The acknowledgement of an interaction, which
 * has three seconds, always goes through. If the address is refused already, all requests wait, see {@link EdgePause}.
 *
 * <p>Discord counts for an address: one for all sessions of the process. Safe for any number of threads.
 */
public final class BanGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BanGuard.class);
    private static final Map<Key, BanGuard> GUARDS = new ConcurrentHashMap<>();
    private static final int SLICES = 60;
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(50);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int MOST_PAUSES = 1_000;
    private static final Pattern SUBJECT = Pattern.compile("(channels|guilds|users|applications)/[0-9]+");
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final long sliceMillis;
    /** Refusals in each slice of the window. {@code slices} has the number of each slice, counted from 1970. */
    private final int[] counts = new int[SLICES];

    private final long[] slices = new long[SLICES];
    private final EdgePause edge;
    /** Last pause of requests by address, for answers that did not say how long to wait. */
    private final Map<String, Duration> pauses = new HashMap<>();

    private Level level = Level.FREE;
    private volatile IntSupplier others = () -> 0;

    private enum Level {
        FREE,
        SLOWED,
        STOPPED
    }

    private record Key(URI apiUrl, int limit, Duration window) {}

    /**
     * Says that no request is made.
     *
     * @param until the time when one may be made
     * @param why the reason for people, as the end of a sentence
     */
    public record Held(Instant until, String why) {}

    /** A request was not made. */
    static final class HeldBackIOException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Held held;

        HeldBackIOException(Held held) {
            super("requests go on at " + held.until() + ", since " + held.why());
            this.held = held;
        }

        public Held held() {
            return held;
        }
    }

    /** Makes a guard that nobody else uses. */
    public BanGuard(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.edge = new EdgePause(clock);
        this.sliceMillis = Math.max(1, window.toMillis() / SLICES);
    }

    /** Returns the guard for that API. */
    public static BanGuard of(SessionSettings settings) {
        return GUARDS.computeIfAbsent(
                new Key(settings.apiUrl(), settings.banLimit(), settings.banWindow()),
                key -> new BanGuard(key.limit, key.window, new SteadyClock()));
    }

    /**
     * Checks a request that is about to be made.
     *
     * @return whether this request will show if a pause is over; its end must be reported to {@link #answered} or
     *     {@link #unanswered}
     * @throws HeldBackIOException if it must not be made
     */
    synchronized boolean enter(Request request) throws HeldBackIOException {
        Held held = held();
        if (held != null && (edge.isOn() || !isAcknowledgement(request))) {
            throw new HeldBackIOException(held);
        }
        return edge.probe();
    }

    /** Counts an answer, and returns it in a form that JDA can read. */
    synchronized Response answered(Request request, Response answer) throws IOException {
        int status = answer.code();
        if (status == UNAUTHORIZED
                || status == FORBIDDEN
                || status == TOO_MANY_REQUESTS && !"shared".equals(answer.header("X-RateLimit-Scope"))) {
            refused();
        }
        RetryAfter after = status == TOO_MANY_REQUESTS ? RetryAfter.of(answer, clock) : null;
        if (after != null && !RetryAfter.isDiscordsOwn(answer)) {
            return after.readable(answer, edgeWait(after));
        }
        if (edge.answered()) {
            LOG.info("Requests to Discord go on: this address is not refused any more");
        }
        if (after != null) {
            return after.readable(answer, wait(request, after));
        }
        if (!pauses.isEmpty()) {
            pauses.remove(address(request));
        }
        return RetryAfter.withReadableBucket(answer);
    }

    /** Notes that the request that was to show if a pause is over got no answer. */
    synchronized void unanswered() {
        edge.unanswered();
    }

    /** Returns the time that the answer says; without one, a pause that doubles each time. */
    private Duration wait(Request request, RetryAfter after) {
        if (after.isTold()) {
            LOG.atLevel(after.told().compareTo(LONG) < 0 ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                    .log("Discord limits {} (429): the next one waits for {}", subject(request), inWords(after.told()));
            return after.told();
        }
        if (pauses.size() > MOST_PAUSES) {
            pauses.clear();
        }
        Duration first = after.told() == null ? EdgePause.FIRST : Duration.ofSeconds(1);
        Duration pause = pauses.merge(address(request), first, (last, same) -> EdgePause.doubled(last));
        LOG.warn(
                "Discord limits {} (429) and does not say for how long: the next one waits for {}",
                subject(request),
                inWords(pause));
        return pause;
    }

    private Duration edgeWait(RetryAfter after) {
        Duration pause = edge.refused(after.isTold() ? after.told() : null);
        if (pause != null) {
            LOG.error(
                    "This address is refused by what stands before Discord (429 without Via, Cloudflare's error 1015): no"
                            + " request is made for {}. It goes on by itself; see what makes so many requests from here",
                    inWords(pause));
        }
        Instant until = edge.until();
        // JDA gets whole seconds, which must end after the pause
        return until == null
                ? Duration.ofSeconds(1)
                : Duration.between(clock.instant(), until).plusMillis(1_999);
    }

    /** Names the subject of a request, without the token of a webhook or an interaction. */
    private static String subject(Request request) {
        Matcher known = SUBJECT.matcher(request.url().encodedPath());
        return request.method() + (known.find() ? " " + known.group() : "");
    }

    private static String address(Request request) {
        return request.method() + request.url().encodedPath();
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

    /** Returns the number of refusals that count now. */
    public synchronized int count() {
        long oldest = clock.millis() / sliceMillis - SLICES;
        int count = 0;
        for (int i = 0; i < SLICES; i++) {
            if (slices[i] > oldest) {
                count += counts[i];
            }
        }
        return count;
    }

    /** Counts what is refused to other processes, too: they may have the same address. */
    public void count(IntSupplier refusedToOthers) {
        others = refusedToOthers;
    }

    /** Returns the time that the next request has to wait. */
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

    /** Says until when requests are held back, and why; null if they are not. */
    public synchronized Held held() {
        Instant until = edge.until();
        if (until != null) {
            return new Held(
                    until,
                    "this address is refused by what stands before it, with a 429 that is not its own (Cloudflare's error"
                            + " 1015)");
        }
        until = countedUntil();
        return until == null
                ? null
                : new Held(
                        until,
                        "it has refused " + (count() + others.getAsInt()) + " requests within " + inWords(window)
                                + " with 401, 403 or 429, and bans addresses at " + limit);
    }

    /** Returns the time when few enough refusals count for requests to go on; null if it is so now. */
    private Instant countedUntil() {
        int count = look();
        if (count < limit / 2) {
            return null;
        }
        // slices leave the window one by one, the oldest first
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

    /** Returns the count, and logs when it makes requests slow, stop or go on. */
    private int look() {
        int count = count() + others.getAsInt();
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

    /** Words a time for people. */
    private static String inWords(Duration window) {
        return window.toMinutes() > 1 ? window.toMinutes() + " minutes" : window.toSeconds() + " s";
    }
}
