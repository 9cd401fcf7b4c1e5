package org.discordbridge.intents;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.discordbridge.discord.Understanding.Nearest;

/**
 * Remembers what was found for texts, and what is being looked for, so that a text is looked at once. What was asked for
 * longest ago is forgotten when all together need too much memory. Safe for any number of threads.
 */
final class Remembered {
    /** Memory that an entry takes besides its text, about. */
    private static final int OF_AN_ENTRY = 250;

    private final long mostBytes;
    private final Map<String, CompletableFuture<Nearest>> found = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Remembered(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns what is known of a text, or begins to look for it. */
    synchronized CompletableFuture<Nearest> get(String text, Supplier<CompletableFuture<Nearest>> look) {
        CompletableFuture<Nearest> known = found.get(text);
        if (known != null) {
            return known;
        }
        CompletableFuture<Nearest> begun = look.get();
        if (!begun.isCompletedExceptionally()) {
            found.put(text, begun);
            bytes += size(text);
            Iterator<String> oldest = found.keySet().iterator();
            while (bytes > mostBytes) {
                bytes -= size(oldest.next());
                oldest.remove();
            }
        }
        return begun;
    }

    /** Forgets a text, if this is what is known of it. */
    synchronized void forget(String text, CompletableFuture<Nearest> known) {
        if (found.remove(text, known)) {
            bytes -= size(text);
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        found.clear();
        bytes = 0;
    }

    /** Returns about how much memory is used. */
    synchronized long bytes() {
        return bytes;
    }

    private static long size(String text) {
        return OF_AN_ENTRY + 2L * text.length();
    }
}
