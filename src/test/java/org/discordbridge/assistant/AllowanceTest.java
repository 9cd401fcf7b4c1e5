package org.discordbridge.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.discordbridge.assistant.Allowance.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AllowanceTest {
    private Instant now = Instant.EPOCH;
    private final Allowance allowance = Allowance.of("2/60s", new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void eachPersonHasItsOwnAndTimeGivesItBack() {
        assertThat(allowance.take("ada")).isEqualTo(Taken.YES);
        assertThat(allowance.take("ada")).isEqualTo(Taken.YES);
        assertThat(allowance.take("ada")).isEqualTo(Taken.TOO_MANY);
        assertThat(allowance.take("ada")).isEqualTo(Taken.TOLD_BEFORE);
        assertThat(allowance.take("bob")).isEqualTo(Taken.YES);

        now = now.plusSeconds(59);
        assertThat(allowance.take("ada")).isEqualTo(Taken.TOLD_BEFORE);
        now = now.plusSeconds(1);
        assertThat(allowance.take("ada")).isEqualTo(Taken.YES);
    }
}
