package org.discordbridge.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProbeTest {
    @Test
    void whatDoesNotAnswerIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<String> probe = new Probe<>("Kafka", "KAFKA is x:1", List.of(), 1, () -> {
            never.await();
            return "late";
        });

        assertThat(probe.rows(seen -> List.of(Finding.ok("Kafka", seen))))
                .containsExactly(new Finding(
                        Finding.State.FAIL, "Kafka", "no whole answer within 1 s", "Check it: KAFKA is x:1"));
        assertThat(probe.seen()).isEmpty();
    }

    @Test
    void aFailureIsTold() {
        Probe<String> probe = new Probe<>("Kafka", "", List.of(), 10, () -> {
            throw new IllegalStateException("Cannot start: it is away. Mend it");
        });

        assertThat(probe.rows(seen -> List.of()))
                .containsExactly(new Finding(Finding.State.FAIL, "Kafka", "it is away", "Mend it"));
    }

    @Test
    void withoutItsSettingsNothingIsAsked() {
        Probe<String> probe = new Probe<>("Kafka", "", List.of("KAFKA_X"), 10, () -> {
            throw new AssertionError("it was asked");
        });

        assertThat(probe.rows(seen -> List.of())).containsExactly(Finding.skipped("Kafka", "see KAFKA_X"));
    }
}
