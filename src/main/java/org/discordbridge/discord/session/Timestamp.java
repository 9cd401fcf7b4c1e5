package org.discordbridge.discord.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times as Discord writes them: ISO 8601 (Discord docs, Reference > ISO8601 Date/Time). Read by their places if they are
 * in UTC, as Discord's are: Java's own parser took a twelfth of what the bridge needs for a message.
 */
final class Timestamp {
    /** {@code yyyy-MM-ddTHH:mm:ss} */
    private static final int TO_THE_SECOND = 19;

    private static final int NANO_DIGITS = 9;
    private static final int NONE = -1;

    private Timestamp() {}

    /** A time; null if it is none. */
    static Instant parse(String text) {
        try {
            Instant inUtc = inUtc(text);
            return inUtc != null ? inUtc : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Null if it is not written as expected. */
    private static Instant inUtc(String text) {
        int end = text.length() - (text.endsWith("Z") ? 1 : text.endsWith("+00:00") ? 6 : text.length());
        if (end < TO_THE_SECOND
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, TO_THE_SECOND);
        int nanos = nanos(text, end);
        if ((year | month | day | hour | minute | second | nanos) < 0) {
            return null;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nanos).toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String text, int end) {
        if (end == TO_THE_SECOND) {
            return 0;
        }
        int digits = end - TO_THE_SECOND - 1;
        if (text.charAt(TO_THE_SECOND) != '.' || digits == 0 || digits > NANO_DIGITS) {
            return NONE;
        }
        int nanos = number(text, TO_THE_SECOND + 1, end);
        for (int i = digits; nanos >= 0 && i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
