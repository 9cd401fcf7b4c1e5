package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.event.Snowflakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far guilds are behind. */
@Timeout(120)
class GapsTest {
    private static final Duration QUIET = Duration.ofHours(5);
    private static final Duration WAITING = Duration.ofHours(1);

    private final ChannelPosition<String> channel =
            new ChannelPosition<>("7", "1", Snowflakes.at(Instant.now().minus(QUIET)), moved -> {});

    private Map<String, Duration> behind() {
        return Gaps.of(List.of(channel), Set.of("1", "2")).behind();
    }

    @Test
    void quietCountsForNothing() {
        assertThat(behind()).containsOnly(Map.entry("1", Duration.ZERO), Map.entry("2", Duration.ZERO));

        channel.openGap();
        assertThat(behind().get("1")).isPositive().isLessThan(WAITING);
        assertThat(behind().get("2")).isZero();
    }

    @Test
    void theOldestMessageThatWaitsCounts() {
        long first = Snowflakes.at(Instant.now().minus(WAITING));
        channel.openGap();
        channel.hold(first, "waits");
        channel.hold(first + 1, "waits too");
        assertThat(behind().get("1")).isBetween(WAITING.minusSeconds(1), QUIET);
    }

    @Test
    void whatIsUnderWayCountsUntilItIsDone() {
        long id = Snowflakes.at(Instant.now().minus(WAITING));
        channel.take(id);
        assertThat(behind().get("1")).isBetween(WAITING.minusSeconds(1), QUIET);

        channel.done(id);
        assertThat(behind().get("1")).isZero();
    }
}
