package org.discordbridge.streams.activity;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Writes the ids of what is counted already. */
final class CountedIds {
    private CountedIds() {}

    static byte[] write(Set<Long> ids) {
        ByteBuffer out = ByteBuffer.allocate(ids.size() * Long.BYTES);
        ids.forEach(out::putLong);
        return out.array();
    }

    static Set<Long> read(byte[] value) {
        Set<Long> ids = new HashSet<>();
        for (ByteBuffer in = ByteBuffer.wrap(value); in.hasRemaining(); ) {
            ids.add(in.getLong());
        }
        return ids;
    }
}
