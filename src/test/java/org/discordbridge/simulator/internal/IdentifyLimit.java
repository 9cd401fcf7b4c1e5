package org.discordbridge.simulator.internal;

import java.util.HashMap;
import java.util.Map;

/** How fast sessions may be begun (Discord docs, Gateway > Sharding > Max Concurrency). Guarded by the world's lock. */
final class IdentifyLimit {
    private final Settings.Sharding settings;
    private final Map<Integer, Long> latest = new HashMap<>();

    IdentifyLimit(Settings.Sharding settings) {
        this.settings = settings;
    }

    /** Whether that shard may begin one now; if so, it counts. */
    boolean allows(int shard, long now) {
        int key = shard % settings.maxConcurrency();
        Long before = latest.get(key);
        if (before != null && now - before < settings.identifyWindow().toMillis()) {
            return false;
        }
        latest.put(key, now);
        return true;
    }
}
