package org.discordbridge.discord.lanes;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to hand a task over to its lane and to be done with it: in a lane that is made for it, and in a busy one. */
@State(Scope.Thread)
public class LanesPiece {
    private static final String[] KEYS = {"1", "2", "3", "4", "5", "6", "7", "8"};

    /** Without threads: their switches would be all that is seen. */
    private final Lanes<String> lanes = new Lanes<>(Runnable::run);

    private Runnable last;
    private int number;

    @Benchmark
    public int handOverToNewLane() {
        lanes.add(KEYS[number++ % KEYS.length], Runnable::run);
        return lanes.size();
    }

    /** The task before is done once the next one waits behind it. */
    @Benchmark
    public int handOverToBusyLane() {
        Runnable before = last;
        lanes.add("busy", next -> last = next);
        if (before != null) {
            before.run();
        }
        return lanes.size();
    }
}
