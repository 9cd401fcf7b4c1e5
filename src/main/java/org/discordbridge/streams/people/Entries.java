package org.discordbridge.streams.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps values by key: in a store of Kafka Streams, or for a replay in memory alone. For one thread. */
public interface Entries {
    /** Returns the value of a key; null if it has none. */
    byte[] get(Bytes key);

    void put(Bytes key, byte[] value);

    void delete(Bytes key);

    /** Hands on all that is there. */
    void each(BiConsumer<Bytes, byte[]> entry);

    /** Keeps them in a store. */
    static Entries of(KeyValueStore<Bytes, byte[]> store) {
        return new Entries() {
            @Override
            public byte[] get(Bytes key) {
                return store.get(key);
            }

            @Override
            public void put(Bytes key, byte[] value) {
                store.put(key, value);
            }

            @Override
            public void delete(Bytes key) {
                store.delete(key);
            }

            @Override
            public void each(BiConsumer<Bytes, byte[]> entry) {
                try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
                    all.forEachRemaining(one -> entry.accept(one.key, one.value));
                }
            }
        };
    }

    /** Keeps them in memory. */
    static Entries inMemory() {
        Map<Bytes, byte[]> map = new HashMap<>();
        return new Entries() {
            @Override
            public byte[] get(Bytes key) {
                return map.get(key);
            }

            @Override
            public void put(Bytes key, byte[] value) {
                map.put(key, value);
            }

            @Override
            public void delete(Bytes key) {
                map.remove(key);
            }

            @Override
            public void each(BiConsumer<Bytes, byte[]> entry) {
                List<Map.Entry<Bytes, byte[]>> all = new ArrayList<>(map.entrySet());
                all.forEach(one -> entry.accept(one.getKey(), one.getValue()));
            }
        };
    }
}
