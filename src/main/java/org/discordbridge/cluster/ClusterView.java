package org.discordbridge.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Duration settle;
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final ShardPlaces places = new ShardPlaces();
    private final Map<Integer, Long> turns = new HashMap<>();
    /** Notes since this bridge has joined, until it is told what was before. */
    private final List<Taken> since = new ArrayList<>();
    /** Bridges that are gone, whose late notes say nothing. */
    private final Set<String> gone = new HashSet<>();

    private long time;
    /** Time by the broker's clock, without the times when it was set back. */
    private long passed;

    private long newest;
    private long offset = -1;
    private long version = -1;
    private long planned = -2;
    private long joined = -1;
    private boolean told;
    /** Tells whether the last plan was even. */
    private boolean evened;

    /** A note where it stands. */
    record Entry(long offset, long timestamp, Note note) {}

    /** A note, with the time of the log after it. */
    private record Taken(Entry entry, long time) {}

    /**
     * Makes the view of a bridge that has just come.
     *
     * @param self id with which this bridge joins
     * @param settle time after which a bridge that has joined takes shards that others could keep
     */
    ClusterView(String self, Duration settle) {
        this.self = self;
        this.settle = settle;
    }

    /** Takes the next note. */
    void take(Entry entry) {
        time += Math.max(0, Math.min(LONGEST_STEP, entry.timestamp - newest));
        passed += Math.max(0, entry.timestamp - newest);
        newest = entry.timestamp;
        offset = entry.offset;
        if (entry.note.kind() == Note.Kind.TURN) {
            // whoever it is: nobody who has just come knows who was there at that time
            turns.merge(
                    entry.note.bucket(), passed, (last, now) -> Math.max(last + IdentifyPace.APART.toMillis(), now));
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
            writer.joinedTime = time;
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
            case LEFT -> remove(writer.id());
            case GONE -> remove(note.other());
            case PLAN -> plan(note.plan(), writer, entry);
            case CONNECTED -> present(note).forEach(shard -> places.at(shard).connected = writer.id());
            case OPENED -> present(note).forEach(shard -> places.open(shard, writer.id(), entry.timestamp));
            case GIVEN -> present(note).forEach(shard -> places.given(shard, writer.id(), note.handled()));
            case GROW -> {
                if (places.grow(note.total())) {
                    version = offset;
                }
            }
            default -> {
                // TURN, or of a later version, which says nothing that this one must know
            }
        }
    }

    /** Returns the shards of a note, but for those that there are no more. */
    private List<Shard> present(Note note) {
        return note.named().stream().filter(places.all()::containsKey).toList();
    }

    private void expire(Note note, long timestamp) {
        boolean joins = note.kind() == Note.Kind.JOIN;
        List<String> silent = bridges.values().stream()
                .filter(bridge -> !bridge.id().equals(note.by()) || joins)
                .filter(bridge -> time - bridge.heard > LEASE.toMillis()
                        // who joins begins where all others are silent; they do not act for so long
                        || joins && timestamp - bridge.heardAt > LEASE.toMillis())
                .map(Bridge::id)
                .toList();
        silent.forEach(this::remove);
        Bridge writer = bridges.get(note.by());
        if (writer != null && time - writer.heard > LEASE.toMillis()) {
            remove(writer.id());
        }
    }

    private void remove(String id) {
        if (bridges.remove(id) != null) {
            if (!told) {
                gone.add(id);
            }
            version = offset;
            places.release(id);
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
        evened = plan.even();
        plan.shards().forEach(one -> places.own(Note.shard(one.shard()), one.owner()));
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
        bridges.clear();
        plan.peers().forEach(peer -> bridges.put(peer.id(), bridge(peer)));
        places.begin(plan.total(), plan.next());
        for (Note.Assigned one : plan.shards()) {
            ShardPlaces.Place place = places.at(Note.shard(one.shard()));
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
        // there may be notes of bridges that had another number of shards
        places.begin(shardCount);
        version = offset;
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
        return !told && joined >= 0 && bridges.values().stream().allMatch(bridge -> bridge.joinedAt() >= joined);
    }

    Collection<Bridge> bridges() {
        return bridges.values();
    }

    private Bridge leader() {
        return bridges.values().stream().findFirst().orElse(null);
    }

    /** Returns whether this bridge has been there for longest. */
    boolean isLeader() {
        return leader() != null && leader().id().equals(self);
    }

    /** Returns whether this bridge has been there for longest of those that are not about to end. */
    boolean isFirstToStay() {
        return bridges.values().stream()
                .filter(bridge -> !bridge.leaving)
                .findFirst()
                .map(bridge -> bridge.id().equals(self))
                .orElse(false);
    }

    /**
     * Returns whether this bridge has to write a plan: it has been there for longest, and who is there has changed, or
     * has settled.
     */
    boolean mustPlan() {
        return told && isLeader() && (planned != version || !evened && isSettled());
    }

    /**
     * Returns whether nobody has joined of late. A bridge that has just come takes only shards that somebody else is about
     * to lose: if it replaces another one, it gets the shards of that one, and each shard moves once.
     */
    private boolean isSettled() {
        return bridges.values().stream().allMatch(bridge -> time - settle.toMillis() >= bridge.joinedTime);
    }

    /** Returns the number of the state that the next plan is about. */
    long version() {
        return version;
    }

    /** Returns the plan for what is the case now. */
    Note.Plan plan() {
        return Planner.plan(version, offset, isSettled(), time, bridges.values(), places);
    }

    /** Returns whether another bridge stays that can have shards. */
    boolean hasHeirs() {
        return bridges.values().stream()
                .anyMatch(bridge -> !bridge.id().equals(self) && bridge.able && !bridge.leaving);
    }

    /** Returns where all shards are. */
    ShardPlaces places() {
        return places;
    }

    /** Returns the time of the last turn of a bucket that was taken, by the broker's clock of now; 0 if there was none. */
    long turn(int bucket) {
        Long turn = turns.get(bucket);
        return turn == null ? 0 : newest + turn - passed;
    }
}
