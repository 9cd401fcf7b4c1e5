package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoredStateTest {
    @Test
    void isNewestWhileItIsOnItsWay() {
        StoredState state = StoredState.set("1");
        assertThat(state.isNewerThan(0, 1_000_000)).isTrue();
        assertThat(state.isNewerThan(3, 0)).isTrue();
        assertThat(state.isAcknowledged()).isFalse();

        state.acknowledged(2, 50);
        assertThat(state.isAcknowledged()).isTrue();
        assertThat(state.isNewerThan(2, 50)).as("its echo").isTrue();
        assertThat(state.isNewerThan(2, 49)).isTrue();
        assertThat(state.isNewerThan(2, 51)).isFalse();
    }

    @Test
    void aRecordOfAnotherPartitionIsNewer() {
        StoredState state = StoredState.read("1", 0, 50);
        assertThat(state.isNewerThan(1, 0)).isFalse();
        assertThat(state.isNewerThan(0, 0)).isTrue();
    }

    @Test
    void oneThatKafkaNeverTakesIsOlderThanAny() {
        StoredState state = StoredState.set("1");
        state.refused();
        assertThat(state.isRefused()).isTrue();
        assertThat(state.isAcknowledged()).isFalse();
        assertThat(state.isNewerThan(0, 0)).isFalse();
    }
}
