package org.discordbridge.event;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ages as people write them: {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}. */
public final class Age {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");

    private Age() {}

    /** Reads an age; null if the text is not one. Blanks around it do not matter. */
    public static Duration parse(String text) {
        Matcher age = FORM.matcher(text.strip());
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
