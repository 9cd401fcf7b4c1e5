package org.discordbridge.streams.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;

/** Holds what happened in a channel or guild within a minute or hour. Not safe for several threads. */
public final class Row {
    private static final int FIXED = 9 * 8 + 4 + 1 + 4;

    private long messages;
    private long newPeople;
    private long files;
    private long bytes;
    private long replies;
    private long edits;
    private long deletions;
    private long reactions;
    private long joins;
    private int revision;
    private boolean changed;
    private String name = "";
    private Distinct people = new Distinct();

    /** Adds an observation. */
    void add(Seen seen, RowKey key) {
        Observation what = seen.what();
        changed = true;
        switch (what.kind()) {
            case MESSAGE -> {
                messages++;
                files += what.files();
                bytes += what.bytes();
                replies += what.reply() ? 1 : 0;
                boolean first = what.user() != 0 && people.add(what.user());
                newPeople += first && seen.learned() && seen.first() >= key.start() ? 1 : 0;
            }
            case EDIT -> edits++;
            case DELETION -> deletions++;
            case REACTION -> reactions++;
            case JOIN -> joins++;
        }
        if (key.channel() != 0 && !what.place().isEmpty()) {
            name = what.place();
        }
    }

    /** Returns whether it has something that was not told yet. */
    boolean isChanged() {
        return changed;
    }

    /** Takes note that it is told now. */
    void tell() {
        changed = false;
        revision++;
    }

    /** Returns the figures. */
    public Figures figures() {
        return new Figures(
                messages,
                people.count(),
                people.isExact(),
                newPeople,
                files,
                bytes,
                replies,
                edits,
                deletions,
                reactions,
                joins,
                revision,
                name);
    }

    byte[] write() {
        byte[] who = people.write();
        byte[] called = name.getBytes(UTF_8);
        return ByteBuffer.allocate(FIXED + called.length + who.length)
                .putLong(messages)
                .putLong(newPeople)
                .putLong(files)
                .putLong(bytes)
                .putLong(replies)
                .putLong(edits)
                .putLong(deletions)
                .putLong(reactions)
                .putLong(joins)
                .putInt(revision)
                .put((byte) (changed ? 1 : 0))
                .putInt(called.length)
                .put(called)
                .put(who)
                .array();
    }

    static Row read(byte[] value) {
        Row row = new Row();
        ByteBuffer in = ByteBuffer.wrap(value);
        row.messages = in.getLong();
        row.newPeople = in.getLong();
        row.files = in.getLong();
        row.bytes = in.getLong();
        row.replies = in.getLong();
        row.edits = in.getLong();
        row.deletions = in.getLong();
        row.reactions = in.getLong();
        row.joins = in.getLong();
        row.revision = in.getInt();
        row.changed = in.get() != 0;
        int length = in.getInt();
        row.name = new String(Arrays.copyOfRange(value, in.position(), in.position() + length), UTF_8);
        in.position(in.position() + length);
        row.people = Distinct.read(in);
        return row;
    }
}
