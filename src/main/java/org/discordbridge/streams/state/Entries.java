package org.discordbridge.streams.state;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps values by key: in a store of Kafka Streams, or for a replay in memory alone. For one thread. */
public interface Entries<V> {
    /** Returns the value of a key; null if it has none. */
    V get(Bytes key);

    void put(Bytes key, V value);

    void delete(Bytes key);

    /** Hands on all that is there. */
    void each(BiConsumer<Bytes, V> entry);

    /** Keeps them in a store. */
    static <V> Entries<V> of(KeyValueStore<Bytes, V> store) {
        return new Entries<>() {
            @Override
            public V get(Bytes key) {
                return store.get(key);
            }

            @Override
            public void put(Bytes key, V value) {
                store.put(key, value);
            }

            @Override
            public void delete(Bytes key) {
                store.delete(key);
            }

            @Override
            public void each(BiConsumer<Bytes, V> entry) {
                try (KeyValueIterator<Bytes, V> all = store.all()) {
                    all.forEachRemaining(one -> entry.accept(one.key, one.value));
                }
            }
        };
    }

    /** Keeps them in memory. */
    static <V> Entries<V> inMemory() {
        Map<Bytes, V> map = new HashMap<>();
        return new Entries<>() {
            @Override
            public V get(Bytes key) {
                return map.get(key);
            }

            @Override
            public void put(Bytes key, V value) {
                map.put(key, value);
            }

            @Override
            public void delete(Bytes key) {
                map.remove(key);
            }

            @Override
            public void each(BiConsumer<Bytes, V> entry) {
                Map.copyOf(map).forEach(entry);
            }
        };
    }
}
