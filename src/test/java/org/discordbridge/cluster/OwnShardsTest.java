package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.ShardHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnShardsTest {
    private static final Shard ZERO = new Shard(0, 2);
    private static final Shard ONE = new Shard(1, 2);

    private final NoteLog log = new NoteLog();
    private final List<Note> notes = new ArrayList<>();
    private final Host host = new Host();
    private final OwnShards own =
            new OwnShards(host, notes::add, Runnable::run, () -> TimeUnit.MILLISECONDS.toNanos(log.now()));

    @Test
    void whatNobodyHasIsOpenedWhenTheNoteComesBack() {
        Reader a = Reader.first(log, "a", 2);
        own.act(a.view(), "a");

        assertThat(host.calls).containsExactly("prepare 0/2", "prepare 1/2");
        assertThat(told()).containsExactly("OPENED [0/2, 1/2]");
        own.act(a.view(), "a");
        assertThat(told()).isEmpty();
        log.pass(2_000);
        own.act(a.view(), "a");
        assertThat(told()).as("again, as it has not come back").containsExactly("OPENED [0/2, 1/2]");

        a.tell(Note.Kind.OPENED, ZERO, ONE);
        a.read();
        assertThat(own.areAllOpened(a.view(), "a")).isFalse();
        host.calls.clear();
        own.opened(List.of(ZERO, ONE), a.view(), "a");
        assertThat(host.calls).containsExactlyInAnyOrder("open 0/2 []", "open 1/2 []");
        assertThat(own.areAllOpened(a.view(), "a")).isTrue();
        log.pass(2_000);
        own.act(a.view(), "a");
        own.opened(List.of(ZERO, ONE), a.view(), "a");
        assertThat(told()).isEmpty();
        assertThat(host.calls).as("once").hasSize(2);
    }

    @Test
    void aShardThatMovesIsOpenedAtOnceWhenItIsGiven() {
        Reader a = holder("b");
        own.act(a.view(), "a");
        assertThat(host.calls).containsExactly("prepare 0/2");
        log.pass(10_000);
        own.act(a.view(), "a");
        assertThat(told()).as("it is not connected").isEmpty();
        host.arrived.get(ZERO).complete(null);
        own.act(a.view(), "a");
        assertThat(told()).containsExactly("CONNECTED [0/2]");
        own.act(a.view(), "a");
        assertThat(told()).isEmpty();

        log.write(Note.of(Note.Kind.GIVEN, "b").about(List.of(ZERO)).with(new long[] {5, 6}));
        own.act(a.read(), "a");
        assertThat(told()).containsExactly("OPENED [0/2]");
        a.tell(Note.Kind.OPENED, ZERO);
        own.opened(List.of(ZERO), a.read(), "a");
        assertThat(host.calls).endsWith("open 0/2 [5, 6]");
    }

    @Test
    void aShardThatIsAwaitedIsGivenUntilThatIsKnown() {
        Reader a = Reader.first(log, "a", 2);
        open(a, ZERO, ONE);
        Reader.joined(log, "b");
        a.read();
        a.plan();
        own.act(a.read(), "a");
        assertThat(host.calls).as("nobody waits for it").noneMatch(call -> call.startsWith("give"));

        log.write(Note.of(Note.Kind.CONNECTED, "b").about(List.of(ONE)));
        own.act(a.read(), "a");
        own.act(a.view(), "a");
        assertThat(host.calls).filteredOn("give 1/2"::equals).hasSize(1);
        assertThat(told()).isEmpty();
        host.given.get(ONE).complete(new long[] {1, 2});
        own.act(a.view(), "a");
        assertThat(notes.get(0).handled()).containsExactly(1, 2);
        assertThat(told()).containsExactly("GIVEN [1/2]");
        log.pass(2_000);
        own.act(a.view(), "a");
        assertThat(told()).containsExactly("GIVEN [1/2]");

        a.tell(Note.Kind.GIVEN, ONE);
        own.act(a.read(), "a");
        log.pass(2_000);
        own.act(a.view(), "a");
        assertThat(told()).isEmpty();
        assertThat(host.calls).doesNotContain("drop 1/2");
    }

    @Test
    void whatIsPreparedIsDroppedWhenAnotherIsToHaveIt() {
        Reader a = holder("b");
        own.act(a.view(), "a");
        log.write(Note.of(Note.Kind.BEAT, "a").from("a", "", false, 0));
        a.read();
        log.write(Note.of(Note.Kind.PLAN, "b").with(a.view().plan()));
        own.act(a.read(), "a");

        assertThat(host.calls).containsExactly("prepare 0/2", "drop 0/2");
    }

    @Test
    void aNoteThatWasUnderWayWhileTheShardWasForAnotherOneOpensIt() {
        Reader a = Reader.first(log, "a", 2);
        own.act(a.view(), "a");
        Note first = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        log.write(Note.of(Note.Kind.PLAN, "a").with(plan(first.plan(), "c")));
        own.act(a.read(), "a");
        assertThat(host.calls).endsWith("drop 0/2", "drop 1/2");
        log.write(first);
        a.tell(Note.Kind.OPENED, ZERO, ONE);
        a.read();
        own.opened(List.of(ZERO, ONE), a.view(), "a");
        assertThat(a.shards()).containsEntry("0/2", "a/a");
        own.act(a.view(), "a");

        assertThat(host.calls).endsWith("open 0/2 []", "open 1/2 []");
        assertThat(own.areAllOpened(a.view(), "a")).isTrue();
    }

    private static Note.Plan plan(Note.Plan plan, String owner) {
        return new Note.Plan(
                plan.version(),
                plan.seen(),
                true,
                plan.total(),
                plan.next(),
                plan.peers(),
                plan.shards().stream()
                        .map(one -> new Note.Assigned(one.shard(), owner, one.before(), one.holder(), one.since()))
                        .toList());
    }

    @Test
    void whoIsGoneDropsAll() {
        Reader a = Reader.first(log, "a", 2);
        open(a, ZERO, ONE);
        host.calls.clear();
        own.lose();

        assertThat(host.calls).containsExactlyInAnyOrder("drop 0/2", "drop 1/2");
        own.lose();
        assertThat(host.calls).hasSize(2);
    }

    @Test
    void whoLeavesIsDoneWhenItHasNoShardOrNobodyCanHaveThem() {
        Reader a = Reader.first(log, "a", 2);
        open(a, ZERO, ONE);
        Reader.joined(log, "b");
        a.write(Note.of(Note.Kind.LEAVE, "a"));
        a.read();
        a.plan();
        List<String> done = new ArrayList<>();
        own.onNoneLeft(() -> done.add("left"));
        own.act(a.read(), "a");
        assertThat(done).isEmpty();
        log.write(Note.of(Note.Kind.CONNECTED, "b").about(List.of(ZERO, ONE)));
        own.act(a.read(), "a");
        host.given.values().forEach(given -> given.complete(new long[0]));
        own.act(a.read(), "a");
        assertThat(done).isEmpty();
        a.tell(Note.Kind.GIVEN, ZERO, ONE);
        own.act(a.read(), "a");
        own.act(a.read(), "a");
        assertThat(done).containsExactly("left");

        open(a);
        own.onNoneLeft(() -> done.add("nobody"));
        log.write(Note.of(Note.Kind.LEFT, "b"));
        own.act(a.read(), "a");
        assertThat(done).containsExactly("left", "nobody");
    }

    /** Makes a view in which another bridge has both shards, and this one is to have the first. */
    private Reader holder(String other) {
        Reader holder = Reader.first(log, other, 2);
        holder.tell(Note.Kind.OPENED, ZERO, ONE);
        Reader a = Reader.joined(log, "a");
        holder.read();
        Note.Plan plan = holder.view().plan();
        holder.write(Note.of(Note.Kind.PLAN, other)
                .with(new Note.Plan(
                        plan.version(),
                        plan.seen(),
                        true,
                        2,
                        0,
                        plan.peers(),
                        List.of(
                                new Note.Assigned("0/2", "a", other, other, 1),
                                new Note.Assigned("1/2", other, other, other, 1)))));
        a.read();
        return a;
    }

    private void open(Reader reader, Shard... shards) {
        own.act(reader.view(), "a");
        if (shards.length > 0) {
            reader.tell(Note.Kind.OPENED, shards);
            own.opened(List.of(shards), reader.read(), "a");
        }
        notes.clear();
    }

    private List<String> told() {
        List<String> told =
                notes.stream().map(note -> note.kind() + " " + note.shards()).toList();
        notes.clear();
        return told;
    }

    /** Notes what it is told. */
    private static final class Host implements ShardHost {
        private final List<String> calls = new ArrayList<>();
        private final Map<Shard, CompletableFuture<Void>> arrived = new HashMap<>();
        private final Map<Shard, CompletableFuture<long[]>> given = new HashMap<>();

        @Override
        public String botId() {
            return "1";
        }

        @Override
        public int shards() {
            return 2;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public CompletableFuture<Void> prepare(Shard shard) {
            calls.add("prepare " + Note.name(shard));
            return arrived.computeIfAbsent(shard, absent -> new CompletableFuture<>());
        }

        @Override
        public void open(Map<Shard, long[]> handled) {
            handled.forEach(
                    (shard, keys) -> calls.add("open " + Note.name(shard) + " " + java.util.Arrays.toString(keys)));
        }

        @Override
        public CompletableFuture<long[]> give(Shard shard) {
            calls.add("give " + Note.name(shard));
            return given.computeIfAbsent(shard, absent -> new CompletableFuture<>());
        }

        @Override
        public void drop(Shard shard) {
            calls.add("drop " + Note.name(shard));
        }

        @Override
        public void mayActAgain() {
            calls.add("mayActAgain");
        }

        @Override
        public boolean isAble() {
            return true;
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
}
