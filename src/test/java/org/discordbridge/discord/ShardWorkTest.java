package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardWorkTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Shard ZERO = new Shard(0, 2);
    private static final Shard ONE = new Shard(1, 2);

    private final ShardWork work = new ShardWork(ZERO);

    @Test
    void nothingUnderWayIsNotWaitedFor() throws InterruptedException {
        assertThat(work.await(LONG)).isZero();
        work.begin();
        work.end();
        assertThat(work.await(LONG)).isZero();
    }

    @Test
    void whatIsUnderWayIsWaitedFor() throws Exception {
        work.begin();
        work.begin();
        CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> await(LONG));
        work.end();
        assertThat(left).isNotDone();
        work.end();

        assertThat(left.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void whatIsNotDoneInTimeIsCounted() {
        work.begin();
        work.begin();

        assertThat(await(Duration.ZERO)).isEqualTo(2);
        assertThat(await(Duration.ofMillis(20))).isEqualTo(2);
    }

    @Test
    void whatIsLostIsCounted() {
        work.begin();
        assertThat(work.isLost()).isFalse();

        assertThat(work.lose()).isEqualTo(1);
        assertThat(work.isLost()).isTrue();
    }

    @Test
    void nothingIsCountedUnlessThereAreShards() {
        WorkByShard works = new WorkByShard();

        assertThat(works.of("4194304")).isNull();
        assertThat(works.of((String) null)).isNull();
        assertThat(works.of(ZERO)).isNull();
        assertThat(works.remove(ZERO)).isNull();
        assertThat(works.shards()).isEmpty();
    }

    @Test
    void theWorkOfAGuildIsThatOfItsShard() {
        WorkByShard works = new WorkByShard();
        works.add(ZERO);
        works.add(ONE);

        assertThat(works.of(String.valueOf(1L << 22)).shard()).isEqualTo(ONE);
        assertThat(works.of(String.valueOf(2L << 22)).shard()).isEqualTo(ZERO);
        assertThat(works.of("18446744073709551615").shard())
                .as("an unsigned number")
                .isEqualTo(ONE);
        assertThat(works.of((String) null).shard()).as("direct messages").isEqualTo(ZERO);
        assertThat(works.of(ONE)).isSameAs(works.of(String.valueOf(1L << 22)));

        ShardWork removed = works.of(ZERO);
        assertThat(works.remove(ZERO)).isSameAs(removed);
        assertThat(works.of(String.valueOf(2L << 22))).isNull();
        assertThat(works.shards()).containsExactly(ONE);
    }

    private int await(Duration within) {
        try {
            return work.await(within);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
