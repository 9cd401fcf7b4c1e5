package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.discordbridge.simulator.RecordedCall;

/** Remembers the latest calls, and every failure of the simulator's own. Guarded by the world's lock. */
public final class Recorder {
    private final World world;
    private final ArrayDeque<RecordedCall> calls = new ArrayDeque<>();
    private final List<RuntimeException> bugs = new ArrayList<>();

    Recorder(World world) {
        this.world = world;
    }

    void record(RecordedCall call) {
        record(call, MissingNode.getInstance());
    }

    void record(RecordedCall call, JsonNode answer) {
        synchronized (world) {
            calls.addLast(call);
            if (calls.size() > world.settings.recordedCalls()) {
                calls.removeFirst();
            }
            try {
                world.witness().answered(call, answer);
            } catch (RuntimeException bug) {
                // who looks on does not keep the client from its answer
                bugs.add(bug);
            }
            world.changed();
        }
    }

    void bug(RuntimeException failure) {
        synchronized (world) {
            bugs.add(failure);
        }
    }

    /** The first failure of the simulator's own, or null. */
    public RuntimeException firstBug() {
        synchronized (world) {
            return bugs.isEmpty() ? null : bugs.get(0);
        }
    }

    /** The calls so far that meet the condition, oldest first. */
    public List<RecordedCall> calls(Predicate<RecordedCall> condition) {
        synchronized (world) {
            return calls.stream().filter(condition).toList();
        }
    }

    /** Waits for so many calls that meet the condition. */
    public List<RecordedCall> await(int count, String what, Predicate<RecordedCall> condition, Duration timeout) {
        return Await.until(
                world,
                timeout,
                () -> {
                    List<RecordedCall> found = new ArrayList<>(calls(condition));
                    return found.size() >= count ? found : null;
                },
                () -> "expected " + count + " calls of " + what + ", got " + calls);
    }
}
