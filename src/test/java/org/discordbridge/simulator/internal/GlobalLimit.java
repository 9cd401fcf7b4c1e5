package org.discordbridge.simulator.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.simulator.RequestRate;

/**
 * How many requests of any kind a bot has in a second, over all its connections (Discord docs, Rate Limits > Global Rate
 * Limit). Discord does not say where its seconds begin: here, any second has no more. Guarded by the world's lock.
 */
final class GlobalLimit {
    private static final int SECOND_MILLIS = 1000;

    private final int limit;
    private final ArrayDeque<Long> came = new ArrayDeque<>();
    private final ArrayDeque<Long> passed = new ArrayDeque<>();
    private final List<Instant> refused = new ArrayList<>();
    private int busiest;

    /** @param limit how many; 0 for any number */
    GlobalLimit(int limit) {
        this.limit = limit;
    }

    /** Counts one, and takes no care of the limit. */
    void came(long now) {
        forget(came, now);
        came.add(now);
        busiest = Math.max(busiest, came.size());
    }

    /** Counts one; returns how many seconds the bot has to wait if it is refused, else 0. */
    double use(long now) {
        came(now);
        if (limit == 0) {
            return 0;
        }
        forget(passed, now);
        if (passed.size() < limit) {
            passed.add(now);
            return 0;
        }
        refused.add(Instant.ofEpochMilli(now));
        return (passed.peek() + SECOND_MILLIS - now) / 1000.0;
    }

    private static void forget(ArrayDeque<Long> times, long now) {
        while (!times.isEmpty() && now - times.peek() >= SECOND_MILLIS) {
            times.poll();
        }
    }

    RequestRate seen() {
        return new RequestRate(busiest, refused);
    }
}
