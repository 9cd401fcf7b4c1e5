package org.discordbridge.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.ShardHost;

/** Does for the shards of this bridge what the view says. For the thread of the bridge. */
final class OwnShards {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final ShardHost host;
    private final Consumer<Note> notes;
    private final Consumer<Runnable> later;
    private final LongSupplier clock;
    private final Map<Shard, Step> steps = new HashMap<>();
    private Runnable onNoneLeft;

    /** The steps of a shard. */
    private enum State {
        /** It is being connected. */
        PREPARED,
        /** It is connected, and waits until nobody else has it. */
        CONNECTED,
        /** Its events are handled here. */
        OPEN,
        /** Its events under way are finished, for another bridge. */
        GIVING,
        /** It is given away, which is told. */
        GIVEN
    }

    private static final class Step {
        private State state = State.PREPARED;
        private Note.Kind about;
        private long told;
        private long[] handled = {};

        /** Returns whether it is time to tell something, for the first time or again. */
        private boolean isDue(Note.Kind kind, long now) {
            if (kind == about && now - told < AGAIN.toNanos()) {
                return false;
            }
            about = kind;
            told = now;
            return true;
        }

        private void is(State next) {
            state = next;
            about = null;
        }
    }

    OwnShards(ShardHost host, Consumer<Note> notes, Consumer<Runnable> later) {
        this(host, notes, later, System::nanoTime);
    }

    /** @param clock counts nanoseconds */
    OwnShards(ShardHost host, Consumer<Note> notes, Consumer<Runnable> later, LongSupplier clock) {
        this.host = host;
        this.notes = notes;
        this.later = later;
        this.clock = clock;
    }

    void act(ClusterView view, String self) {
        List<Shard> connected = new ArrayList<>();
        List<Shard> opening = new ArrayList<>();
        view.places().all().forEach((shard, place) -> {
            boolean isMine = self.equals(place.owner());
            boolean isHeld = self.equals(place.holder());
            Step step = steps.get(shard);
            if (step == null && isHeld) {
                // its note was under way when another bridge was to have the shard for a moment
                step = new Step();
                step.is(State.OPEN);
                steps.put(shard, step);
                host.open(Map.of(shard, place.handled()));
            }
            if (step == null) {
                if (isMine && !isReplaced(view, shard)) {
                    step = new Step();
                    steps.put(shard, step);
                    prepare(shard, step);
                } else {
                    return;
                }
            }
            switch (step.state) {
                case PREPARED, CONNECTED -> {
                    if (!isMine) {
                        steps.remove(shard);
                        host.drop(shard);
                    } else if (view.places().mayOpen(shard)) {
                        if (step.isDue(Note.Kind.OPENED, clock.getAsLong())) {
                            opening.add(shard);
                        }
                    } else if (step.state == State.CONNECTED
                            && !place.isConnected()
                            && step.isDue(Note.Kind.CONNECTED, clock.getAsLong())) {
                        connected.add(shard);
                    }
                }
                case OPEN -> {
                    if (!isHeld) {
                        steps.remove(shard);
                        host.drop(shard);
                    } else if (view.places().isAwaited(shard, place)) {
                        step.is(State.GIVING);
                        give(shard, step);
                    }
                }
                case GIVEN -> {
                    if (!isHeld) {
                        steps.remove(shard);
                    } else if (step.isDue(Note.Kind.GIVEN, clock.getAsLong())) {
                        notes.accept(Note.of(Note.Kind.GIVEN, self)
                                .about(List.of(shard))
                                .with(step.handled));
                    }
                }
                default -> {
                    // it goes on when that is done
                }
            }
        });
        dropReplaced(view);
        if (!connected.isEmpty()) {
            notes.accept(Note.of(Note.Kind.CONNECTED, self).about(connected));
        }
        if (!opening.isEmpty()) {
            notes.accept(Note.of(Note.Kind.OPENED, self).about(opening));
        }
        if (onNoneLeft != null && (steps.isEmpty() || !view.hasHeirs())) {
            onNoneLeft.run();
            onNoneLeft = null;
        }
    }

    private static boolean isReplaced(ClusterView view, Shard shard) {
        return view.places().isReplaced(shard);
    }

    /** Forgets shards that there are no more, after a change to more of them. */
    private void dropReplaced(ClusterView view) {
        for (Shard shard : List.copyOf(steps.keySet())) {
            if (!view.places().all().containsKey(shard)) {
                State state = steps.remove(shard).state;
                if (state != State.GIVEN && state != State.GIVING) {
                    host.drop(shard);
                }
            }
        }
    }

    private void prepare(Shard shard, Step step) {
        host.prepare(shard)
                .thenRun(() -> later.accept(() -> {
                    if (steps.get(shard) == step && step.state == State.PREPARED) {
                        step.state = State.CONNECTED;
                    }
                }));
    }

    private void give(Shard shard, Step step) {
        host.give(shard)
                .thenAccept(handled -> later.accept(() -> {
                    step.handled = handled;
                    step.is(State.GIVEN);
                }));
    }

    /** Opens the shards of a note that has come back, as far as they are this bridge's by that. */
    void opened(List<Shard> shards, ClusterView view, String self) {
        Map<Shard, long[]> handled = new HashMap<>();
        for (Shard shard : shards) {
            Step step = steps.get(shard);
            ShardPlaces.Place place = view.places().all().get(shard);
            if (step != null
                    && place != null
                    && self.equals(place.holder())
                    && (step.state == State.PREPARED || step.state == State.CONNECTED)) {
                step.is(State.OPEN);
                handled.put(shard, place.handled());
            }
        }
        if (!handled.isEmpty()) {
            host.open(handled);
        }
    }

    /** Returns whether this bridge has opened every shard that it is to have. */
    boolean areAllOpened(ClusterView view, String self) {
        return view.places().all().entrySet().stream()
                .allMatch(entry -> entry.getValue().owner() != null
                        && (!self.equals(entry.getValue().owner())
                                || steps.containsKey(entry.getKey()) && steps.get(entry.getKey()).state == State.OPEN));
    }

    /** Runs something once this bridge has no shard any more, or nobody else can have them. */
    void onNoneLeft(Runnable action) {
        onNoneLeft = action;
    }

    /** Ends all shards at once: other bridges have them. */
    void lose() {
        List<Shard> all = List.copyOf(steps.keySet());
        steps.clear();
        all.forEach(host::drop);
    }
}
