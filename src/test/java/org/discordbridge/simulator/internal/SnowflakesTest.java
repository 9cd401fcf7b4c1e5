package org.discordbridge.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SnowflakesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private final Clock still = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void twoWorldsOfTheSameMomentHaveNoIdInCommon() {
        Snowflakes one = new Snowflakes(still, false);
        Snowflakes other = new Snowflakes(still, false);

        List<Long> all = Stream.of(one, other)
                .flatMap(ids -> LongStream.generate(ids::next).limit(1_000).boxed())
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void theyGrowAndHaveTheTime() {
        Snowflakes ids = new Snowflakes(still, false);
        long guild = ids.nextGuild();
        long next = ids.nextGuild();

        assertThat(next >> 22).isEqualTo((guild >> 22) + 1);
        assertThat(ids.next()).isGreaterThan(next);
        assertThat(Snowflakes.time(guild)).isEqualTo(NOW);
    }
}
