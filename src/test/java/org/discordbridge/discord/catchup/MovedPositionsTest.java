package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MovedPositionsTest {
    private final Map<String, String> kept = new TreeMap<>();
    private boolean mayStore = true;
    private long now = Long.MAX_VALUE;
    private final MovedPositions moved = new MovedPositions(() -> mayStore, kept::put);
    private final StorePace pace = new StorePace(() -> now);
    private final List<ChannelPosition<String>> channels = IntStream.range(0, 2 * StorePace.MOST_A_SECOND)
            .mapToObj(i -> new ChannelPosition<String>("c" + i, null, 0, moved::add))
            .toList();
    private long id;

    @Test
    void areKeptWheneverThatIsAskedWhileTheyAreFew() {
        for (int i = 0; i < 10; i++) {
            move(channels.get(0));
            move(channels.get(0));
            pace.ifDue(moved::keepAll);
            assertThat(kept).isEqualTo(Map.of("c0", String.valueOf(id)));
            pass(Duration.ofMillis(1));
        }
    }

    @Test
    void areKeptLaterTheMoreTheyWere() {
        channels.subList(0, 1_000).forEach(this::move);
        pace.ifDue(moved::keepAll);
        assertThat(kept).hasSize(1_000);
        move(channels.get(5_000));

        pass(Duration.ofMillis(99));
        pace.ifDue(moved::keepAll);
        assertThat(kept).doesNotContainKey("c5000");
        pass(Duration.ofMillis(1));
        pace.ifDue(moved::keepAll);
        assertThat(kept).containsEntry("c5000", String.valueOf(id));
    }

    @Test
    void areKeptWithinASecondHoweverManyTheyAre() {
        channels.forEach(this::move);
        pace.ifDue(moved::keepAll);
        move(channels.get(0));

        pass(Duration.ofMillis(999));
        pace.ifDue(moved::keepAll);
        assertThat(kept).doesNotContainEntry("c0", String.valueOf(id));
        pass(Duration.ofMillis(1));
        pace.ifDue(moved::keepAll);
        assertThat(kept).hasSize(channels.size()).containsEntry("c0", String.valueOf(id));
    }

    @Test
    void areKeptAtOnceAtTheEnd() {
        channels.forEach(this::move);
        pace.ifDue(moved::keepAll);
        move(channels.get(0));

        assertThat(moved.keepAll()).isEqualTo(1);
        assertThat(kept).containsEntry("c0", String.valueOf(id));
    }

    @Test
    void waitWhileNothingMayBeStored() {
        move(channels.get(0));
        mayStore = false;
        assertThat(moved.keepAll()).isZero();
        move(channels.get(0));
        move(channels.get(1));
        assertThat(kept).isEmpty();

        mayStore = true;
        assertThat(moved.keepAll()).isEqualTo(2);
        assertThat(kept).containsEntry("c0", "2").containsEntry("c1", "3");
    }

    /** A message of that channel came and is done. */
    private void move(ChannelPosition<String> channel) {
        channel.take(++id);
        channel.done(id);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
