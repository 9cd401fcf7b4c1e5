package org.discordbridge.simulator.internal;

/** How many shards a bot needs, which a script may change while it runs. Guarded by the world's lock. */
final class Growth {
    private static final int GUILDS_FOR_ANOTHER = 1000;

    /** How many shards are recommended; 0 for what the guilds need. */
    int recommended;
    /** How many guilds a shard may have. */
    int guildsPerShard;

    Growth(Settings.Sharding settings) {
        recommended = settings.recommended();
        guildsPerShard = settings.guildsPerShard();
    }

    int recommendedFor(int guilds) {
        return recommended > 0 ? recommended : Math.max(1, (guilds + GUILDS_FOR_ANOTHER - 1) / GUILDS_FOR_ANOTHER);
    }
}
