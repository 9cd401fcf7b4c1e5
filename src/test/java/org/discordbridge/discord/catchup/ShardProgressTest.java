package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ShardProgressTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ShardProgress progress = new ShardProgress();

    @Test
    void isAsFarAsTheNewest() {
        assertThat(progress.newest()).isZero();
        progress.heard(100);
        progress.heard(70);
        assertThat(progress.newest()).isEqualTo(100);
    }

    @Test
    void waitsForEveryGuildFromTheBeginningOn() {
        assertThat(progress.hasBegun()).isFalse();
        assertThat(progress.hasAll(5, LONG)).isFalse();
        progress.began(2);
        assertThat(progress.hasBegun()).isTrue();
        assertThat(progress.hasAll(1, LONG)).isFalse();
        assertThat(progress.hasAll(2, LONG)).isTrue();
        assertThat(progress.hasAll(0, Duration.ofNanos(-1))).isTrue();
    }
}
