package org.discordbridge.discord.session;

import java.time.Instant;

/**
 * The state of one shard of a session, and the reason.
 *
 * @param shard the shard
 * @param state connecting, ready, reconnecting or failed
 * @param since the time since which it is so
 * @param closeCode the code with which Discord last closed its connection; 0 if it did not, or without one
 * @param reason why it is not ready, for people; null if it is
 * @param guilds number of guilds it was in when it became ready
 * @param disconnects number of times that its connection was lost
 */
public record ShardStatus(
        Shard shard, SessionState state, Instant since, int closeCode, String reason, int guilds, long disconnects) {

    public static final String CONNECTING = "it is connecting";

    public static ShardStatus connecting(Shard shard) {
        return new ShardStatus(shard, SessionState.CONNECTING, Instant.now(), 0, CONNECTING, 0, 0);
    }

    /** Returns the status after its first connection could not be made. */
    public ShardStatus unreached(String why) {
        return new ShardStatus(shard, state, since, 0, why, guilds, disconnects);
    }

    public ShardStatus ready(int inGuilds) {
        return new ShardStatus(
                shard,
                SessionState.READY,
                state == SessionState.READY ? since : Instant.now(),
                0,
                null,
                inGuilds,
                disconnects);
    }

    /** Returns the status after its connection has ended: it is not ready any more. */
    public ShardStatus lost(int code, String why) {
        return switch (state) {
            case READY ->
                new ShardStatus(shard, SessionState.RECONNECTING, Instant.now(), code, why, guilds, disconnects + 1);
            case FAILED -> this;
            default -> new ShardStatus(shard, state, since, code, why, guilds, disconnects);
        };
    }

    /** Returns the status after its session has ended for good. */
    public ShardStatus failed(int code, String why) {
        return new ShardStatus(shard, SessionState.FAILED, Instant.now(), code, why, guilds, disconnects);
    }
}
