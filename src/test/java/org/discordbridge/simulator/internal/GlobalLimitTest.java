package org.discordbridge.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit of all requests, millisecond by millisecond. */
@Timeout(60)
class GlobalLimitTest {
    @Test
    void noSecondHasMore() {
        GlobalLimit limit = new GlobalLimit(2);
        assertThat(limit.use(10_000)).isZero();
        assertThat(limit.use(10_900)).isZero();
        assertThat(limit.use(10_950)).isEqualTo(0.05);
        assertThat(limit.use(11_000)).isZero();
        // where a second begins does not matter
        assertThat(limit.use(11_100)).isEqualTo(0.8);
        assertThat(limit.use(11_900)).isZero();
        assertThat(limit.seen().refusals()).containsExactly(Instant.ofEpochMilli(10_950), Instant.ofEpochMilli(11_100));
        // 10.9, 10.95, 11.0, 11.1
        assertThat(limit.seen().busiestSecond()).isEqualTo(4);
    }

    @Test
    void withoutALimitItCounts() {
        GlobalLimit limit = new GlobalLimit(0);
        for (int i = 0; i < 100; i++) {
            assertThat(limit.use(i * 100)).isZero();
        }
        assertThat(limit.seen().busiestSecond()).isEqualTo(10);
        assertThat(limit.seen().refusals()).isEmpty();
    }
}
