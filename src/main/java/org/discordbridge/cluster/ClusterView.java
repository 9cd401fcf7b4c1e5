package org.discordbridge.cluster;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.Shard;

/**
 * Is what all notes say together: which bridges are there, and who has which shard. Every bridge reads the same notes in
 * the same order, with the times that the broker gave them, and comes to the same view; no bridge's clock counts.
 *
 * <p>A bridge is gone when the log went on for {@link #LEASE} without it. Time in which nobody wrote does not count, since
 * nobody could: after an outage of Kafka, all are still there.
 *
 * <p>A bridge that has just come knows nothing of what was before. It is told by the first plan that counts it in; if
 * nobody is there who could write one, it begins anew. For one thread.
 */
final class ClusterView {
    /** Time after which a bridge that writes nothing is gone. */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** Greatest time that counts between two notes: bridges write more often. */
    private static final long LONGEST_STEP = 1_000;

    private final String self;
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final Map<Shard, Place> shards = new TreeMap<>();
    private final Map<Integer, Long> turns = new HashMap<>();
    /** Notes since this bridge has joined, until it is told what was before. */
    private final List<Taken> since = new ArrayList<>();
    /** Bridges that are gone, whose late notes say nothing. */
    private final Set<String> gone = new HashSet<>();

    private long time;
    private long newest;
    private long offset = -1;
    private long version = -1;
    private long planned = -2;
    private long joined = -1;
    private int total;
    private int next;
    private boolean told;

    /** A note where it stands. */
    record Entry(long offset, long timestamp, Note note) {}

    /** A note, with the time of the log after it. */
    private record Taken(Entry entry, long time) {}

    /** A bridge that is there. */
    static final class Bridge {
        private final String id;
        private final long joinedAt;
        private final long since;
        private String host;
        private String process;
        private boolean able = true;
        private boolean leaving;
        private int refused;
        private long heard;
        private long heardAt;

        private Bridge(String id, long joinedAt, long since) {
            this.id = id;
            this.joinedAt = joinedAt;
            this.since = since;
        }

        String id() {
            return id;
        }

        String host() {
            return host;
        }

        String process() {
            return process;
        }

        boolean isAble() {
            return able;
        }

        boolean isLeaving() {
            return leaving;
        }

        int refused() {
            return refused;
        }

        /** Returns the time when it joined, in milliseconds of the broker's clock. */
        long since() {
            return since;
        }
    }

    /** Tells who is to have a shard, who has it, and what the last one left. */
    static final class Place {
        private String owner;
        private String holder;
        private long since;
        private String connected;
        private long[] handled = {};

        /** Returns the bridge that is to have it; null before the first plan. */
        String owner() {
            return owner;
        }

        /** Returns the bridge that has it; null if none has. */
        String holder() {
            return holder;
        }

        long since() {
            return since;
        }

        /** Returns whether the bridge that is to have it is connected. */
        boolean isConnected() {
            return owner != null && owner.equals(connected);
        }

        /** Returns the keys of the events that its last holder has handled of late, if it had time to tell. */
        long[] handled() {
            return handled;
        }
    }

    /** @param self id with which this bridge joins */
    ClusterView(String self) {
        this.self = self;
    }

    /** Takes the next note. */
    void take(Entry entry) {
        time += Math.max(0, Math.min(LONGEST_STEP, entry.timestamp - newest));
        newest = entry.timestamp;
        offset = entry.offset;
        if (entry.note.kind() == Note.Kind.TURN) {
            // whoever it is: nobody who has just come knows who was there at that time
            turns.merge(
                    entry.note.bucket(),
                    entry.timestamp,
                    (last, now) -> Math.max(last + IdentifyPace.APART.toMillis(), now));
        }
        follow(entry);
        if (joined >= 0 && !told) {
            since.add(new Taken(entry, time));
        }
    }

    private void follow(Entry entry) {
        Note note = entry.note;
        expire(note, entry.timestamp);
        Bridge writer = bridges.get(note.by());
        if (writer == null && (note.kind() == Note.Kind.JOIN || mayBeThere(note))) {
            writer = new Bridge(note.by(), note.kind() == Note.Kind.JOIN ? entry.offset : -1, entry.timestamp);
            bridges.put(note.by(), writer);
            version = offset;
        }
        if (writer == null) {
            return;
        }
        writer.heard = time;
        writer.heardAt = entry.timestamp;
        take(note, writer, entry);
    }

    /** Returns whether a bridge that this one does not know may have been there before. */
    private boolean mayBeThere(Note note) {
        return !told && note.kind() != Note.Kind.LEFT && note.kind() != Note.Kind.UNKNOWN && !gone.contains(note.by());
    }

    private void take(Note note, Bridge writer, Entry entry) {
        switch (note.kind()) {
            case JOIN, BEAT -> {
                if (writer.able != note.able()) {
                    writer.able = note.able();
                    version = offset;
                }
                writer.host = note.host();
                writer.process = note.process();
                writer.refused = note.refused();
                if (note.kind() == Note.Kind.JOIN && note.by().equals(self) && joined < 0) {
                    joined = offset;
                }
            }
            case LEAVE -> {
                writer.leaving = true;
                version = offset;
            }
            case LEFT -> remove(writer.id);
            case GONE -> remove(note.other());
            case PLAN -> plan(note.plan(), writer, entry);
            case CONNECTED -> present(note).forEach(shard -> place(shard).connected = writer.id);
            case OPENED -> {
                present(note).forEach(shard -> open(shard, writer.id, entry.timestamp));
                endGrowing();
            }
            case GIVEN -> present(note).forEach(shard -> given(place(shard), writer.id, note.handled()));
            case GROW -> grow(note.total());
            default -> {
                // TURN, or of a later version, which says nothing that this one must know
            }
        }
    }

    /** Returns the shards of a note, but for those that there are no more. */
    private List<Shard> present(Note note) {
        return note.named().stream().filter(shards::containsKey).toList();
    }

    private Place place(Shard shard) {
        return shards.computeIfAbsent(shard, absent -> new Place());
    }

    private void open(Shard shard, String by, long timestamp) {
        Place place = place(shard);
        if (by.equals(place.owner) && mayOpen(shard)) {
            place.handled = predecessors(shard)
                    .flatMapToLong(before -> LongStream.of(before.handled))
                    .toArray();
            place.holder = by;
            place.since = timestamp;
        }
    }

    /** Returns whether no bridge has the shard, or any of those that are replaced, if there are to be more. */
    boolean mayOpen(Shard shard) {
        boolean isReplaced = next != 0 && shard.of() == total;
        return !isReplaced
                && place(shard).holder == null
                && (next == 0 || all(total).stream().allMatch(old -> place(old).holder == null));
    }

    /** Returns the places whose holders have had the guilds of a shard: those of the old number while there are to be more. */
    private Stream<Place> predecessors(Shard shard) {
        return next == 0 || shard.of() == total
                ? Stream.of(place(shard))
                : all(total).stream().filter(old -> overlap(old, shard)).map(this::place);
    }

    /** Returns whether a guild may belong to both. */
    private static boolean overlap(Shard one, Shard other) {
        int common =
                BigInteger.valueOf(one.of()).gcd(BigInteger.valueOf(other.of())).intValue();
        return one.number() % common == other.number() % common;
    }

    /**
     * Returns whether the holder of a shard has to give it away: another bridge is connected that is to have it, or all
     * bridges that are to have its parts are.
     */
    boolean isAwaited(Shard shard, Place place) {
        if (next != 0 && shard.of() == total) {
            return all(next).stream().allMatch(one -> place(one).isConnected());
        }
        return !place.holder.equals(place.owner) && place.isConnected();
    }

    private static void given(Place place, String by, long[] handled) {
        if (by.equals(place.holder)) {
            place.holder = null;
            place.handled = handled;
        }
    }

    private void expire(Note note, long timestamp) {
        boolean joins = note.kind() == Note.Kind.JOIN;
        List<String> silent = bridges.values().stream()
                .filter(bridge -> !bridge.id.equals(note.by()) || joins)
                .filter(bridge -> time - bridge.heard > LEASE.toMillis()
                        // who joins begins where all others are silent; they do not act for so long
                        || joins && timestamp - bridge.heardAt > LEASE.toMillis())
                .map(Bridge::id)
                .toList();
        silent.forEach(this::remove);
        Bridge writer = bridges.get(note.by());
        if (writer != null && time - writer.heard > LEASE.toMillis()) {
            remove(writer.id);
        }
    }

    private void remove(String id) {
        if (bridges.remove(id) != null) {
            if (!told) {
                gone.add(id);
            }
            version = offset;
            shards.values().stream().filter(place -> id.equals(place.holder)).forEach(place -> {
                place.holder = null;
                place.handled = new long[0];
            });
        }
    }

    private void plan(Note.Plan plan, Bridge writer, Entry entry) {
        if (told && plan.version() == version && writer == leader()) {
            assign(plan);
        } else if (!told && joined >= 0 && plan.version() >= joined && knowsSelf(plan)) {
            adopt(plan, entry);
        }
    }

    private boolean knowsSelf(Note.Plan plan) {
        return plan.peers().stream().anyMatch(peer -> peer.id().equals(self));
    }

    private void assign(Note.Plan plan) {
        planned = plan.version();
        for (Note.Assigned one : plan.shards()) {
            // one of those that were replaced meanwhile is there no more
            Place place = shards.get(Note.shard(one.shard()));
            if (place != null && !one.owner().equals(place.owner)) {
                place.owner = one.owner();
                place.connected = null;
            }
        }
    }

    /** Takes what the planner knows, and then what was written since it had read the log: as if it had been told then. */
    private void adopt(Note.Plan plan, Entry here) {
        List<Taken> unknown = new ArrayList<>();
        long now = time;
        for (Taken taken : since) {
            if (taken.entry.offset > plan.seen()) {
                unknown.add(taken);
            } else {
                time = taken.time;
            }
        }
        since.clear();
        gone.clear();
        told = true;
        version = plan.version();
        total = plan.total();
        next = plan.next();
        bridges.clear();
        plan.peers().forEach(peer -> bridges.put(peer.id(), bridge(peer)));
        shards.clear();
        for (Note.Assigned one : plan.shards()) {
            Place place = place(Note.shard(one.shard()));
            place.owner = one.before();
            place.holder = one.holder();
            place.since = one.since();
        }
        for (Taken taken : unknown) {
            time = taken.time;
            offset = taken.entry.offset;
            follow(taken.entry);
        }
        time = now;
        offset = here.offset;
        follow(here);
    }

    private Bridge bridge(Note.Peer peer) {
        Bridge bridge = new Bridge(peer.id(), peer.joined(), peer.joined());
        bridge.host = peer.host();
        bridge.process = peer.process();
        bridge.able = peer.able();
        bridge.leaving = peer.leaving();
        bridge.refused = peer.refused();
        bridge.heard = time - peer.silent();
        bridge.heardAt = peer.heard();
        return bridge;
    }

    /** Begins anew, as nobody is there who knows what was before. */
    void begin(int shardCount) {
        told = true;
        since.clear();
        gone.clear();
        total = shardCount;
        // there may be notes of bridges that had another number of shards
        next = 0;
        shards.clear();
        version = offset;
        all(shardCount).forEach(this::place);
    }

    private static List<Shard> all(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
    }

    /** Begins the change to more shards, one after the other: some of those before may be held already. */
    private void grow(int more) {
        if (next == 0 && more > total) {
            next = more;
            all(more).forEach(this::place);
            version = offset;
        }
    }

    /** Ends the change to more shards when all of the new ones are held. */
    private void endGrowing() {
        if (next != 0 && all(next).stream().allMatch(shard -> place(shard).holder != null)) {
            shards.keySet().removeAll(all(total));
            total = next;
            next = 0;
        }
    }

    // -----------------------------------------------------------------------------------------------------------------

    /** Returns whether this bridge has joined, and its joining has come back. */
    boolean hasJoined() {
        return joined >= 0;
    }

    /** Returns whether this bridge knows who has which shard. */
    boolean isTold() {
        return told;
    }

    /** Returns whether this bridge is counted among those that are there; false after it was silent for too long. */
    boolean isThere() {
        return bridges.containsKey(self);
    }

    /** Returns whether this bridge has to begin anew, since nobody is there who came before it. */
    boolean mustBegin() {
        return !told && joined >= 0 && bridges.values().stream().allMatch(bridge -> bridge.joinedAt >= joined);
    }

    Collection<Bridge> bridges() {
        return bridges.values();
    }

    private Bridge leader() {
        return bridges.values().stream().findFirst().orElse(null);
    }

    /** Returns whether this bridge has been there for longest. */
    boolean isLeader() {
        return leader() != null && leader().id.equals(self);
    }

    /** Returns whether this bridge has to write a plan: it has been there for longest, and who is there has changed. */
    boolean mustPlan() {
        return told && planned != version && isLeader();
    }

    /** Returns the number of the state that the next plan is about. */
    long version() {
        return version;
    }

    Note.Plan plan() {
        List<String> able = able();
        Map<Shard, String> owners = new HashMap<>();
        for (int count : next == 0 ? new int[] {total} : new int[] {total, next}) {
            Map<Shard, String> present = new HashMap<>();
            all(count).forEach(shard -> {
                Place place = place(shard);
                present.put(shard, place.owner != null && able.contains(place.owner) ? place.owner : place.holder);
            });
            owners.putAll(
                    count == total && next != 0 && present.values().stream().allMatch(able::contains)
                            ? present
                            : ShardPlan.of(all(count), present, able));
        }
        return new Note.Plan(
                version,
                offset,
                total,
                next,
                bridges.values().stream()
                        .map(bridge -> new Note.Peer(
                                bridge.id,
                                bridge.host,
                                bridge.process,
                                bridge.since,
                                bridge.able,
                                bridge.leaving,
                                bridge.refused,
                                bridge.heardAt,
                                time - bridge.heard))
                        .toList(),
                shards.entrySet().stream()
                        .map(entry -> new Note.Assigned(
                                Note.name(entry.getKey()),
                                owners.get(entry.getKey()),
                                entry.getValue().owner,
                                entry.getValue().holder,
                                entry.getValue().since))
                        .toList());
    }

    /** Returns the bridges that can have shards: those that stay and reach Discord; if there are none, any that stay. */
    private List<String> able() {
        return Stream.<java.util.function.Predicate<Bridge>>of(
                        bridge -> bridge.able && !bridge.leaving, bridge -> !bridge.leaving, bridge -> true)
                .map(fits ->
                        bridges.values().stream().filter(fits).map(Bridge::id).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Returns whether another bridge stays that can have shards. */
    boolean hasHeirs() {
        return bridges.values().stream().anyMatch(bridge -> !bridge.id.equals(self) && bridge.able && !bridge.leaving);
    }

    /** Returns all shards, by number; those of both numbers while the bridges change over to more. */
    Map<Shard, Place> shards() {
        return shards;
    }

    int total() {
        return total;
    }

    int next() {
        return next;
    }

    /** Returns the time of the last turn of a bucket that was taken, by the broker's clock. */
    long turn(int bucket) {
        return turns.getOrDefault(bucket, 0L);
    }
}
