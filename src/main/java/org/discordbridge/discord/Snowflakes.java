package org.discordbridge.discord;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Discord's ids, which hold the time they were made (Discord docs, Reference > Snowflakes). */
final class Snowflakes {
    private static final int LONGEST = 20;
    private static final long EPOCH = 1_420_070_400_000L;
    private static final Pattern AGE = Pattern.compile("([0-9]{1,9})([smhd])");

    private Snowflakes() {}

    /** The first id of that moment. */
    static long at(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH) << 22;
    }

    /** The id that is older than that one by so much. */
    static long before(long id, Duration age) {
        return age.toMillis() >= id >>> 22 ? 0 : id - (age.toMillis() << 22);
    }

    /** Why a text cannot be an id of Discord's; null if it can. */
    static String problem(String text) {
        if (!text.matches("[0-9]+")) {
            return text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?") && !text.matches("[-+][0-9]+")
                    ? "a number with a point or exponent has lost digits of the id, which has to be sent as text"
                    : "digits were expected";
        }
        if (text.matches("0+")) {
            return "no id is zero";
        }
        return text.length() > LONGEST || new BigInteger(text).bitLength() > Long.SIZE
                ? "no id has more than 64 bits"
                : null;
    }

    /** When an id was made. */
    static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> 22) + EPOCH);
    }

    static long parse(String id) {
        return Long.parseUnsignedLong(id);
    }

    /** An id that is written as one, as a moment in ISO 8601, or as an age such as {@code 12h}; 0 if it is empty. */
    static long parseSince(String option, String text, Instant now) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        if (text.matches("[0-9]{15,}")) {
            String problem = problem(text);
            if (problem != null) {
                throw new IllegalArgumentException(
                        option + " '" + Request.shortened(text) + "' is not the id of a message: " + problem);
            }
            return parse(text);
        }
        Duration age = parseAge(text);
        if (age != null) {
            return at(now.minus(age));
        }
        try {
            return at(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + " '" + text + "' is not understood: it is an age such as 12h or 7d, a moment such as"
                            + " 2026-01-31T00:00:00Z, or the id of a message",
                    e);
        }
    }

    /** An age such as {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}; null if it is something else. */
    static Duration parseAge(String text) {
        Matcher age = AGE.matcher(text.strip());
        if (!age.matches()) {
            return null;
        }
        long count = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
