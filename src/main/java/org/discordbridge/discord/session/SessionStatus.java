package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.Set;

/**
 * Where a session is in its life, and why.
 *
 * @param state where
 * @param since since when
 * @param closeCode the code with which Discord last closed the connection (Discord docs, Opcodes and Status Codes >
 *     Gateway Close Event Codes); 0 if it did not, or without one
 * @param reason why the session is not ready, for people; null if it is
 * @param shard which of how many parts of the bot's guilds it serves, such as {@code 0 of 1}; null before it connects
 * @param intents what it asked Discord for
 */
public record SessionStatus(
        SessionState state, Instant since, int closeCode, String reason, String shard, Set<String> intents) {
    public SessionStatus {
        intents = Set.copyOf(intents);
    }

    SessionStatus with(SessionState newState, int newCode, String newReason) {
        return new SessionStatus(
                newState, newState == state ? since : Instant.now(), newCode, newReason, shard, intents);
    }

    SessionStatus serving(String newShard, Set<String> newIntents) {
        return new SessionStatus(state, since, closeCode, reason, newShard, newIntents);
    }
}
