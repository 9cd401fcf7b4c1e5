package org.discordbridge.streams.people;

import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.Observation.Kind;
import org.discordbridge.streams.state.Entries;

/** Adds to each observation when its author began to write in the guild. For one thread. */
public final class People {
    private final KnownPeople known;

    /** Takes over who is known. */
    public People(Entries<byte[]> kept) {
        this.known = new KnownPeople(kept);
    }

    /** Takes note of an observation. */
    public Seen see(Observation what) {
        boolean person = what.kind() == Kind.MESSAGE && what.user() != 0 && !what.bot();
        long first = person ? known.wrote(what.guild(), what.user(), what.time()) : -1;
        return new Seen(what, first, person && known.isLearned(what.guild(), what.time()));
    }
}
