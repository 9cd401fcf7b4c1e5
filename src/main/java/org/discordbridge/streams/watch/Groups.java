package org.discordbridge.streams.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.discordbridge.streams.state.Entries;

/**
 * Keeps groups in a store, and forgets each when nothing in it can matter any more. Keys are digests of 16 bytes, whatever
 * they are made of. For the thread of its task.
 */
final class Groups {
    private static final long MINUTE = 60_000;

    private final Entries<Group> store;
    private final long keep;
    private final TreeMap<Long, Set<Bytes>> ends = new TreeMap<>();

    /**
     * Takes over what is in the store.
     *
     * @param keep the time for which a group is kept after the newest in it
     */
    Groups(Entries<Group> store, long keep) {
        this.store = store;
        this.keep = keep;
        store.each((key, value) -> note(key, value.newest()));
    }

    /** Makes the key of a group. */
    static Bytes key(String rule, long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(parts.length * 8);
        for (long part : parts) {
            bytes.putLong(part);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(rule.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Bytes.wrap(java.util.Arrays.copyOf(digest.digest(bytes.array()), 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the group with that key; an empty one if there is none. */
    Group get(Bytes key) {
        Group known = store.get(key);
        return known == null ? new Group() : known;
    }

    void put(Bytes key, Group group) {
        store.put(key, group);
        note(key, group.newest());
    }

    private void note(Bytes key, long newest) {
        ends.computeIfAbsent((newest + keep) / MINUTE, minute -> new HashSet<>())
                .add(key);
    }

    /** Forgets what has ended by then. */
    void forget(long now) {
        List<Bytes> due = new ArrayList<>();
        while (!ends.isEmpty() && ends.firstKey() < now / MINUTE) {
            due.addAll(ends.pollFirstEntry().getValue());
        }
        for (Bytes key : due) {
            Group group = store.get(key);
            if (group != null) {
                long newest = group.newest();
                if ((newest + keep) / MINUTE < now / MINUTE) {
                    store.delete(key);
                } else {
                    note(key, newest);
                }
            }
        }
    }
}
