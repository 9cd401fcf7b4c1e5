package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ShardProgressTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ShardProgress progress = new ShardProgress(2);

    private static String guild(long number) {
        return String.valueOf(number << 22);
    }

    private static long message(long seconds) {
        return seconds * 1000 << 22;
    }

    @Test
    void isAsFarAsTheSlowestShard() {
        progress.heard(guild(2), message(100));
        assertThat(progress.everywhere()).isZero();
        progress.heard(guild(3), message(70));
        progress.heard(guild(1), message(60));
        assertThat(progress.newest()).isEqualTo(message(100));
        assertThat(progress.everywhere()).isEqualTo(message(70));
    }

    @Test
    void knowsThatAShardHasNothingToTell() {
        progress.heard(guild(2), message(100));
        progress.heard(new Shard(1, 2), Duration.ofSeconds(10));
        assertThat(progress.everywhere()).isEqualTo(message(90));
        progress.heard(new Shard(1, 2), Duration.ofSeconds(20));
        assertThat(progress.everywhere()).isEqualTo(message(90));
    }

    @Test
    void countsDirectMessagesToTheFirstShard() {
        progress.heard(null, message(5));
        progress.heard(guild(1), message(4));
        assertThat(progress.everywhere()).isEqualTo(message(4));
    }

    @Test
    void waitsForTheGuildsOfEveryShard() {
        progress.began(new Shard(0, 2), 1);
        assertThat(progress.hasAll(List.of(guild(0)), LONG)).isFalse();
        progress.began(new Shard(1, 2), 1);
        // another one in that shard does not make up for it
        assertThat(progress.hasAll(List.of(guild(0), guild(2)), LONG)).isFalse();
        assertThat(progress.hasAll(List.of(guild(0), guild(1)), LONG)).isTrue();
        assertThat(progress.hasAll(List.of(), Duration.ofNanos(-1))).isTrue();
    }

    @Test
    void learnsHowManyShardsThereAre() {
        ShardProgress unknown = new ShardProgress(0);
        unknown.began(new Shard(0, 3), 0);
        unknown.began(new Shard(2, 3), 0);
        assertThat(unknown.hasAll(List.of(), LONG)).isFalse();
        unknown.began(new Shard(1, 3), 0);
        assertThat(unknown.hasAll(List.of(), LONG)).isTrue();
    }
}
