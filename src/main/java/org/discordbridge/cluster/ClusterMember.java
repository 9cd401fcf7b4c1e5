package org.discordbridge.cluster;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.Member;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.Unheld;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Is this bridge among those that share the shards of a bot. One thread reads the notes of all, acts on what they say, and
 * writes its own.
 *
 * <p>A shard is opened when the note that says so has come back, and nobody else had the shard there. A shard that
 * another bridge is to have is given away when that one is connected. This bridge may act only as long as its notes come
 * back: if they do not for {@link #SILENT}, it may be that the others take it for gone soon. After {@link #DOUBT} it
 * begins with nothing new that they would do as well.
 */
final class ClusterMember implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);
    /**
     * Sets what may be set.
     *
     * @param lookEvery time between two questions to Discord for the number of shards
     * @param settle time after which a bridge that has joined takes shards that others could keep
     * @param onLeadership run when {@link #leads} has changed; must not block
     */
    record Settings(Duration lookEvery, Duration settle, Runnable onLeadership) {}

    private static final Duration BEAT = Duration.ofMillis(500);
    /** Less than {@link ClusterView#LEASE}: this bridge stops before another one begins. */
    private static final Duration SILENT = Duration.ofSeconds(5);
    /** More than {@link #BEAT} and the way of a note: it is no hurry of Kafka's, and nothing is lost if it is. */
    private static final Duration DOUBT = Duration.ofSeconds(1);

    private static final String UNREADABLE =
            "What the bridges tell each other cannot be read, which is tried again; this one does not act meanwhile: {}";
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final ShardHost host;
    private final Settings settings;
    private final Supplier<ClusterLog> logs;
    private final String process = ProcessIdentity.ofThisProcess();
    private final Thread thread;
    private final CompletableFuture<Boolean> joined = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final OwnShards own;
    private final Turns turns;
    private final Growth growth;
    private final Ability ability;
    private final SentNotes sent = new SentNotes();
    private volatile ClusterLog log;
    private ClusterView view;
    private String id;
    private final Since lastBeat = new Since();
    private final Since lastPlan = new Since();
    private long plannedVersion = -1;
    private boolean began;
    private boolean acts;
    private boolean hears;
    private volatile boolean leads;
    private volatile boolean closed;
    private volatile ClusterStatus status = ClusterStatus.UNKNOWN;

    ClusterMember(ShardHost host, Settings settings, Supplier<ClusterLog> logs) {
        this.host = host;
        this.settings = settings;
        this.logs = logs;
        this.own = new OwnShards(host, this::write, this::later);
        this.turns = new Turns(host.concurrency(), this::write, this::later);
        this.ability = new Ability(host);
        this.growth = new Growth(host, settings.lookEvery(), this::write, this::later);
        this.thread = new Thread(this::run, "bridges of bot " + host.botId());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // --- the thread --------------------------------------------------------------------------------------------------

    private void run() {
        boolean warned = false;
        while (!closed) {
            try (ClusterLog mine = logs.get()) {
                log = mine;
                mine.open();
                begin();
                warned = false;
                loop(mine);
                if (view.hasJoined()) {
                    write(Note.of(Note.Kind.LEFT, id));
                }
            } catch (InterruptException e) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                if (!closed) {
                    LOG.atLevel(warned ? Level.DEBUG : Level.WARN).log(UNREADABLE, e.getMessage());
                    warned = true;
                    lose();
                    LockSupport.parkNanos(AGAIN.toNanos());
                }
            } finally {
                log = null;
            }
        }
    }

    private void begin() {
        id = UUID.randomUUID().toString().substring(0, 8);
        view = new ClusterView(id, settings.settle());
        sent.begin();
        lastBeat.never();
        plannedVersion = -1;
    }

    private void loop(ClusterLog mine) {
        while (!closed) {
            try {
                mine.read(wait(mine)).forEach(this::take);
            } catch (WakeupException e) {
                LOG.trace("Woken up");
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            if (!view.hasJoined() && mine.isUpToDate() && lastBeat.isOver(AGAIN)) {
                // the first one may be lost
                write(state(Note.Kind.JOIN));
                lastBeat.now();
            }
            if (view.hasJoined()) {
                if (!view.isThere()) {
                    LOG.warn("This bridge was silent for too long: others have its shards, and it joins again");
                    lose();
                    begin();
                    // who else is there is read again
                    mine.open();
                    continue;
                }
                act();
            }
            fence();
        }
    }

    /** Returns how long to wait for notes: none come before this bridge has said something, and other threads wake it. */
    private Duration wait(ClusterLog mine) {
        if (view.hasJoined()) {
            return lastBeat.left(BEAT).plusMillis(1);
        }
        return lastBeat.isNever() && mine.isUpToDate() ? Duration.ZERO : BEAT;
    }

    private void take(ClusterView.Entry entry) {
        Note note = entry.note();
        view.take(entry);
        if (!note.by().equals(id)) {
            return;
        }
        sent.cameBack(note, view.isThere());
        if (note.kind() == Note.Kind.TURN) {
            turns.granted(note, view.turn(note.bucket()) - entry.timestamp());
        } else if (note.kind() == Note.Kind.OPENED) {
            own.opened(note.named(), view, id);
        }
    }

    private void act() {
        if (!view.isTold()) {
            dismissTheDead();
            if (view.mustBegin()) {
                view.begin(host.shards());
                began = true;
            }
        }
        if (view.mustPlan() && (plannedVersion != view.version() || lastPlan.isOver(AGAIN))) {
            plannedVersion = view.version();
            lastPlan.now();
            write(Note.of(Note.Kind.PLAN, id).with(view.plan()));
        }
        if (view.isTold()) {
            own.act(view, id);
            turns.askAgain(id);
            growth.look(view, id);
            if (!joined.isDone() && (!began || own.areAllOpened(view, id))) {
                joined.complete(began);
            }
        }
        if (lastBeat.isOver(BEAT)) {
            lastBeat.now();
            write(state(Note.Kind.BEAT));
            // what was held in a moment between two looks is not forgotten
            hears = false;
        }
        status = ClusterStatus.of(view, id);
    }

    /** Tells of bridges on this machine that are not there any more, so that nobody has to wait for them. */
    private void dismissTheDead() {
        for (Bridge bridge : List.copyOf(view.bridges())) {
            if (!bridge.id().equals(id) && ProcessIdentity.hasEnded(bridge.process())) {
                write(Note.of(Note.Kind.GONE, id).about(bridge.id()));
            }
        }
    }

    private Note state(Note.Kind kind) {
        boolean able = ability.look(view.hasHeirs());
        return Note.of(kind, id).from(ProcessIdentity.name(), process, able, host.refusedRequests());
    }

    private void write(Note note) {
        ClusterLog mine = log;
        if (mine != null) {
            mine.write(sent.number(note));
        }
    }

    /** Does something on the thread of this bridge, soon. */
    private void later(Runnable task) {
        tasks.add(task);
        wakeup();
    }

    private void wakeup() {
        ClusterLog mine = log;
        if (mine != null) {
            mine.wakeup();
        }
    }

    private void fence() {
        boolean may = mayAct();
        if (!may && acts) {
            LOG.warn("Kafka does not take what this bridge tells the others: nothing new is published until it does");
        }
        acts = may;
        if (isHeard() && !hears) {
            host.mayActAgain();
        }
        hears = isHeard();
        boolean leadsNow = may && view.isTold() && view.isFirstToStay();
        if (leads != leadsNow) {
            leads = leadsNow;
            settings.onLeadership().run();
        }
    }

    /** Returns whether this bridge has been there for longest, and stays. */
    boolean leads() {
        return leads && mayAct();
    }

    private void lose() {
        sent.forget();
        own.lose();
        status = ClusterStatus.UNKNOWN;
    }

    // --- for other threads -------------------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Boolean> joined() {
        return joined;
    }

    @Override
    public boolean mayAct() {
        return sent.areHeard(SILENT);
    }

    @Override
    public boolean isHeard() {
        return sent.areHeard(DOUBT);
    }

    @Override
    public int processes() {
        return Math.max(1, status.members().size());
    }

    @Override
    public CompletableFuture<Void> next(Shard shard) {
        return turns.next(shard, () -> id);
    }

    @Override
    public boolean goesOnWithout(Shard shard, int closeCode, String reason) {
        return closeCode == Growth.SHARDING_REQUIRED && growth.isPossible(shard);
    }

    @Override
    public void leave(Duration within) {
        if (isAlone() || !thread.isAlive()) {
            return;
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        later(() -> {
            write(Note.of(Note.Kind.LEAVE, id));
            own.onNoneLeft(() -> left.complete(null));
        });
        left.completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS).join();
        LOG.info("The shards of this bridge are handed over");
    }

    @Override
    public void close() {
        closed = true;
        wakeup();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        joined.completeExceptionally(new IllegalStateException("This bridge is stopped"));
        turns.close();
    }

    @Override
    public List<Member> members() {
        return status.members();
    }

    @Override
    public List<Unheld> unheld() {
        return status.unheld();
    }

    @Override
    public int refusedRequestsOfOthers() {
        return status.refusedByOthers();
    }
}
