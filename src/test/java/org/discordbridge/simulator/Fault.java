package org.discordbridge.simulator;

import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong with a request. When it goes wrong is said by the {@link FaultRule} it is given to.
 *
 * <p>Kinds other than {@link Slow}, {@link Trickle}, {@link TruncatedBody}, {@link Without} and those that say {@code processed} leave the
 * world untouched: the request had no effect.
 */
public sealed interface Fault {
    /** Answers with this status and a body as Discord's edge writes it. */
    static Fault status(int status) {
        return new Reply(status, 0, null, false);
    }

    /** Answers with this status and one of Discord's JSON error codes. */
    static Fault error(int status, int code, String message) {
        return new Reply(status, code, message, false);
    }

    /** Does what was asked and then answers with this status all the same: the classic cause of doubles. */
    static Fault statusAfterEffect(int status) {
        return new Reply(status, 0, null, true);
    }

    /** Answers 429 for this bucket, as Discord does. */
    static Fault rateLimited(Duration retryAfter) {
        return new RateLimited(retryAfter, Scope.USER, true);
    }

    /** Answers 429 with this scope. */
    static Fault rateLimited(Duration retryAfter, Scope scope) {
        return new RateLimited(retryAfter, scope, true);
    }

    /** Answers 429 without a {@code Via} header, as Cloudflare does when it bans an address. */
    static Fault cloudflareBan(Duration retryAfter) {
        return new RateLimited(retryAfter, Scope.GLOBAL, false);
    }

    /** Takes the request and never answers. */
    static Fault hang() {
        return new Hang(false);
    }

    /** Does what was asked and never answers. */
    static Fault hangAfterEffect() {
        return new Hang(true);
    }

    /** Does what was asked, announces the whole body and cuts the connection in its middle. */
    static Fault truncatedBody() {
        return new TruncatedBody();
    }

    /** Resets the connection instead of answering. */
    static Fault dropConnection() {
        return new DropConnection(false);
    }

    /** Does what was asked and then resets the connection instead of answering. */
    static Fault dropConnectionAfterEffect() {
        return new DropConnection(true);
    }

    /** Waits before answering; a download is also spread over this time. */
    static Fault slow(Duration delay) {
        return new Slow(delay);
    }

    /** Answers 302 to this location. */
    static Fault redirect(String location) {
        return new Redirect(location);
    }

    /** Answers 200 with a page of HTML, as something between the bot and Discord does; the request had no effect. */
    static Fault garbage() {
        return new Answer(200, Map.of("Content-Type", "text/html"), "<!DOCTYPE html><title>discord.com</title>", false);
    }

    /** Answers exactly so, without a header that is not named: not even Via and those of the bucket. */
    static Fault answer(int status, Map<String, String> headers, String body) {
        return new Answer(status, headers, body, false);
    }

    /** Does what was asked and then answers 200 with that body, as JSON. */
    static Fault answerAfterEffect(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json", "Via", "1.1 google"), body, true);
    }

    /** Does what was asked and answers as always, but for that field of the answer, which is not there. */
    static Fault without(String field) {
        return new Without(field);
    }

    /** Does what was asked, and sends the answer byte by byte with such a pause after each. */
    static Fault trickle(Duration pause) {
        return new Trickle(pause);
    }

    /** Whom a rate limit is for (Discord docs, Rate Limits > Header Format). */
    enum Scope {
        USER,
        GLOBAL,
        SHARED
    }

    /** A status, with a Discord error code if it is not 0. */
    record Reply(int status, int code, String message, boolean processed) implements Fault {}

    /** A 429. */
    record RateLimited(Duration retryAfter, Scope scope, boolean via) implements Fault {}

    /** No answer at all. */
    record Hang(boolean processed) implements Fault {}

    /** Half an answer. */
    record TruncatedBody() implements Fault {}

    /** A reset connection. */
    record DropConnection(boolean processed) implements Fault {}

    /** A late answer. */
    record Slow(Duration delay) implements Fault {}

    /** A redirect. */
    record Redirect(String location) implements Fault {}

    /** An answer of any kind. */
    record Answer(int status, Map<String, String> headers, String body, boolean processed) implements Fault {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer that lacks something. */
    record Without(String field) implements Fault {}

    /** An answer that comes byte by byte. */
    record Trickle(Duration pause) implements Fault {}
}
