package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecentIdsTest {
    private final RecentIds ids = new RecentIds(6);

    @Test
    void knowsTheLastOnesWhateverTheirNumber() {
        for (long added = 1; added <= 40; added++) {
            ids.add(added);
            assertThat(LongStream.rangeClosed(0, 41).filter(ids::contains).toArray())
                    .isEqualTo(LongStream.rangeClosed(Math.max(1, added - 5), added)
                            .toArray());
        }
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(ids.contains(0)).isFalse();
    }
}
