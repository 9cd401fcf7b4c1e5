package org.discordbridge.reload;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Keeps the last text of a route file that worked.
 *
 * @param text all of it
 * @param since when it took effect, by this machine's clock and time zone
 */
record GoodVersion(String text, LocalDateTime since) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static GoodVersion now(String text) {
        return new GoodVersion(text, LocalDateTime.now());
    }

    /** Names the version for the log: {@code the version of 14:02}. */
    @Override
    public String toString() {
        boolean today = since.toLocalDate().equals(LocalDate.now());
        return "the version of " + since.format(today ? TODAY : EARLIER);
    }
}
