package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The judge of several bridges sees what is lost, doubled, changed and out of order. */
@Timeout(60)
class TallyTest {
    private static final Map<String, Long> TIMES = Map.of("1", 10L, "2", 20L, "3", 30L);

    @Test
    void eachOnce() {
        Tally tally = tally(told("1"), told("2"), told("3"));

        tally.assertEachOnce();
        assertThat(tally)
                .hasToString("messages: 3 expected, 0 lost, 0 doubled, 0 out of order, the longest took 90 ms");
    }

    @Test
    void oneIsLost() {
        assertThatThrownBy(() -> tally(told("1"), told("3")).assertNothingLost())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 lost")
                .hasMessageContaining("missing");
    }

    @Test
    void oneCameAgain() {
        Tally tally = tally(told("1"), told("2"), told("3"), told("2"));

        tally.assertNothingLost().assertDoubledAtMost(1);
        assertThatThrownBy(tally::assertEachOnce)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 doubled");
    }

    @Test
    void oneCameAgainAsAnother() {
        assertThatThrownBy(() -> tally(told("1"), told("2"), told("3"), new Tally.Told("2", "new", 100))
                        .assertNothingLost())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("another uuid");
    }

    @Test
    void twoAreOutOfOrder() {
        assertThatThrownBy(() -> tally(told("2"), told("1"), told("3")).assertNothingLost())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("another order");
    }

    private static Tally tally(Tally.Told... told) {
        Tally tally = new Tally("messages");
        tally.add(List.of("1", "2", "3"), TIMES, List.of(told));
        return tally;
    }

    private static Tally.Told told(String id) {
        return new Tally.Told(id, "uuid " + id, 100);
    }
}
