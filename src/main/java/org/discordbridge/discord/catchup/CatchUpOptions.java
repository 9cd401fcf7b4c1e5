package org.discordbridge.discord.catchup;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.event.Age;
import org.discordbridge.event.Snowflakes;

/**
 * Says how a route catches up.
 *
 * @param from first message of a first installation, as an id; 0 to begin with new messages
 * @param maxAge greatest age of messages that are read, zero for any age
 * @param audit time between two checks for the newest messages, zero for never
 */
public record CatchUpOptions(long from, Duration maxAge, Duration audit) {
    public static CatchUpOptions of(DiscordConfiguration configuration) {
        String age = configuration.getCatchUpMaxAge();
        Duration maxAge = age == null || age.isBlank() ? Duration.ZERO : Age.parse(age);
        if (maxAge == null) {
            throw new IllegalArgumentException(
                    "catchUpMaxAge '" + age + "' is not understood: it is an age such as 30m, 12h or 7d");
        }
        return new CatchUpOptions(
                firstMessage(configuration.getCatchUpFrom(), Instant.now()),
                maxAge,
                Duration.ofMillis(configuration.getAuditInterval()));
    }

    /**
     * Reads an id, a time in ISO 8601, or an age such as {@code 12h}, and returns it as an id; 0 if the text is empty.
     */
    static long firstMessage(String text, Instant now) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        if (text.matches("[0-9]{15,}")) {
            String problem = Snowflakes.problem(text);
            if (problem != null) {
                throw new IllegalArgumentException(
                        "catchUpFrom '" + Shortened.of(text) + "' is not the id of a message: " + problem);
            }
            return Snowflakes.parse(text);
        }
        Duration age = Age.parse(text);
        if (age != null) {
            return Snowflakes.at(now.minus(age));
        }
        try {
            return Snowflakes.at(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "catchUpFrom '" + text + "' is not understood: it is an age such as 12h or 7d, a moment such as"
                            + " 2026-01-31T00:00:00Z, or the id of a message",
                    e);
        }
    }
}
