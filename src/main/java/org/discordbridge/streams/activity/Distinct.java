package org.discordbridge.streams.activity;

import com.clearspring.analytics.stream.cardinality.HyperLogLogPlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts different numbers: exactly up to 256 of them, then by a sketch (HyperLogLog++ with 4,096 registers, whose standard
 * error is 1.6 %). Not safe for several threads.
 */
final class Distinct {
    /** So many are counted exactly. */
    static final int EXACT = 256;

    private static final int REGISTERS_BITS = 12;

    private long[] known = new long[0];
    private HyperLogLogPlus sketch;

    /** Takes note of a number; returns whether it is known to be new. */
    boolean add(long number) {
        if (sketch != null) {
            return sketch.offerHashed(spread(number));
        }
        int at = Arrays.binarySearch(known, number);
        if (at >= 0) {
            return false;
        }
        if (known.length == EXACT) {
            sketch = new HyperLogLogPlus(REGISTERS_BITS);
            for (long one : known) {
                sketch.offerHashed(spread(one));
            }
            known = new long[0];
            return sketch.offerHashed(spread(number));
        }
        int to = -at - 1;
        long[] more = Arrays.copyOf(known, known.length + 1);
        System.arraycopy(known, to, more, to + 1, known.length - to);
        more[to] = number;
        known = more;
        return true;
    }

    long count() {
        return sketch == null ? known.length : sketch.cardinality();
    }

    boolean isExact() {
        return sketch == null;
    }

    /** Spreads an id over all bits: ids that follow each other share most of theirs (the finalizer of SplitMix64). */
    private static long spread(long number) {
        long z = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    byte[] write() {
        if (sketch != null) {
            try {
                byte[] bytes = sketch.getBytes();
                return ByteBuffer.allocate(8 + bytes.length)
                        .putInt(-1)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ByteBuffer out = ByteBuffer.allocate(4 + known.length * 8).putInt(known.length);
        for (long one : known) {
            out.putLong(one);
        }
        return out.array();
    }

    static Distinct read(ByteBuffer in) {
        Distinct distinct = new Distinct();
        int count = in.getInt();
        if (count >= 0) {
            distinct.known = new long[count];
            for (int i = 0; i < count; i++) {
                distinct.known[i] = in.getLong();
            }
            return distinct;
        }
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        try {
            distinct.sketch = HyperLogLogPlus.Builder.build(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return distinct;
    }
}
