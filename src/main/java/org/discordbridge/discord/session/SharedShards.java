package org.discordbridge.discord.session;

/** Tells a session what it must know of the other processes that share the shards of its bot. */
public interface SharedShards extends IdentifyPace {
    /** Returns whether this process may speak for its shards now: no other one can have them. Asked for each event. */
    boolean mayAct();

    /** Returns whether no other process is known to share the shards. */
    boolean isAlone();

    /**
     * Is told that Discord has ended the session of a shard for good.
     *
     * @return whether the session goes on without that shard; if not, it ends
     */
    boolean goesOnWithout(Shard shard, int closeCode, String reason);
}
