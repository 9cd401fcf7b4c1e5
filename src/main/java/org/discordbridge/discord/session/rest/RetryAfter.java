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
 * How long a 429 asks to wait (Discord docs, Rate Limits > Exceeding A Rate Limit).
 *
 * <p>JDA takes a header that it cannot read, and one that is not there, for no time at all: what reaches it is readable.
 *
 * @param told the largest of what header and body say, in whole seconds, rounded up; zero if they say none, null if they say
 *     nothing that can be read
 * @param global whether all requests are to wait
 */
record RetryAfter(Duration told, boolean global) {
    /** However long Discord says, it is asked again by then. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final String HEADER = "Retry-After";
    private static final String GLOBAL = "X-RateLimit-Global";
    private static final String BUCKET = "X-RateLimit-Bucket";
    private static final String RESET_AFTER = "X-RateLimit-Reset-After";
    private static final String VIA = "Via";

    /** What an answer says. */
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

    /** Whether Discord itself answers, and not what stands before it. */
    static boolean isDiscordsOwn(Response answer) {
        return Stream.of(VIA, BUCKET, "X-RateLimit-Scope", GLOBAL).anyMatch(name -> answer.header(name) != null);
    }

    /** Whether it says how long. */
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

    /** Seconds, or a date (RFC 9110, Retry-After), which is later than that of the answer by as much. */
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

    /** The same 429 in JDA's terms, with that time to wait. */
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

    /** The same answer without its bucket, if what it says of that is not what Discord's documents say it is. */
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
