package org.discordbridge.discord.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Gives shards their turns to begin a session. Discord takes one IDENTIFY in five seconds from all shards with the same
 * remainder of number and concurrency, whichever process they are in. One that comes too early is lost, and counts as
 * one of the thousand of a day (Discord docs, Gateway > Sharding > Max Concurrency).
 */
@FunctionalInterface
public interface IdentifyPace {
    /** Time from one turn to the next; IDENTIFY may come later than its turn by {@link #TURN}. */
    Duration APART = Duration.ofMillis(5_500);

    /** Time for which a turn holds. */
    Duration TURN = Duration.ofMillis(400);

    /**
     * Returns a future that completes when the turn of a shard begins. It is used within {@link #TURN}, or lost: then
     * another one is needed.
     */
    CompletableFuture<Void> next(Shard shard);
}
