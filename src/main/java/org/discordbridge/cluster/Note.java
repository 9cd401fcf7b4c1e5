package org.discordbridge.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.discordbridge.discord.session.Shard;

/**
 * Is one note of a bridge on the topic that all of them read, as JSON. Fields that a kind does not need are absent.
 *
 * @param kind the kind of note
 * @param by the bridge that wrote it: an id that is new with each time that it joins
 * @param number counts the notes of a bridge
 * @param host name of its host and process, for people
 * @param process identity of its process, by which others on the same machine can tell that it has ended
 * @param able whether it can have shards: false if it cannot reach Discord
 * @param refused number of its recent requests that count towards a ban
 * @param other the bridge that the note is about, if it is not the writer
 * @param shards the shards that it is about, as {@code number/of}
 * @param keys keys of the events that were handled of late, in Base64
 * @param bucket remainder of the shards that want to begin a session
 * @param total number of shards
 * @param plan the plan, if it is one
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Note(
        Kind kind,
        String by,
        long number,
        String host,
        String process,
        boolean able,
        int refused,
        String other,
        List<String> shards,
        String keys,
        int bucket,
        int total,
        Plan plan) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);

    /** Kinds of notes. */
    enum Kind {
        /** It is there from now on. */
        JOIN,
        /** It is still there. */
        BEAT,
        /** It is about to end: others shall have its shards. */
        LEAVE,
        /** It has ended. */
        LEFT,
        /** Another bridge has ended: its process was on the same machine, and is not there any more. */
        GONE,
        /** Says who is to have which shard. */
        PLAN,
        /** Its connections of shards that it is to have are there. */
        CONNECTED,
        /** It handles the events of shards from now on. */
        OPENED,
        /** It has given a shard away. */
        GIVEN,
        /** It wants to begin a session. */
        TURN,
        /** There are to be more shards. */
        GROW,
        /** A kind of a later version. */
        UNKNOWN
    }

    /**
     * Says who is to have which shard, and what the planner knows, for those who have just come.
     *
     * @param version offset of the last note that has changed who is there
     * @param seen offset of the last note that the planner had read
     * @param even whether shards were moved to make it even, if they were not
     * @param total number of shards
     * @param next number of shards to which the bridges change over; 0 if they do not
     * @param peers the bridges that are there, in the order in which they came
     * @param shards all shards
     */
    record Plan(long version, long seen, boolean even, int total, int next, List<Peer> peers, List<Assigned> shards) {}

    /**
     * A bridge that is there.
     *
     * @param heard time of its last note, in milliseconds of the broker's clock
     * @param silent time since its last note that counts, in milliseconds
     */
    record Peer(
            String id,
            String host,
            String process,
            long joined,
            boolean able,
            boolean leaving,
            int refused,
            long heard,
            long silent) {}

    /**
     * A shard.
     *
     * @param owner the bridge that is to have it
     * @param before the bridge that was to have it by the plan before; null if there was none
     * @param holder the bridge that has it; null if none has
     * @param since the time since which it has it
     */
    record Assigned(String shard, String owner, String before, String holder, long since) {}

    static Note of(Kind kind, String by) {
        return new Note(kind, by, 0, null, null, false, 0, null, null, null, 0, 0, null);
    }

    Note numbered(long newNumber) {
        return new Note(kind, by, newNumber, host, process, able, refused, other, shards, keys, bucket, total, plan);
    }

    Note from(String newHost, String newProcess, boolean isAble, int refusedRequests) {
        return new Note(
                kind,
                by,
                number,
                newHost,
                newProcess,
                isAble,
                refusedRequests,
                other,
                shards,
                keys,
                bucket,
                total,
                plan);
    }

    Note about(String another) {
        return new Note(kind, by, number, host, process, able, refused, another, shards, keys, bucket, total, plan);
    }

    Note about(List<Shard> some) {
        List<String> names = some.stream().map(Note::name).toList();
        return new Note(kind, by, number, host, process, able, refused, other, names, keys, bucket, total, plan);
    }

    Note with(long[] handled) {
        ByteBuffer bytes = ByteBuffer.allocate(handled.length * Long.BYTES);
        bytes.asLongBuffer().put(handled);
        String text = Base64.getEncoder().encodeToString(bytes.array());
        return new Note(kind, by, number, host, process, able, refused, other, shards, text, bucket, total, plan);
    }

    Note with(int newBucket) {
        return new Note(kind, by, number, host, process, able, refused, other, shards, keys, newBucket, total, plan);
    }

    Note of(int newTotal) {
        return new Note(kind, by, number, host, process, able, refused, other, shards, keys, bucket, newTotal, plan);
    }

    Note with(Plan newPlan) {
        return new Note(kind, by, number, host, process, able, refused, other, shards, keys, bucket, total, newPlan);
    }

    List<Shard> named() {
        return shards == null ? List.of() : shards.stream().map(Note::shard).toList();
    }

    long[] handled() {
        if (keys == null) {
            return new long[0];
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(keys));
        long[] handled = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(handled);
        return handled;
    }

    static String name(Shard shard) {
        return shard.number() + "/" + shard.of();
    }

    static Shard shard(String name) {
        int slash = name == null ? -1 : name.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + name + "' is no shard");
        }
        Shard shard =
                new Shard(Integer.parseInt(name.substring(0, slash)), Integer.parseInt(name.substring(slash + 1)));
        if (shard.number() < 0 || shard.number() >= shard.of()) {
            throw new IllegalArgumentException("'" + name + "' is no shard");
        }
        return shard;
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds what cannot be read now: later, all bridges would stop at it. */
    private void check() {
        named();
        handled();
        if (kind == Kind.PLAN) {
            if (plan == null || plan.peers == null || plan.peers.contains(null) || plan.shards == null) {
                throw new IllegalArgumentException("it is a plan without bridges or shards");
            }
            for (Assigned one : plan.shards) {
                if (one == null || one.owner == null) {
                    throw new IllegalArgumentException("it is a plan without a bridge for a shard");
                }
                shard(one.shard);
            }
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static Note of(byte[] json) {
        try {
            Note note = JSON.readValue(json, Note.class);
            if (note == null || note.by == null) {
                throw new IllegalArgumentException("it is no note of a bridge: it does not say of which");
            }
            if (note.kind == null) {
                // of a later version
                return of(Kind.UNKNOWN, note.by);
            }
            note.check();
            return note;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no note of a bridge: " + e.getMessage(), e);
        }
    }
}
