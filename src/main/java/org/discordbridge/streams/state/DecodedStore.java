package org.discordbridge.streams.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keeps values as objects between two commits, so that one that changes many times is written once. At a commit, Kafka
 * Streams has the changes written to the store below and its topic of changes, as it does with a cache of its own; what is
 * not committed is lost together with the records that it came of.
 *
 * <p>Values may be changed where they are, and put again. Keys are found by the thread of the task alone; {@code all} and
 * {@code range} are safe for any thread, and have what there was at the last commit.
 */
final class DecodedStore<V> implements KeyValueStore<Bytes, V>, CachedStateStore<Bytes, V> {
    private final KeyValueStore<Bytes, byte[]> written;
    private final Function<byte[], V> reader;
    private final Function<V, byte[]> writer;
    private final Map<Bytes, V> objects = new HashMap<>();
    private final Set<Bytes> changed = new HashSet<>();

    DecodedStore(KeyValueStore<Bytes, byte[]> written, Function<byte[], V> reader, Function<V, byte[]> writer) {
        this.written = written;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public V get(Bytes key) {
        V known = objects.get(key);
        if (known == null) {
            byte[] value = written.get(key);
            if (value != null) {
                known = reader.apply(value);
                objects.put(key, known);
            }
        }
        return known;
    }

    @Override
    public void put(Bytes key, V value) {
        objects.put(key, value);
        changed.add(key);
    }

    @Override
    public V putIfAbsent(Bytes key, V value) {
        V known = get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, V>> entries) {
        entries.forEach(one -> put(one.key, one.value));
    }

    @Override
    public V delete(Bytes key) {
        V known = get(key);
        objects.remove(key);
        changed.remove(key);
        written.delete(key);
        return known;
    }

    @Override
    public void flushCache() {
        changed.forEach(key -> written.put(key, writer.apply(objects.get(key))));
        clearCache();
    }

    @Override
    public void clearCache() {
        objects.clear();
        changed.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, V> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public KeyValueIterator<Bytes, V> range(Bytes from, Bytes to) {
        return decoded(written.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, V> all() {
        return decoded(written.all());
    }

    private KeyValueIterator<Bytes, V> decoded(KeyValueIterator<Bytes, byte[]> entries) {
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, V> next() {
                KeyValue<Bytes, byte[]> one = entries.next();
                return KeyValue.pair(one.key, reader.apply(one.value));
            }

            @Override
            public Bytes peekNextKey() {
                return entries.peekNextKey();
            }

            @Override
            public void close() {
                entries.close();
            }
        };
    }

    @Override
    public long approximateNumEntries() {
        return written.approximateNumEntries();
    }

    @Override
    public String name() {
        return written.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        written.init(context, root);
    }

    /** Does nothing about what is changed: Kafka Streams calls this after a commit, and {@link #flushCache} before. */
    @Override
    public void flush() {
        written.flush();
    }

    @Override
    public void close() {
        clearCache();
        written.close();
    }

    @Override
    public boolean persistent() {
        return written.persistent();
    }

    @Override
    public boolean isOpen() {
        return written.isOpen();
    }
}
