package org.discordbridge.discord.session.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.ShardStatus;

/**
 * Knows the states of a session and its shards. The session is ready while every shard is. Changed by the websocket
 * threads of all shards, a few times in the life of each; read without a lock.
 */
final class Lifecycle {
    private volatile SessionStatus status =
            new SessionStatus(SessionState.NEW, Instant.now(), 0, "it is not started", List.of(), Set.of());

    SessionStatus status() {
        return status;
    }

    SessionState state() {
        return status.state();
    }

    /** Changes the state. Returns false if the session is closed, which is final. */
    synchronized boolean change(SessionState state, int closeCode, String reason) {
        if (status.state() == SessionState.CLOSED) {
            return false;
        }
        status = status.with(state, closeCode, reason);
        return true;
    }

    /** Ends the session for good. Returns false if it has ended before. */
    synchronized boolean fail(int closeCode, String reason) {
        if (status.state() == SessionState.FAILED || !change(SessionState.FAILED, closeCode, reason)) {
            return false;
        }
        List<ShardStatus> ended = status.shards().stream()
                .map(shard -> shard.failed(closeCode, reason))
                .toList();
        status = status.with(ended, status.intents());
        return true;
    }

    /** Adds shards, which begin to connect. */
    synchronized void serve(Collection<Shard> shards, Set<String> intents) {
        List<ShardStatus> all = new ArrayList<>(status.shards());
        shards.forEach(shard -> all.add(ShardStatus.connecting(shard)));
        all.sort(Comparator.comparing(ShardStatus::shard));
        status = status.with(all, intents);
        look();
    }

    /** Removes a shard, which another process has. */
    synchronized void remove(Shard shard) {
        status = status.with(
                status.shards().stream()
                        .filter(known -> !known.shard().equals(shard))
                        .toList(),
                status.intents());
        look();
    }

    /** Notes that there is nothing to wait for. Returns true if this makes the session ready for the first time. */
    synchronized boolean standBy() {
        return status.state() == SessionState.CONNECTING
                && status.lost().isEmpty()
                && change(SessionState.READY, 0, null);
    }

    /** Notes that the first connection of a shard cannot be made, and is tried again. */
    synchronized void unreached(Shard shard, String reason) {
        ShardStatus present = of(shard);
        if (present != null && present.state() == SessionState.CONNECTING) {
            change(shard, known -> known.unreached(reason));
        }
    }

    /** Notes that a shard is ready. Returns true if this makes the session ready for the first time. */
    synchronized boolean ready(Shard shard, int guilds) {
        boolean first = status.state() == SessionState.CONNECTING;
        change(shard, known -> known.ready(guilds));
        return first && status.state() == SessionState.READY;
    }

    synchronized void resumed(Shard shard) {
        change(shard, known -> known.ready(known.guilds()));
    }

    /** Notes that the connection of a shard is lost. The shard may not have been ready yet. */
    synchronized void lost(Shard shard, int closeCode, String reason) {
        change(shard, known -> known.lost(closeCode, reason));
    }

    /** Finds the status of a shard; null if this process does not have it. */
    ShardStatus of(Shard shard) {
        return status.of(shard);
    }

    private void change(Shard shard, UnaryOperator<ShardStatus> change) {
        status = status.with(
                status.shards().stream()
                        .map(known -> known.shard().equals(shard) ? change.apply(known) : known)
                        .toList(),
                status.intents());
        look();
    }

    /** Sets the state of the session to what follows from its shards. */
    private void look() {
        if (status.state() == SessionState.FAILED
                || status.state() == SessionState.CLOSED
                || status.state() == SessionState.NEW) {
            return;
        }
        List<ShardStatus> lost = status.lost();
        if (lost.isEmpty()) {
            if (status.state() != SessionState.CONNECTING || !status.shards().isEmpty()) {
                change(SessionState.READY, 0, null);
            }
        } else if (status.state() == SessionState.CONNECTING) {
            ShardStatus worst = lost.stream()
                    .filter(one -> !ShardStatus.CONNECTING.equals(one.reason()))
                    .findFirst()
                    .orElse(lost.get(0));
            change(SessionState.CONNECTING, worst.closeCode(), reason(worst));
        } else {
            change(SessionState.RECONNECTING, lost.get(0).closeCode(), reason(lost));
        }
    }

    private static String reason(List<ShardStatus> lost) {
        String first = reason(lost.get(0));
        return lost.size() == 1
                ? first
                : lost.size() + " of " + lost.get(0).shard().of() + " shards are lost, first " + first;
    }

    private static String reason(ShardStatus one) {
        return one.shard().of() == 1 ? one.reason() : "shard " + one.shard() + ": " + one.reason();
    }
}
