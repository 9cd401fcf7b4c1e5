package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Stream;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Reads how long a 429 asks to wait (Discord docs, Rate Limits > Exceeding A Rate Limit).
 *
 * <p>If JDA cannot read the header, or it is missing, JDA does not wait at all: so JDA gets a readable one.
 *
 * @param told the larger of the times in header and body, in whole seconds, rounded up; zero if both are zero, null if
 *     there is none that can be read
 * @param global whether all requests have to wait
 */
record RetryAfter(Duration told, boolean global) {
    /** Longest time to wait, whatever Discord says. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final String HEADER = "Retry-After";
    private static final String GLOBAL = "X-RateLimit-Global";
    private static final String BUCKET = "X-RateLimit-Bucket";
    private static final String RESET_AFTER = "X-RateLimit-Reset-After";
    private static final String VIA = "Via";

    /** Reads an answer. */
    static RetryAfter of(Response answer, Clock clock) throws IOException {
        DataObject body = body(answer);
        Duration told = Stream.of(inHeader(answer, clock), seconds(body.getString("retry_after", null)))
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElseGet(() -> seconds(answer.header(RESET_AFTER)));
        boolean global =
                answer.header(GLOBAL) != null || "true".equals(body.getString("global", null)) && isDiscordsOwn(answer);
        return new RetryAfter(told, global);
    }

    /** Returns whether the answer comes from Discord itself, and not from a server in front of it. */
    static boolean isDiscordsOwn(Response answer) {
        return Stream.of(VIA, BUCKET, "X-RateLimit-Scope", GLOBAL).anyMatch(name -> answer.header(name) != null);
    }

    /** Returns whether it gives a time. */
    boolean isTold() {
        return told != null && !told.isZero();
    }

    private static DataObject body(Response answer) throws IOException {
        try {
            return DataObject.fromJson(answer.peekBody(Integer.MAX_VALUE).bytes());
        } catch (ParsingException e) {
            return DataObject.empty();
        }
    }

    /**
     * Reads the header: seconds, or a date (RFC 9110, Retry-After), from which the date of the answer is subtracted.
     */
    private static Duration inHeader(Response answer, Clock clock) {
        String header = answer.header(HEADER);
        Instant until = header == null ? null : date(header);
        if (until == null) {
            return seconds(header);
        }
        String date = answer.header("Date");
        Instant now = date == null ? null : date(date);
        return seconds(
                Duration.between(now == null ? clock.instant() : now, until).toMillis() + "e-3");
    }

    private static Instant date(String text) {
        try {
            return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration seconds(String number) {
        if (number == null) {
            return null;
        }
        try {
            BigDecimal seconds = new BigDecimal(number.strip()).max(BigDecimal.ZERO);
            return Duration.ofSeconds(seconds.min(BigDecimal.valueOf(LONGEST.toSeconds()))
                    .setScale(0, RoundingMode.CEILING)
                    .longValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the 429 in a form that JDA can read, with that time to wait. */
    Response readable(Response answer, Duration wait) {
        Response.Builder readable = answer.newBuilder()
                .header(HEADER, String.valueOf(wait.toSeconds()))
                .body(ResponseBody.create("", null));
        if (global) {
            readable.header(GLOBAL, "true");
        }
        if (isDiscordsOwn(answer)) {
            readable.header(VIA, "Discord");
        }
        return readable.build();
    }

    /** Returns the answer without its bucket if the bucket's headers are not as in Discord's documents. */
    static Response withReadableBucket(Response answer) {
        Duration reset = seconds(answer.header(RESET_AFTER));
        boolean usable = answer.header(BUCKET) == null
                || isNumber(answer.header("X-RateLimit-Remaining"), "[0-9]{1,9}")
                        && isNumber(answer.header(RESET_AFTER), "[0-9]{1,9}(\\.[0-9]{1,9})?")
                        && reset.compareTo(LONGEST) < 0;
        return usable ? answer : answer.newBuilder().removeHeader(BUCKET).build();
    }

    private static boolean isNumber(String header, String form) {
        return header != null && header.matches(form);
    }
}
