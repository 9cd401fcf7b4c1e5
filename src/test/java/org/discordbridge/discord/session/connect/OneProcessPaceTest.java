package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneProcessPaceTest {
    @Test
    void oneOfEachRemainderBeginsAtOnce() {
        OneProcessPace pace = new OneProcessPace(2);

        assertThat(pace.next(new Shard(0, 4))).isDone();
        assertThat(pace.next(new Shard(1, 4))).isDone();
        assertThat(pace.next(new Shard(2, 4))).isNotDone();
        assertThat(pace.next(new Shard(3, 4))).isNotDone();
    }

    @Test
    void theOthersBeginInTheirOrder() throws Exception {
        OneProcessPace pace = new OneProcessPace(1);
        List<Integer> begun = new ArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            int it = number;
            all.add(pace.next(new Shard(number, 2)).thenRun(() -> {
                synchronized (begun) {
                    begun.add(it);
                }
            }));
        }
        for (CompletableFuture<Void> one : all) {
            one.get(30, TimeUnit.SECONDS);
        }

        assertThat(begun).containsExactly(0, 1);
    }
}
