package org.discordbridge.discord.catchup;

import java.util.Arrays;

/**
 * Remembers the last ids of a channel, up to a number. It uses plain numbers: there is one of these for each channel,
 * and every message goes through it. Objects would all be promoted by the garbage collector before they are forgotten.
 *
 * <p>Not safe for several threads.
 */
final class RecentIds {
    private final int most;
    private long[] ids = {};
    private int next;
    private int size;

    RecentIds(int most) {
        this.most = most;
    }

    void add(long id) {
        if (size == ids.length && size < most) {
            ids = Arrays.copyOf(ids, Math.min(most, Math.max(4, 2 * size)));
            next = size;
        }
        ids[next] = id;
        next = (next + 1) % ids.length;
        size = Math.min(size + 1, ids.length);
    }

    boolean contains(long id) {
        for (int i = 0; i < size; i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }
}
