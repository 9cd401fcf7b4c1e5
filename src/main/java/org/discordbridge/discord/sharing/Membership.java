package org.discordbridge.discord.sharing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.SharedShards;

/** Is the place of this process among those that share the shards of a bot. Safe for any number of threads. */
public interface Membership extends SharedShards {
    /**
     * Returns a future that completes when this process knows its first shards; true if no other process had any, so that
     * the bot was not there before.
     */
    CompletableFuture<Boolean> joined();

    /**
     * Returns whether what this process tells the others comes through now. If not, {@link #mayAct} may be false soon, so
     * that it begins with nothing that another process would do as well.
     */
    boolean isHeard();

    /**
     * Gives the shards of this process to others, if there are any that can have them. Blocks until they have them, or
     * until the time is over.
     */
    void leave(Duration within);

    /** Ends the membership: others have its shards from now on. Call it when nothing is done for them any more. */
    void close();

    /** Returns what is known of all processes, this one first. */
    List<Member> members();

    /** Returns the shards that no process has, with the reason for people. */
    List<Unheld> unheld();
}
