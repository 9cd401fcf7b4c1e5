package org.discordbridge.discord.session;

/** Tells a session what it must know of the other processes that share the shards of its bot. */
public interface SharedShards extends IdentifyPace {
    /** Returns whether this process may speak for its shards now: no other one can have them. Asked for each event. */
    boolean mayAct();

    /** Returns whether no other process is known to share the shards. */
    default boolean isAlone() {
        return processes() <= 1;
    }

    /** Returns the number of processes that are known to share the shards, this one included. */
    int processes();

    /** Returns the number of recent requests of the others that count towards a ban of an address. */
    int refusedRequestsOfOthers();

    /**
     * Is told that Discord has ended the session of a shard for good.
     *
     * @return whether the session goes on without that shard; if not, it ends
     */
    boolean goesOnWithout(Shard shard, int closeCode, String reason);
}
