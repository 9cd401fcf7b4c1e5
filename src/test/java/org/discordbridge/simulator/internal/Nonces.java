package org.discordbridge.simulator.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the bot posted with which nonce in the past few minutes (Discord docs, Create Message, {@code enforce_nonce}).
 * Guarded by the world's lock.
 */
final class Nonces {
    /** Discord says "the past few minutes". */
    private static final long REMEMBERED_MILLIS = 180_000;

    private record Entry(long message, long when) {}

    private final World world;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Nonces(World world) {
        this.world = world;
    }

    /** The message first posted with this nonce, or null. */
    Long first(String nonce) {
        forgetOld();
        Entry entry = entries.get(nonce);
        return entry == null ? null : entry.message;
    }

    void remember(String nonce, long message) {
        entries.putIfAbsent(nonce, new Entry(message, world.clock.millis()));
    }

    private void forgetOld() {
        long oldest = world.clock.millis() - REMEMBERED_MILLIS;
        Iterator<Entry> all = entries.values().iterator();
        while (all.hasNext() && all.next().when < oldest) {
            all.remove();
        }
    }
}
