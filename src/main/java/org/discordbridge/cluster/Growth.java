package org.discordbridge.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.ShardHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the bridges change over to more shards, if Discord recommends more, or takes no session of so few. One bridge asks
 * now and then for all. For the thread of the bridge, but for {@link #isPossible}.
 */
final class Growth {
    private static final Logger LOG = LoggerFactory.getLogger(Growth.class);
    /** Close code of the gateway for too many guilds (Discord docs, Opcodes and Status Codes > Gateway). */
    static final int SHARDING_REQUIRED = 4011;

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ShardHost host;
    private final Duration lookEvery;
    private final Consumer<Note> notes;
    private final Consumer<Runnable> later;
    private long lastLook = System.nanoTime();
    private long lastNote;
    private int wanted;

    Growth(ShardHost host, Duration lookEvery, Consumer<Note> notes, Consumer<Runnable> later) {
        this.host = host;
        this.lookEvery = lookEvery;
        this.notes = notes;
        this.later = later;
    }

    /** Asks for more shards than that one is of. Blocks for ten seconds at most. Returns whether there will be more. */
    boolean isPossible(Shard shard) {
        int recommended = host.recommendedShards();
        later.accept(() -> wanted = Math.max(wanted, recommended));
        return recommended > shard.of();
    }

    /** Asks Discord, if it is time, and writes what is wanted until it is so. */
    void look(ClusterView view, String self) {
        long now = System.nanoTime();
        if (view.isLeader() && now - lastLook > lookEvery.toNanos()) {
            lastLook = now;
            CompletableFuture.supplyAsync(host::recommendedShards)
                    .thenAccept(recommended -> later.accept(() -> wanted = Math.max(wanted, recommended)));
        }
        ShardPlaces places = view.places();
        if (wanted > places.total() && places.next() == 0 && (lastNote == 0 || now - lastNote > AGAIN.toNanos())) {
            lastNote = now;
            LOG.warn("Discord wants {} shards instead of {}: the bridges change over to them", wanted, places.total());
            notes.accept(Note.of(Note.Kind.GROW, self).of(wanted));
        }
    }
}
