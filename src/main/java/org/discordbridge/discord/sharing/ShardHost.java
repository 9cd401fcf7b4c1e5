package org.discordbridge.discord.sharing;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.Shard;

/**
 * Is told which shards of a bot this process is to have. Called on one thread, which it must not block: what takes long
 * goes on elsewhere, for each shard in the order of the calls.
 */
public interface ShardHost {
    /** Returns the bot's user id. */
    String botId();

    /** Returns the number of shards into which Discord divides the bot's guilds. */
    int shards();

    /** Returns the number of shards that may begin a session at the same time. */
    int concurrency();

    /**
     * Begins to connect a shard, whose events wait until it is opened. Does nothing if that is begun.
     *
     * @return completes when Discord has begun the session, on any thread
     */
    CompletableFuture<Void> prepare(Shard shard);

    /**
     * Lets the events of shards in: no other process has them. Prepares what is not prepared.
     *
     * @param handled for each shard, the keys of events that its predecessor has handled; none if it had no time to tell
     */
    void open(Map<Shard, long[]> handled);

    /**
     * Lets no event of a shard in any more, waits until those under way are done, and ends its connection.
     *
     * @return the keys of the events that came in the last seconds, when all is done
     */
    CompletableFuture<long[]> give(Shard shard);

    /** Ends a shard at once: another process has it, or is to have it. What waits of it is left to that one. */
    void drop(Shard shard);

    /** Is called when this process may act again, after {@link Membership#isHeard} was false; and now and then. */
    void mayActAgain();

    /** Returns whether this process can have shards: false if it cannot reach Discord. */
    boolean isAble();

    /**
     * Asks Discord for the number of shards that it recommends. Blocks for ten seconds at most.
     *
     * @return 0 if it does not answer, or if the number is set
     */
    int recommendedShards();

    /** Returns the number of recent requests of this process that count towards a ban of its address. */
    int refusedRequests();
}
