package org.discordbridge.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows which notes of this bridge have come back from the log, and so when it was heard by all for the last time. It is
 * written by the thread of the bridge, and may be asked by any.
 */
final class SentNotes {
    /** Notes that may be under way; of more, the oldest will not come back. */
    private static final int MOST = 1_000;
    /** Time that is longer than any that is asked for. */
    private static final Duration EVER = Duration.ofHours(1);

    private final Map<Long, Long> sent = new LinkedHashMap<>();
    private long number;
    private volatile long heard;

    SentNotes() {
        forget();
    }

    /** Begins to count anew, for another id of this bridge. */
    void begin() {
        number = 0;
        sent.clear();
    }

    /** Gives a note its number, and remembers when it was written. */
    Note number(Note note) {
        Note numbered = note.numbered(++number);
        sent.put(numbered.number(), System.nanoTime());
        if (sent.size() > MOST) {
            sent.remove(sent.keySet().iterator().next());
        }
        return numbered;
    }

    /**
     * Notes that a note has been read, and everything before it too.
     *
     * @param counts whether this bridge is still counted among the others
     */
    void cameBack(Note note, boolean counts) {
        Long at = sent.remove(note.number());
        if (at != null && counts) {
            heard = at;
        }
    }

    /** Behaves as if none had ever come back. */
    void forget() {
        heard = System.nanoTime() - EVER.toNanos();
    }

    /** Returns whether a note has come back that was written within that time. */
    boolean areHeard(Duration within) {
        return System.nanoTime() - heard < within.toNanos();
    }
}
