package org.discordbridge.cluster;

import java.time.Duration;
import org.discordbridge.discord.sharing.ShardHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether this bridge can have shards: not while it cannot reach Discord, nor for a minute after that. */
final class Ability {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);
    private static final Duration UNABLE = Duration.ofSeconds(60);

    private final ShardHost host;
    private Long unableUntil;

    Ability(ShardHost host) {
        this.host = host;
    }

    /** @param hasHeirs whether others are there that could take the shards */
    boolean look(boolean hasHeirs) {
        long now = System.nanoTime();
        if (!host.isAble()) {
            if (unableUntil == null && hasHeirs) {
                LOG.warn("This bridge cannot reach Discord: others are asked to take its shards");
            }
            unableUntil = now + UNABLE.toNanos();
        } else if (unableUntil != null && now - unableUntil >= 0) {
            unableUntil = null;
        }
        return unableUntil == null;
    }
}
