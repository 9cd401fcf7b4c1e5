package org.discordbridge.streams.rule;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Reads ages as settings and rules have them. */
public final class Ages {
    private static final Map<Character, ChronoUnit> UNITS =
            Map.of('s', ChronoUnit.SECONDS, 'm', ChronoUnit.MINUTES, 'h', ChronoUnit.HOURS, 'd', ChronoUnit.DAYS);

    private Ages() {}

    /** Reads an age such as 30s, 10m, 12h or 7d; null if it is none. */
    public static Duration parse(String text) {
        return text.matches("[0-9]{1,6}[smhd]")
                ? Duration.of(
                        Long.parseLong(text.substring(0, text.length() - 1)), UNITS.get(text.charAt(text.length() - 1)))
                : null;
    }
}
