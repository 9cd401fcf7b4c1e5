package org.discordbridge.streams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DistinctTest {
    @Test
    void countsExactlyUpToItsNumberAndThenEstimates() {
        Distinct distinct = new Distinct();
        for (long i = 0; i < Distinct.EXACT; i++) {
            assertThat(distinct.add(id(i))).isTrue();
            assertThat(distinct.add(id(i))).isFalse();
            distinct = copy(distinct);
        }
        assertThat(distinct.count()).isEqualTo(Distinct.EXACT);
        assertThat(distinct.isExact()).isTrue();

        for (long i = 0; i < 20_000; i++) {
            distinct.add(id(i));
        }
        distinct = copy(distinct);
        assertThat(distinct.isExact()).isFalse();
        // three times the standard error
        assertThat((double) distinct.count()).isCloseTo(20_000, within(0.048 * 20_000));
        assertThat(distinct.write().length).isLessThan(3_000);
    }

    /** Ids as they are: of people who came one after the other. */
    private static long id(long i) {
        return (900_000_000_000L + i * 60_000) << 22;
    }

    private static Distinct copy(Distinct distinct) {
        return Distinct.read(ByteBuffer.wrap(distinct.write()));
    }
}
