package org.discordbridge.discord.session;

import java.time.Instant;

/**
 * Where one shard of a session is in its life, and why.
 *
 * @param shard which
 * @param state connecting, ready, reconnecting or failed
 * @param since since when
 * @param closeCode the code with which Discord last closed its connection; 0 if it did not, or without one
 * @param reason why it is not ready, for people; null if it is
 * @param guilds in how many guilds it was when it became ready
 * @param disconnects how often its connection was lost
 */
public record ShardStatus(
        Shard shard, SessionState state, Instant since, int closeCode, String reason, int guilds, long disconnects) {

    public static final String CONNECTING = "it is connecting";

    public static ShardStatus connecting(Shard shard) {
        return new ShardStatus(shard, SessionState.CONNECTING, Instant.now(), 0, CONNECTING, 0, 0);
    }

    /** Its first connection cannot be made. */
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

    /** Its connection has ended; if it was ready, it is so no more. */
    public ShardStatus lost(int code, String why) {
        return switch (state) {
            case READY ->
                new ShardStatus(shard, SessionState.RECONNECTING, Instant.now(), code, why, guilds, disconnects + 1);
            case FAILED -> this;
            default -> new ShardStatus(shard, state, since, code, why, guilds, disconnects);
        };
    }

    /** Its session has ended for good. */
    public ShardStatus failed(int code, String why) {
        return new ShardStatus(shard, SessionState.FAILED, Instant.now(), code, why, guilds, disconnects);
    }
}
