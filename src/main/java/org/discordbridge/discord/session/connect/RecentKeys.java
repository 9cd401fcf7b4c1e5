package org.discordbridge.discord.session.connect;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Remembers the keys of the last seconds, up to a number. It uses plain numbers, which cost the collector nothing. */
final class RecentKeys {
    /** Longer than the next process needs from its connection until this one stops. */
    private static final Duration KEPT = Duration.ofSeconds(15);
    /** Longer than many shards need until all of them are connected. */
    private static final Duration KEPT_LONGER = Duration.ofMinutes(10);

    /** 400 KB, which fit into a record of Kafka. */
    private static final int MOST = 50_000;

    private static final int FIRST = 64;

    private final LongSupplier clock;
    private long[] keys = new long[FIRST];
    private long[] times = new long[FIRST];
    private int oldest;
    private int size;
    private Duration kept = KEPT;

    RecentKeys() {
        this(System::nanoTime);
    }

    /** @param clock counts nanoseconds */
    RecentKeys(LongSupplier clock) {
        this.clock = clock;
    }

    /** Keeps what comes from now on for minutes. */
    void keepLonger() {
        kept = KEPT_LONGER;
    }

    void add(long key) {
        long now = clock.getAsLong();
        if (size == keys.length) {
            if (size < MOST && now - times[oldest] <= kept.toNanos()) {
                grow();
            } else {
                oldest = (oldest + 1) % keys.length;
                size--;
            }
        }
        int at = (oldest + size) % keys.length;
        keys[at] = key;
        times[at] = now;
        size++;
    }

    private void grow() {
        long[] more = Arrays.copyOf(inOrder(keys), Math.min(MOST, 2 * size));
        times = Arrays.copyOf(inOrder(times), more.length);
        keys = more;
        oldest = 0;
    }

    private long[] inOrder(long[] ring) {
        long[] ordered = new long[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = ring[(oldest + i) % ring.length];
        }
        return ordered;
    }

    /** Returns the keys that are not too old, the oldest first. */
    long[] all() {
        long now = clock.getAsLong();
        int first = 0;
        while (first < size && now - times[(oldest + first) % times.length] > kept.toNanos()) {
            first++;
        }
        long[] all = inOrder(keys);
        return Arrays.copyOfRange(all, first, size);
    }
}
