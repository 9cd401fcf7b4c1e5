package org.discordbridge.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.ShardHost;

/**
 * Is a bridge that does what {@code ClusterMember} does, but one step at a time, by the clock of a test, and without
 * Kafka. Its host connects nothing.
 */
final class SimulatedBridge implements ShardHost {
    private static final long SILENT = 5_000;
    private static final long DELIVERED_WITHIN = 3_000;
    private static final long BEAT = 500;
    private static final long AGAIN = 2_000;
    private static final long BEFORE = 2_000;

    final String name;
    private final SimulatedCluster cluster;
    private final NoteLog log;
    private final OwnShards own;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<Sent> outbox = new ArrayDeque<>();
    private final List<Sent> later = new ArrayList<>();
    private final Map<Long, Long> sent = new LinkedHashMap<>();
    /** Shards that wait for a turn, with the time of the request. */
    private final Map<Shard, Long> turns = new HashMap<>();

    private final Map<Shard, CompletableFuture<Void>> prepared = new HashMap<>();
    /** Shards whose events are handled here, with the keys of what was handled. */
    final Map<Shard, long[]> open = new TreeMap<>();

    private ClusterView view;
    private String id;
    private int joins;
    private int position;
    private long number;
    private long lastBeat;
    private long lastPlan;
    private long plannedVersion;
    private long heard;
    private boolean leaves;
    boolean began;
    boolean alive = true;
    boolean able = true;
    long pausedUntil;
    long muteUntil;
    long deafUntil;

    private record Sent(long at, Note note, Runnable action) {}

    SimulatedBridge(SimulatedCluster cluster, String name) {
        this.cluster = cluster;
        this.log = cluster.log;
        this.name = name;
        this.own = new OwnShards(this, this::write, tasks::add, () -> TimeUnit.MILLISECONDS.toNanos(log.now()));
        this.heard = log.now() - SILENT;
        begin();
    }

    private void begin() {
        id = name + "-" + joins++;
        view = new ClusterView(id, java.time.Duration.ZERO);
        position = (int) Math.max(0, log.size() - BEFORE);
        number = 0;
        sent.clear();
        lastBeat = 0;
        plannedVersion = -1;
    }

    ClusterView view() {
        return view;
    }

    String id() {
        return id;
    }

    boolean mayAct() {
        return log.now() - heard < SILENT;
    }

    boolean isHealthy() {
        return alive && view.isTold() && view.isThere();
    }

    /** Does one round, unless it is paused. */
    void step() {
        if (!alive || log.now() < pausedUntil) {
            return;
        }
        deliver();
        for (Sent due : List.copyOf(later)) {
            if (due.at <= log.now()) {
                later.remove(due);
                due.action.run();
            }
        }
        if (log.now() >= deafUntil) {
            int most = cluster.random.nextInt(8) == 0 ? 1 + cluster.random.nextInt(3) : Integer.MAX_VALUE;
            for (int i = 0; i < most && position < log.size(); i++) {
                take(log.get(position++));
            }
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (!view.hasJoined() && position == log.size() && log.now() - lastBeat >= AGAIN) {
            write(state(Note.Kind.JOIN));
            lastBeat = log.now();
        }
        if (view.hasJoined()) {
            if (view.isThere()) {
                act();
            } else {
                heard = log.now() - SILENT;
                own.lose();
                begin();
            }
        }
        deliver();
    }

    private void take(ClusterView.Entry entry) {
        view.take(entry);
        cluster.agree(this, entry.offset());
        Note note = entry.note();
        if (!id.equals(note.by())) {
            return;
        }
        Long sentAt = sent.remove(note.number());
        if (sentAt != null && view.isThere()) {
            heard = sentAt;
        }
        if (note.kind() == Note.Kind.TURN) {
            cluster.turn(note.bucket(), entry.offset(), view.turn(note.bucket()));
            turns.keySet().stream()
                    .filter(shard -> shard.number() % concurrency() == note.bucket())
                    .findFirst()
                    .ifPresent(shard -> connect(shard, view.turn(note.bucket())));
        } else if (note.kind() == Note.Kind.OPENED) {
            own.opened(note.named(), view, id);
        }
    }

    private void connect(Shard shard, long turn) {
        turns.remove(shard);
        CompletableFuture<Void> arrived = prepared.get(shard);
        later.add(new Sent(turn + cluster.random.nextInt(400), null, () -> {
            if (prepared.get(shard) == arrived && arrived != null) {
                arrived.complete(null);
            }
        }));
    }

    private void act() {
        if (view.mustBegin()) {
            view.begin(shards());
            began = true;
            cluster.begun(this);
        }
        if (view.mustPlan() && (plannedVersion != view.version() || log.now() - lastPlan >= AGAIN)) {
            plannedVersion = view.version();
            lastPlan = log.now();
            write(Note.of(Note.Kind.PLAN, id).with(view.plan()));
        }
        if (view.isTold()) {
            own.act(view, id);
            for (Map.Entry<Shard, Long> turn : turns.entrySet()) {
                if (log.now() - turn.getValue() >= AGAIN) {
                    turn.setValue(log.now());
                    write(Note.of(Note.Kind.TURN, id).with(turn.getKey().number() % concurrency()));
                }
            }
        }
        if (log.now() - lastBeat >= BEAT) {
            lastBeat = log.now();
            write(state(Note.Kind.BEAT));
        }
    }

    private Note state(Note.Kind kind) {
        return Note.of(kind, id).from(name, "", able, 0);
    }

    void write(Note note) {
        Note numbered = note.numbered(++number);
        sent.put(numbered.number(), log.now());
        outbox.add(new Sent(log.now(), numbered, null));
    }

    private void deliver() {
        if (log.now() < muteUntil || !cluster.isUp) {
            return;
        }
        for (Sent next = outbox.poll(); next != null; next = outbox.poll()) {
            if (log.now() - next.at <= DELIVERED_WITHIN) {
                log.write(next.note);
            }
        }
    }

    void kill() {
        alive = false;
        open.clear();
    }

    /** Begins to leave; ends when nobody needs it any more, or after a while. */
    void leave() {
        if (leaves) {
            return;
        }
        leaves = true;
        tasks.add(() -> {
            write(Note.of(Note.Kind.LEAVE, id));
            own.onNoneLeft(this::end);
        });
        later.add(new Sent(log.now() + 20_000, null, this::end));
    }

    private void end() {
        if (alive) {
            kill();
            if (view.hasJoined()) {
                write(Note.of(Note.Kind.LEFT, id));
                deliver();
            }
        }
    }

    // --- the host ----------------------------------------------------------------------------------------------------

    @Override
    public String botId() {
        return "1";
    }

    @Override
    public int shards() {
        return cluster.shards;
    }

    @Override
    public int concurrency() {
        return cluster.concurrency;
    }

    @Override
    public CompletableFuture<Void> prepare(Shard shard) {
        CompletableFuture<Void> present = prepared.get(shard);
        if (present == null) {
            present = new CompletableFuture<>();
            prepared.put(shard, present);
            turns.put(shard, log.now());
            write(Note.of(Note.Kind.TURN, id).with(shard.number() % concurrency()));
        }
        return present;
    }

    @Override
    public void open(Map<Shard, long[]> handled) {
        handled.forEach((shard, keys) -> {
            prepare(shard);
            open.put(shard, keys);
            cluster.opened(this, shard, keys);
        });
    }

    @Override
    public CompletableFuture<long[]> give(Shard shard) {
        CompletableFuture<long[]> given = new CompletableFuture<>();
        later.add(new Sent(log.now() + cluster.random.nextInt(700), null, () -> {
            prepared.remove(shard);
            turns.remove(shard);
            long[] keys = open.remove(shard) == null ? new long[0] : cluster.given(shard);
            given.complete(keys);
        }));
        return given;
    }

    @Override
    public void drop(Shard shard) {
        prepared.remove(shard);
        turns.remove(shard);
        open.remove(shard);
    }

    @Override
    public void mayActAgain() {
        // nothing waits here
    }

    @Override
    public boolean isAble() {
        return able;
    }

    @Override
    public int recommendedShards() {
        return 0;
    }

    @Override
    public int refusedRequests() {
        return 0;
    }
}
