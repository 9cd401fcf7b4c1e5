package org.discordbridge.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.discordbridge.discord.session.Shard;

/**
 * Asks for the turns of this bridge to begin sessions. The order of the notes on the log is the order of the turns, so that
 * no bridge has to be asked. What waits here for the same turns waits in a line: one note is under way for each bucket.
 */
final class Turns {
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private final int concurrency;
    private final Consumer<Note> notes;
    private final Consumer<Runnable> later;
    private final Map<Integer, List<CompletableFuture<Void>>> waiting = new HashMap<>();
    private final Map<Integer, Long> asked = new HashMap<>();
    private volatile boolean closed;

    Turns(int concurrency, Consumer<Note> notes, Consumer<Runnable> later) {
        this.concurrency = Math.max(1, concurrency);
        this.notes = notes;
        this.later = later;
    }

    /** Returns a future that completes when the turn of a shard begins. May be called from any thread. */
    CompletableFuture<Void> next(Shard shard, Supplier<String> id) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        int bucket = shard.number() % concurrency;
        later.accept(() -> {
            waiting.computeIfAbsent(bucket, absent -> new ArrayList<>()).add(turn);
            ask(bucket, id.get());
        });
        if (closed) {
            turn.completeExceptionally(new IllegalStateException("This bridge is stopped"));
        }
        return turn;
    }

    private void ask(int bucket, String id) {
        if (!asked.containsKey(bucket)) {
            asked.put(bucket, System.nanoTime());
            notes.accept(Note.of(Note.Kind.TURN, id).with(bucket));
        }
    }

    /** Notes that the request of a turn has come back: it begins after some milliseconds. */
    void granted(Note note, long millis) {
        List<CompletableFuture<Void>> line = waiting.get(note.bucket());
        asked.remove(note.bucket());
        if (line == null || line.isEmpty()) {
            return;
        }
        CompletableFuture<Void> turn = line.remove(0);
        CompletableFuture.delayedExecutor(Math.max(0, millis), TimeUnit.MILLISECONDS)
                .execute(() -> turn.complete(null));
        if (!line.isEmpty()) {
            ask(note.bucket(), note.by());
        }
    }

    /** Asks again for what has not come back. */
    void askAgain(String id) {
        asked.values().removeIf(since -> System.nanoTime() - since > AGAIN.toNanos());
        waiting.forEach((bucket, line) -> {
            if (!line.isEmpty()) {
                ask(bucket, id);
            }
        });
    }

    void close() {
        closed = true;
    }
}
