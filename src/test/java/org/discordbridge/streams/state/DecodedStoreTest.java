package org.discordbridge.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodedStoreTest {
    private static final Bytes KEY = Bytes.wrap(new byte[] {1});
    private static final Bytes OTHER = Bytes.wrap(new byte[] {2});

    private final AtomicInteger writes = new AtomicInteger();
    private KeyValueStore<Bytes, StringBuilder> store;

    @BeforeEach
    void open() {
        store = new DecodedStoreBuilder<StringBuilder>(
                        "store", bytes -> new StringBuilder(new String(bytes, StandardCharsets.UTF_8)), text -> {
                            writes.incrementAndGet();
                            return text.toString().getBytes(StandardCharsets.UTF_8);
                        })
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void writesWhatChangesManyTimesOnceACommit() {
        store.put(KEY, new StringBuilder("a"));
        for (int i = 0; i < 100; i++) {
            store.put(KEY, store.get(KEY).append('b'));
        }
        assertThat(writes).hasValue(0);
        commit();
        assertThat(writes).hasValue(1);
        assertThat(store.get(KEY)).hasToString("a" + "b".repeat(100));
        commit();
        assertThat(writes).hasValue(1);
    }

    @Test
    void losesWhatIsNotCommitted() {
        store.put(KEY, new StringBuilder("a"));
        commit();
        store.put(KEY, store.get(KEY).append('b'));
        store.put(OTHER, new StringBuilder("c"));
        // as Kafka Streams does when the work goes to another instance
        ((CachedStateStore<?, ?>) store).clearCache();
        commit();
        assertThat(store.get(KEY)).hasToString("a");
        assertThat(store.get(OTHER)).isNull();
    }

    @Test
    void showsOthersWhatWasCommitted() {
        store.put(KEY, new StringBuilder("a"));
        assertThat(all()).isEmpty();
        commit();
        store.put(KEY, store.get(KEY).append('b'));
        assertThat(all()).containsExactly("a");
        // after a commit, there is no flush for what came since
        store.flush();
        assertThat(all()).containsExactly("a");
    }

    @Test
    void deletesWhatIsCommittedAndWhatIsNot() {
        store.put(KEY, new StringBuilder("a"));
        commit();
        store.put(OTHER, new StringBuilder("b"));
        assertThat(store.delete(KEY)).hasToString("a");
        assertThat(store.delete(OTHER)).hasToString("b");
        assertThat(store.get(KEY)).isNull();
        commit();
        assertThat(all()).isEmpty();
    }

    private void commit() {
        ((CachedStateStore<?, ?>) store).flushCache();
    }

    private List<String> all() {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, StringBuilder> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, StringBuilder> one = entries.next();
                found.add(one.value.toString());
            }
        }
        return found;
    }
}
