package org.discordbridge.discord;

import java.time.Duration;
import java.time.Instant;

/**
 * How a route catches up.
 *
 * @param from the first message of a first installation, as an id; 0 for those from now on
 * @param maxAge how old messages may be that are read, zero for any age
 * @param audit how often the newest messages are asked for, zero for never
 */
record PositionOptions(long from, Duration maxAge, Duration audit) {
    static PositionOptions of(DiscordConfiguration configuration) {
        String age = configuration.getCatchUpMaxAge();
        Duration maxAge = age == null || age.isBlank() ? Duration.ZERO : Snowflakes.parseAge(age);
        if (maxAge == null) {
            throw new IllegalArgumentException(
                    "catchUpMaxAge '" + age + "' is not understood: it is an age such as 30m, 12h or 7d");
        }
        return new PositionOptions(
                Snowflakes.parseSince("catchUpFrom", configuration.getCatchUpFrom(), Instant.now()),
                maxAge,
                Duration.ofMillis(configuration.getAuditInterval()));
    }
}
