package org.discordbridge.streams.state;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a store in memory with a topic of changes, whose values are objects between two commits. */
public final class DecodedStoreBuilder<V> implements StoreBuilder<KeyValueStore<Bytes, V>> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> written;
    private final Function<byte[], V> reader;
    private final Function<V, byte[]> writer;

    /**
     * Says what is stored.
     *
     * @param reader makes an object of what the writer has written
     */
    public DecodedStoreBuilder(String name, Function<byte[], V> reader, Function<V, byte[]> writer) {
        this.written =
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public KeyValueStore<Bytes, V> build() {
        return new DecodedStore<>(written.build(), reader, writer);
    }

    /** Changes nothing: the objects are the cache. */
    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withCachingEnabled() {
        return this;
    }

    /** Changes nothing: the objects are the cache. */
    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withLoggingEnabled(Map<String, String> config) {
        written.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, V>> withLoggingDisabled() {
        written.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return written.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return written.loggingEnabled();
    }

    @Override
    public String name() {
        return written.name();
    }
}
