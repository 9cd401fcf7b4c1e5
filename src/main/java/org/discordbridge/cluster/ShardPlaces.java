package org.discordbridge.cluster;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.discordbridge.discord.session.Shard;

/**
 * Tells where each shard is, and where it is to be. While the bridges change over to more shards, those of both numbers are
 * here: the old ones are given away when all new ones are connected, and the new ones are opened when all old ones are
 * given. For the thread of the view.
 */
final class ShardPlaces {
    private final Map<Shard, Place> places = new TreeMap<>();
    private int total;
    private int next;

    /** Tells who is to have a shard, who has it, and what the last one left. */
    static final class Place {
        String owner;
        String holder;
        long since;
        String connected;
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

        private void own(String bridge) {
            if (!bridge.equals(owner)) {
                owner = bridge;
                connected = null;
            }
        }
    }

    /** Begins anew, with shards that nobody has. */
    void begin(int count) {
        begin(count, 0);
        Shard.all(count).forEach(this::at);
    }

    /** Begins anew, without any shard. */
    void begin(int count, int nextCount) {
        places.clear();
        total = count;
        next = nextCount;
    }

    Map<Shard, Place> all() {
        return places;
    }

    int total() {
        return total;
    }

    /** Returns the number of shards to which the bridges change over; 0 if they do not. */
    int next() {
        return next;
    }

    /** Returns the place of a shard, which is made if there is none. */
    Place at(Shard shard) {
        return places.computeIfAbsent(shard, absent -> new Place());
    }

    /** Sets who is to have a shard; does nothing if it was replaced meanwhile. */
    void own(Shard shard, String owner) {
        Place place = places.get(shard);
        if (place != null) {
            place.own(owner);
        }
    }

    void open(Shard shard, String by, long timestamp) {
        Place place = at(shard);
        if (by.equals(place.owner) && mayOpen(shard)) {
            place.handled = predecessors(shard)
                    .flatMapToLong(before -> LongStream.of(before.handled))
                    .toArray();
            place.holder = by;
            place.since = timestamp;
        }
        endGrowing();
    }

    void given(Shard shard, String by, long[] handled) {
        Place place = at(shard);
        if (by.equals(place.holder)) {
            place.holder = null;
            place.handled = handled;
        }
    }

    /** Notes that a bridge is gone, which had no time to tell what it has handled. */
    void release(String holder) {
        places.values().stream().filter(place -> holder.equals(place.holder)).forEach(place -> {
            place.holder = null;
            place.handled = new long[0];
        });
    }

    /** Returns whether no bridge has the shard, or any of those that are replaced, if there are to be more. */
    boolean mayOpen(Shard shard) {
        return !isReplaced(shard)
                && at(shard).holder == null
                && (next == 0 || Shard.all(total).stream().allMatch(old -> at(old).holder == null));
    }

    /** Returns whether others are to take the place of a shard. */
    boolean isReplaced(Shard shard) {
        return next != 0 && shard.of() == total;
    }

    /** Returns the places whose holders have had the guilds of a shard: those of the old number while there are to be more. */
    private Stream<Place> predecessors(Shard shard) {
        return next == 0 || shard.of() == total
                ? Stream.of(at(shard))
                : Shard.all(total).stream().filter(old -> overlap(old, shard)).map(this::at);
    }

    /** Returns whether a guild may belong to both. */
    private static boolean overlap(Shard one, Shard other) {
        int common =
                BigInteger.valueOf(one.of()).gcd(BigInteger.valueOf(other.of())).intValue();
        return one.number() % common == other.number() % common;
    }

    /**
     * Returns whether the holder of a shard has to give it away: another bridge is connected that is to have it. If there
     * are to be more shards, all of those are connected.
     */
    boolean isAwaited(Shard shard, Place place) {
        return isReplaced(shard)
                ? Shard.all(next).stream().allMatch(one -> at(one).isConnected())
                : !place.holder.equals(place.owner) && place.isConnected();
    }

    /** Begins the change to more shards, one after the other. Returns false if that is not possible now. */
    boolean grow(int more) {
        if (next != 0 || more <= total) {
            return false;
        }
        next = more;
        Shard.all(more).forEach(this::at);
        return true;
    }

    /** Ends the change to more shards when all of the new ones are held. */
    private void endGrowing() {
        if (next != 0 && Shard.all(next).stream().allMatch(shard -> at(shard).holder != null)) {
            places.keySet().removeAll(Shard.all(total));
            total = next;
            next = 0;
        }
    }
}
