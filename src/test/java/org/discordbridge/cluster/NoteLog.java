package org.discordbridge.cluster;

import java.util.ArrayList;
import java.util.List;

/** Is the partition of the bridges' notes, in memory, with a clock of its own. */
final class NoteLog {
    /** Between two notes of a bot there may be some of other bots. */
    private static final int STEP = 3;

    private final List<ClusterView.Entry> entries = new ArrayList<>();
    private long now = 1_800_000_000_000L;

    /** Appends a note as it comes over the wire. Returns its offset. */
    long write(Note note) {
        long offset = 100 + (long) STEP * entries.size();
        entries.add(new ClusterView.Entry(offset, now, Note.of(note.toJson())));
        return offset;
    }

    void pass(long millis) {
        now += millis;
    }

    /** Returns the time in milliseconds. */
    long now() {
        return now;
    }

    int size() {
        return entries.size();
    }

    ClusterView.Entry get(int index) {
        return entries.get(index);
    }

    /** Returns the kinds of all notes from a place on, with those who wrote them. */
    List<String> kinds(int from) {
        return entries.subList(from, entries.size()).stream()
                .map(entry -> entry.note().kind() + " " + entry.note().by())
                .toList();
    }
}
