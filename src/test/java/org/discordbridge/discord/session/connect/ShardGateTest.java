package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardGateTest {
    private final ShardGate gate = new ShardGate(true);

    @Test
    void theFirstDispatchWaitsUntilItOpens() throws Exception {
        CompletableFuture<Boolean> passed = CompletableFuture.supplyAsync(gate::arrive);
        gate.arrived().get(30, TimeUnit.SECONDS);
        assertThat(gate.isOpen()).isFalse();
        assertThat(passed).isNotDone();

        gate.open();
        assertThat(passed.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.isHandedOver()).isFalse();
        assertThat(gate.pass()).isTrue();
    }

    @Test
    void whatIsDismissedLetsNothingIn() throws Exception {
        CompletableFuture<Boolean> passed = CompletableFuture.supplyAsync(gate::arrive);
        gate.arrived().get(30, TimeUnit.SECONDS);
        gate.dismiss();

        assertThat(passed.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void anOpenOneCannotBeDismissed() {
        gate.open();
        gate.dismiss();

        assertThat(gate.pass()).isTrue();
    }

    @Test
    void tellsTheKeysOfWhatItHasLetIn() {
        gate.open();
        assertThat(takes(1, 10)).isTrue();
        assertThat(takes(2, 11)).isTrue();
        assertThat(takes(3, 10)).isTrue();

        assertThat(gate.isStopped()).isFalse();
        assertThat(gate.stop()).containsExactly(10, 11, 10);
        assertThat(gate.isStopped()).isTrue();
        assertThat(takes(4, 12)).isFalse();
        assertThat(takes(2, 11)).as("not even again").isFalse();
        assertThat(gate.stop()).containsExactly(10, 11, 10);
    }

    @Test
    void aDispatchThatIsHandledAgainIsDecidedAsBefore() {
        gate.open(new long[] {10});
        assertThat(takes(1, 10)).isFalse();
        assertThat(takes(2, 10)).isTrue();

        assertThat(takes(1, 10)).isFalse();
        assertThat(takes(2, 10)).isTrue();
        assertThat(gate.stop()).as("each once").containsExactly(10, 10);
    }

    @Test
    void whatWasHandledElsewhereIsNotLetInAsOftenAsItWas() {
        gate.open(new long[] {10, 11, 10});

        assertThat(gate.isHandedOver()).isTrue();
        assertThat(takes(1, 10)).isFalse();
        assertThat(takes(2, 12)).isTrue();
        assertThat(takes(3, 10)).isFalse();
        assertThat(takes(4, 10)).isTrue();
        assertThat(takes(5, 11)).isFalse();
        assertThat(takes(6, 11)).isTrue();
    }

    @Test
    void whoComesAfterTheNextOneKnowsAllOfBoth() {
        gate.open(new long[] {10});
        takes(1, 10);
        takes(2, 11);
        ShardGate next = new ShardGate(true);
        next.open(gate.stop());

        assertThat(next.takes(1, () -> 10)).isFalse();
        assertThat(next.takes(2, () -> 11)).isFalse();
        assertThat(next.takes(3, () -> 12)).isTrue();
    }

    @Test
    void aNewSessionCountsAnew() {
        gate.open(new long[] {10});
        gate.arrive();
        assertThat(takes(1, 10)).isFalse();
        assertThat(takes(2, 11)).isTrue();

        gate.arrive();
        assertThat(takes(1, 12)).isTrue();
        assertThat(gate.stop()).containsExactly(10, 11, 12);
    }

    @Test
    void whoSharesNothingAsksForNoKeys() {
        ShardGate alone = new ShardGate(false);
        alone.open();

        assertThat(alone.takes(1, () -> {
                    throw new AssertionError("a key");
                }))
                .isTrue();
        assertThat(alone.stop()).isEmpty();
    }

    /** Of what is let in while it is stopped on another thread, each is told, and nothing else. */
    @Test
    void whatIsLetInIsToldWhenItIsStoppedMeanwhile() throws Exception {
        for (int round = 0; round < 300; round++) {
            ShardGate tested = new ShardGate(true);
            tested.open();
            CountDownLatch begun = new CountDownLatch(1 + round % 10);
            CompletableFuture<List<Long>> letIn = CompletableFuture.supplyAsync(() -> {
                List<Long> taken = new ArrayList<>();
                for (long number = 1; number < 100_000; number++) {
                    long key = number;
                    if (!tested.takes(number, () -> key)) {
                        return taken;
                    }
                    taken.add(number);
                    begun.countDown();
                }
                return taken;
            });
            begun.await();
            long[] told = tested.stop();

            List<Long> taken = letIn.get(30, TimeUnit.SECONDS);
            assertThat(Arrays.stream(told).boxed().toList())
                    .isEqualTo(taken.subList(Math.max(0, taken.size() - told.length), taken.size()));
            assertThat(told.length).isEqualTo(Math.min(taken.size(), 50_000));
        }
    }

    private boolean takes(long number, long key) {
        return gate.takes(number, () -> key);
    }
}
