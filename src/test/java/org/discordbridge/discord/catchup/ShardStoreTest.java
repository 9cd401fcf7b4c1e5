package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.KeptStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardStoreTest {
    private final Map<String, String> kept = new HashMap<>();
    private boolean mayStore = true;
    private final ShardStore store = new ShardStore(new KeptStates(kept), () -> mayStore);

    @Test
    void isOpenWhileSomethingMayBeStored() {
        assertThat(store.isOpen()).isTrue();
        mayStore = false;
        assertThat(store.isOpen()).isFalse();
    }

    @Test
    void storesNothingAfterItsEnd() {
        assertThat(store.keep("7", "1")).isTrue();
        store.end();
        assertThat(store.isOpen()).isFalse();
        assertThat(store.keep("7", "2")).isFalse();
        assertThat(kept).containsOnly(Map.entry("7", "1"));
    }
}
