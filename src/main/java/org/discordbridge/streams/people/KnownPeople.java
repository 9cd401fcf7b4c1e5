package org.discordbridge.streams.people;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.discordbridge.streams.state.Entries;

/**
 * Remembers who wrote in which guild, for as long as they do not stay away for 90 days. A person takes 24 bytes; 1,024
 * entries of the store hold those of a guild. For the thread of its task.
 */
final class KnownPeople {
    /** Time for which somebody is remembered who writes nothing. */
    static final Duration REMEMBERED = Duration.ofDays(90);
    /** Time for which a guild is only learned: before, everybody in it would be new. */
    static final Duration LEARNING = Duration.ofDays(7);

    private static final int ENTRY = 24;
    private static final int BUCKETS = 1024;
    private static final long RENEWED = Duration.ofDays(7).toMillis();

    private final Entries<byte[]> store;

    KnownPeople(Entries<byte[]> store) {
        this.store = store;
    }

    /**
     * Notes that somebody wrote.
     *
     * @return the time of their first message, as far as it is remembered
     */
    long wrote(long guild, long user, long time) {
        Bytes key = key(guild, (int) Math.floorMod(user * 0x9e3779b97f4a7c15L >>> 40, (long) BUCKETS));
        byte[] known = store.get(key);
        int count = known == null ? 0 : known.length / ENTRY;
        ByteBuffer in = known == null ? null : ByteBuffer.wrap(known);
        long forgotten = time - REMEMBERED.toMillis();
        for (int i = 0; i < count; i++) {
            if (in.getLong(i * ENTRY) == user) {
                long first = in.getLong(i * ENTRY + 8);
                long last = in.getLong(i * ENTRY + 16);
                if (last < forgotten || time < first || time - last > RENEWED) {
                    first = last < forgotten ? time : Math.min(first, time);
                    ByteBuffer.wrap(known = known.clone())
                            .putLong(i * ENTRY + 8, first)
                            .putLong(i * ENTRY + 16, Math.max(last, time));
                    store.put(key, known);
                }
                return first;
            }
        }
        ByteBuffer out = ByteBuffer.allocate((count + 1) * ENTRY);
        for (int i = 0; i < count; i++) {
            if (in.getLong(i * ENTRY + 16) >= forgotten) {
                out.put(known, i * ENTRY, ENTRY);
            }
        }
        out.putLong(user).putLong(time).putLong(time);
        store.put(key, java.util.Arrays.copyOf(out.array(), out.position()));
        return time;
    }

    /** Returns whether a guild is known long enough to tell who is new in it; notes it if it is not known yet. */
    boolean isLearned(long guild, long time) {
        Bytes key = key(guild, BUCKETS);
        byte[] since = store.get(key);
        if (since == null) {
            store.put(key, ByteBuffer.allocate(8).putLong(time).array());
            return false;
        }
        return time - ByteBuffer.wrap(since).getLong() >= LEARNING.toMillis();
    }

    private static Bytes key(long guild, int bucket) {
        return Bytes.wrap(
                ByteBuffer.allocate(10).putLong(guild).putShort((short) bucket).array());
    }
}
