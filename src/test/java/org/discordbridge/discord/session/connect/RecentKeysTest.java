package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecentKeysTest {
    private static final int MOST = 50_000;

    private long now = Long.MAX_VALUE - 10;
    private final RecentKeys keys = new RecentKeys(() -> now);

    @Test
    void thereAreNoneInTheBeginning() {
        assertThat(keys.all()).isEmpty();
    }

    @Test
    void keysAreKeptForFifteenSeconds() {
        keys.add(1);
        pass(5_000);
        keys.add(2);
        pass(10_000);
        assertThat(keys.all()).containsExactly(1, 2);
        pass(1);
        assertThat(keys.all()).containsExactly(2);
        pass(5_000);
        assertThat(keys.all()).isEmpty();
    }

    @Test
    void keysAreKeptForMinutesFromWhenThatIsAsked() {
        keys.add(1);
        pass(16_000);
        keys.add(2);
        keys.keepLonger();
        pass(300_000);
        keys.add(3);
        assertThat(keys.all()).contains(2, 3);
        pass(600_000);
        assertThat(keys.all()).containsExactly(3);
        pass(1);
        assertThat(keys.all()).isEmpty();
    }

    @Test
    void theOldestMakeRoomWhenThereAreTooMany() {
        for (long key = 0; key < MOST + 1_000; key++) {
            keys.add(key);
        }

        assertThat(keys.all()).isEqualTo(LongStream.range(1_000, MOST + 1_000).toArray());
    }

    @Test
    void agreesWithASimpleModel() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            now = random.nextLong();
            RecentKeys tested = new RecentKeys(() -> now);
            ArrayDeque<long[]> model = new ArrayDeque<>();
            for (int i = 0; i < 2_000; i++) {
                pass(random.nextInt(i < 500 ? 50 : 400));
                long key = random.nextInt(100);
                tested.add(key);
                model.add(new long[] {key, now});
                if (random.nextInt(50) == 0) {
                    pass(random.nextInt(20_000));
                    model.removeIf(one -> now - one[1] > Duration.ofSeconds(15).toNanos());
                    assertThat(tested.all())
                            .as("seed %d, step %d", seed, i)
                            .isEqualTo(model.stream().mapToLong(one -> one[0]).toArray());
                }
            }
        }
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
