package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The state of a session, and the reason.
 *
 * @param state the state; ready while every shard is
 * @param since the time since which it is so
 * @param closeCode the code with which Discord last closed the connection (Discord docs, Opcodes and Status Codes >
 *     Gateway Close Event Codes); 0 if it did not, or without one
 * @param reason why the session is not ready, for people; null if it is
 * @param shards the shards that this process has, by number; none before it connects
 * @param intents the intents that it has asked Discord for
 */
public record SessionStatus(
        SessionState state,
        Instant since,
        int closeCode,
        String reason,
        List<ShardStatus> shards,
        Set<String> intents) {
    public SessionStatus {
        shards = List.copyOf(shards);
        intents = Set.copyOf(intents);
    }

    public SessionStatus with(SessionState newState, int newCode, String newReason) {
        return new SessionStatus(
                newState, newState == state ? since : Instant.now(), newCode, newReason, shards, intents);
    }

    public SessionStatus with(List<ShardStatus> newShards, Set<String> newIntents) {
        return new SessionStatus(state, since, closeCode, reason, newShards, newIntents);
    }

    /** Finds the status of a shard; null if this process does not have it. */
    public ShardStatus of(Shard shard) {
        return shards.stream()
                .filter(known -> known.shard().equals(shard))
                .findFirst()
                .orElse(null);
    }

    /** Returns whether the session has no shard and waits for one: other processes have them all. */
    public boolean isStandby() {
        return state == SessionState.READY && shards.isEmpty();
    }

    /** Returns the shards that are not ready. */
    public List<ShardStatus> lost() {
        return shards.stream()
                .filter(shard -> shard.state() != SessionState.READY)
                .toList();
    }

    /** Returns the number of guilds that the bot was in when its shards became ready. */
    public int guilds() {
        return shards.stream().mapToInt(ShardStatus::guilds).sum();
    }

    /** Names the shards for people: {@code shard 0 of 1}, or {@code 4 shards}; null before it connects. */
    public String shard() {
        return switch (shards.size()) {
            case 0 -> null;
            case 1 -> "shard " + shards.get(0).shard();
            default -> shards.size() + " shards";
        };
    }
}
