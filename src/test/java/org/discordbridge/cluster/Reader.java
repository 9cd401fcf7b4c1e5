package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.TreeMap;
import org.discordbridge.discord.session.Shard;

/** Is a view that reads a log, and writes what a test says, under one id. */
final class Reader {
    private final NoteLog log;
    private final String id;
    private final ClusterView view;
    private int position;

    Reader(NoteLog log, String id) {
        this.log = log;
        this.id = id;
        this.view = new ClusterView(id, java.time.Duration.ZERO);
    }

    /** Makes a reader that has joined, and has read all up to there. */
    static Reader joined(NoteLog log, String id) {
        Reader reader = new Reader(log, id);
        reader.read();
        reader.write(Note.of(Note.Kind.JOIN, id).from(id, "", true, 0));
        reader.read();
        return reader;
    }

    /** Makes a reader that has begun anew, and has planned. */
    static Reader first(NoteLog log, String id, int shards) {
        Reader reader = joined(log, id);
        reader.view.begin(shards);
        reader.plan();
        reader.read();
        return reader;
    }

    /** Makes the first of two readers, a and b, each of which has one of two shards. */
    static Reader two(NoteLog log) {
        Reader a = first(log, "a", 2);
        Reader b = joined(log, "b");
        a.read();
        a.plan();
        a.tell(Note.Kind.OPENED, new Shard(0, 2));
        b.tell(Note.Kind.OPENED, new Shard(1, 2));
        a.read();
        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "b/b"));
        return a;
    }

    /** Lets seconds pass in which nobody else writes. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            log.pass(1_000);
            beat();
        }
    }

    long write(Note note) {
        return log.write(note);
    }

    void beat() {
        write(Note.of(Note.Kind.BEAT, id).from(id, "", true, 0));
    }

    void tell(Note.Kind kind, Shard... shards) {
        write(Note.of(kind, id).about(java.util.List.of(shards)));
    }

    long plan() {
        return write(Note.of(Note.Kind.PLAN, id).with(view.plan()));
    }

    ClusterView read() {
        while (position < log.size()) {
            view.take(log.get(position++));
        }
        return view;
    }

    /** Reads that many notes, and leaves the others. */
    void read(int count) {
        for (int i = 0; i < count; i++) {
            view.take(log.get(position++));
        }
    }

    ClusterView view() {
        return view;
    }

    /** Returns owner and holder of each shard, as {@code owner/holder}. */
    Map<String, String> shards() {
        Map<String, String> all = new TreeMap<>();
        view.places().all().forEach((shard, place) -> all.put(Note.name(shard), place.owner() + "/" + place.holder()));
        return all;
    }

    java.util.List<String> bridges() {
        return view.bridges().stream().map(Bridge::id).toList();
    }

    /** Returns all that every bridge has to know alike. */
    static String digest(ClusterView view) {
        StringBuilder digest = new StringBuilder();
        digest.append(view.version())
                .append(' ')
                .append(view.places().total())
                .append('>')
                .append(view.places().next());
        view.bridges()
                .forEach(bridge -> digest.append(' ')
                        .append(bridge.id())
                        .append(bridge.isAble() ? "" : " unable")
                        .append(bridge.isLeaving() ? " leaving" : ""));
        view.places()
                .all()
                .forEach((shard, place) -> digest.append(' ')
                        .append(Note.name(shard))
                        .append('=')
                        .append(place.owner())
                        .append('/')
                        .append(place.holder()));
        return digest.toString();
    }
}
