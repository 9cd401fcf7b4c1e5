package org.discordbridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.ShardStatus;

/**
 * Tells whether this process reaches Discord: not if a shard is without a connection for long, and does not just wait for
 * its turn. Safe for any number of threads.
 */
final class DiscordReach {
    /** Time without a connection after which other processes are asked to take over. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(15);

    /** Shards that are to be connected, or not opened yet. */
    private final Set<Shard> prepared = ConcurrentHashMap.newKeySet();
    /** Time of the last turn of each shard that has not used it yet; the largest number while it waits for one. */
    private final Map<Shard, Long> turns = new ConcurrentHashMap<>();
    /** Shards that Discord has ended, as there are to be more. */
    private final Set<Shard> outgrown = ConcurrentHashMap.newKeySet();

    /** Notes that a shard is to be connected. */
    void prepares(Shard shard) {
        if (prepared.add(shard)) {
            // a turn that it has had in an earlier time says nothing
            turns.remove(shard);
        }
    }

    Set<Shard> prepared() {
        return prepared;
    }

    void waitsForTurn(Shard shard) {
        turns.put(shard, Long.MAX_VALUE);
    }

    void hasTurn(Shard shard) {
        turns.put(shard, System.nanoTime());
    }

    void isConnected(Shard shard) {
        turns.remove(shard);
    }

    void isOpen(Shard shard) {
        prepared.remove(shard);
    }

    void isOutgrown(Shard shard) {
        outgrown.add(shard);
    }

    void isGone(Shard shard) {
        prepared.remove(shard);
        outgrown.remove(shard);
    }

    /** Returns whether every shard is connected, or has not waited for long. */
    boolean isThere(SessionStatus session) {
        long now = System.nanoTime();
        return prepared.stream()
                        .filter(shard -> !outgrown.contains(shard))
                        .noneMatch(shard -> isInVain(turns.get(shard), now))
                && session.shards().stream()
                        .filter(status -> !outgrown.contains(status.shard()))
                        .noneMatch(status ->
                                isLostForLong(status) && isInVain(turns.getOrDefault(status.shard(), 0L), now));
    }

    private static boolean isInVain(Long turn, long now) {
        return turn != null && turn != Long.MAX_VALUE && (turn == 0 || now - turn > GIVE_UP_AFTER.toNanos());
    }

    private static boolean isLostForLong(ShardStatus status) {
        return status.state() != SessionState.READY
                && status.since().plus(GIVE_UP_AFTER).isBefore(Instant.now());
    }
}
