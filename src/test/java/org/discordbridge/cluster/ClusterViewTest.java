package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterViewTest {
    private static final Shard ZERO = new Shard(0, 2);
    private static final Shard ONE = new Shard(1, 2);

    private final NoteLog log = new NoteLog();

    @Test
    void theFirstBridgeBegins() {
        Reader a = Reader.joined(log, "a");

        assertThat(a.view().hasJoined()).isTrue();
        assertThat(a.view().isTold()).isFalse();
        assertThat(a.view().mustBegin()).isTrue();
        a.view().begin(2);
        assertThat(a.view().mustPlan()).isTrue();
        assertThat(a.shards()).containsOnly(entry("0/2", "null/null"), entry("1/2", "null/null"));
        a.plan();
        a.read();

        assertThat(a.view().mustPlan()).isFalse();
        a.tell(Note.Kind.OPENED, ZERO, ONE);
        a.read();
        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "a/a"));
    }

    @Test
    void ofTwoFreshBridgesTheFirstBegins() {
        Reader a = new Reader(log, "a");
        Reader b = new Reader(log, "b");
        a.write(Note.of(Note.Kind.JOIN, "a").from("a", "", true, 0));
        b.write(Note.of(Note.Kind.JOIN, "b").from("b", "", true, 0));

        assertThat(a.read().mustBegin()).isTrue();
        assertThat(b.read().mustBegin()).isFalse();
        a.view().begin(2);
        a.plan();
        a.read();
        b.read();

        assertThat(b.view().isTold()).isTrue();
        assertThat(b.shards()).isEqualTo(a.shards());
        assertThat(b.bridges()).containsExactly("a", "b");
    }

    @Test
    void aFreshBridgeIsToldWithWhatCameBetween() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        Note plan = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        a.tell(Note.Kind.OPENED, ZERO, ONE);
        log.write(Note.of(Note.Kind.GIVEN, "a").about(List.of(ONE)).with(new long[] {7, 7, 8}));
        log.write(plan);
        b.read();
        a.read();

        assertThat(b.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "b/null"));
        assertThat(b.shards()).isEqualTo(a.shards());
        assertThat(b.view().places().all().get(ONE).handled()).containsExactly(7, 7, 8);
        assertThat(b.view().places().mayOpen(ONE)).isTrue();
        assertThat(b.view().places().mayOpen(ZERO)).isFalse();
    }

    @Test
    void aPlanThatIsOutdatedSaysWhatWasBeforeItOnly() {
        Reader a = Reader.first(log, "a", 2);
        a.tell(Note.Kind.OPENED, ZERO, ONE);
        Reader b = Reader.joined(log, "b");
        a.read();
        Note plan = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        Reader c = Reader.joined(log, "c");
        log.write(plan);
        a.read();
        b.read();
        c.read();

        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "a/a"));
        assertThat(b.view().isTold()).isTrue();
        assertThat(b.shards()).isEqualTo(a.shards());
        assertThat(b.bridges()).containsExactly("a", "b", "c");
        assertThat(b.view().version()).isEqualTo(a.view().version());
        assertThat(c.view().isTold()).as("it is not counted in").isFalse();

        a.plan();
        assertThat(Reader.digest(b.read())).isEqualTo(Reader.digest(a.read()));
        assertThat(Reader.digest(c.read())).isEqualTo(Reader.digest(a.read()));
        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "b/a"));
    }

    @Test
    void whoWasToldTakesASilentBridgeForGoneWhenTheOthersDo() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        a.plan();
        a.read();
        b.read();
        b.tell(Note.Kind.OPENED, ONE);
        a.pass(4);
        Reader c = Reader.joined(log, "c");
        a.read();
        a.plan();
        c.read();
        assertThat(c.bridges()).containsExactly("a", "b", "c");

        for (int i = 0; i < 4; i++) {
            a.pass(1);
            assertThat(Reader.digest(c.read())).isEqualTo(Reader.digest(a.read()));
        }
        assertThat(c.bridges()).containsExactly("a", "c");
    }

    @Test
    void aSilentBridgeIsGoneAfterTheLease() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        a.plan();
        a.read();
        b.read();
        b.tell(Note.Kind.OPENED, ONE);
        a.pass(6);
        assertThat(a.read().bridges()).hasSize(2);
        assertThat(a.view().places().mayOpen(ONE)).isFalse();
        a.pass(1);

        assertThat(a.read().bridges()).hasSize(1);
        assertThat(a.view().places().mayOpen(ONE)).isTrue();
        assertThat(a.view().mustPlan()).isTrue();
        assertThat(b.read().isThere()).isFalse();
        b.beat();
        b.tell(Note.Kind.OPENED, ZERO);
        assertThat(a.read().bridges()).as("late notes say nothing").hasSize(1);
        assertThat(a.shards()).doesNotContainValue("b/b");
    }

    @Test
    void timeInWhichNobodyWritesDoesNotCount() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        a.plan();
        log.pass(60_000);
        a.beat();
        log.pass(60_000);
        b.beat();

        assertThat(a.read().bridges()).hasSize(2);
        assertThat(b.read().bridges()).hasSize(2);
    }

    @Test
    void whoJoinsAfterALongSilenceMakesAllOthersGone() {
        Reader a = Reader.first(log, "a", 2);
        a.tell(Note.Kind.OPENED, ZERO, ONE);
        log.pass(6_000);
        Reader b = Reader.joined(log, "b");
        assertThat(b.view().mustBegin()).as("after just the lease").isFalse();
        assertThat(a.read().isThere()).isTrue();

        log.pass(6_001);
        Reader c = Reader.joined(log, "c");
        assertThat(c.view().mustBegin()).isTrue();
        assertThat(a.read().isThere()).isFalse();
        assertThat(b.read().isThere()).isFalse();
    }

    @Test
    void afterACrashTheNextOneWaitsForTheLease() {
        Reader.first(log, "a", 2);
        log.pass(1_000);
        Reader b = Reader.joined(log, "b");
        for (int i = 0; i < 5; i++) {
            b.pass(1);
            assertThat(b.read().mustBegin()).isFalse();
        }
        b.pass(1);
        assertThat(b.read().mustBegin()).isTrue();
    }

    @Test
    void afterACrashThatIsToldTheNextOneBeginsAtOnce() {
        Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        assertThat(b.view().mustBegin()).isFalse();

        b.write(Note.of(Note.Kind.GONE, "b").about("a"));
        assertThat(b.read().mustBegin()).isTrue();
    }

    @Test
    void lateNotesOfABridgeThatIsGoneDoNotHoldUpWhoIsFresh() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        Note plan = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        b.pass(7);
        assertThat(b.read().mustBegin()).isTrue();
        b.view().begin(2);
        Reader c = Reader.joined(log, "c");
        a.beat();
        log.write(plan);
        log.write(Note.of(Note.Kind.PLAN, "a")
                .with(new Note.Plan(
                        plan.plan().version() + 100,
                        plan.plan().seen() + 100,
                        true,
                        2,
                        0,
                        List.of(new Note.Peer("c", "c", "", 0, true, false, 0, 0, 0)),
                        plan.plan().shards())));

        assertThat(c.read().isTold()).isFalse();
        b.read();
        b.plan();
        assertThat(Reader.digest(c.read())).isEqualTo(Reader.digest(b.read()));
    }

    @Test
    void aFreshBridgeThatWasSilentForTooLongKnowsIt() {
        Reader a = Reader.joined(log, "a");
        Reader b = Reader.joined(log, "b");
        b.pass(7);
        a.beat();

        assertThat(a.read().isThere()).isFalse();
        assertThat(b.read().mustBegin()).isTrue();
    }

    @Test
    void aSecondJoiningOfTheSameBridgeChangesNothing() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        b.write(Note.of(Note.Kind.JOIN, "b").from("b", "", true, 0));
        a.plan();

        assertThat(b.read().isTold()).isTrue();
        assertThat(Reader.digest(b.view())).isEqualTo(Reader.digest(a.read()));
    }

    @Test
    void turnsAreApartInTheOrderOfTheLog() {
        Reader a = Reader.two(log);
        long apart = IdentifyPace.APART.toMillis();
        long now = log.now();
        log.write(Note.of(Note.Kind.TURN, "a").with(0));
        assertThat(a.read().turn(0)).isEqualTo(now);
        assertThat(a.view().turn(1)).isZero();
        log.write(Note.of(Note.Kind.TURN, "b").with(0));
        assertThat(a.read().turn(0)).isEqualTo(now + apart);
        log.write(Note.of(Note.Kind.TURN, "b").with(1));
        assertThat(a.read().turn(1)).isEqualTo(now);
        log.pass(1_000);
        log.write(Note.of(Note.Kind.TURN, "gone").with(0));
        assertThat(a.read().turn(0))
                .as("who has just come does not know who is gone")
                .isEqualTo(now + 2 * apart);
        log.pass(60_000);
        log.write(Note.of(Note.Kind.TURN, "a").with(0));
        assertThat(a.read().turn(0)).isEqualTo(log.now());
        assertThat(new Reader(log, "c").read().turn(0)).isEqualTo(log.now());
    }

    @Test
    void aClockThatIsSetBackDelaysNoTurn() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.TURN, "a").with(0));
        log.pass(-3_600_000);
        log.write(Note.of(Note.Kind.TURN, "b").with(0));
        assertThat(a.read().turn(0)).isEqualTo(log.now() + IdentifyPace.APART.toMillis());
        log.pass(60_000);
        log.write(Note.of(Note.Kind.TURN, "b").with(0));
        assertThat(a.read().turn(0)).isEqualTo(log.now());
    }

    @Test
    void turnsAreCountedOnceByWhoIsToldLater() {
        Reader a = Reader.first(log, "a", 2);
        Reader b = Reader.joined(log, "b");
        a.read();
        Note plan = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        log.write(Note.of(Note.Kind.TURN, "a").with(0));
        log.write(plan);

        assertThat(b.read().turn(0)).isEqualTo(log.now());
    }

    @Test
    void kindsOfLaterVersionsAreSignsOfLifeOnly() {
        Reader a = Reader.two(log);
        String before = Reader.digest(a.view());
        for (int i = 0; i < 8; i++) {
            a.pass(1);
            log.write(Note.of(Note.Kind.UNKNOWN, "b"));
            log.write(Note.of(Note.Kind.UNKNOWN, "c"));
        }

        assertThat(Reader.digest(a.read())).isEqualTo(before);
    }

    @Test
    void aClockThatIsSetBackStopsNobodysTime() {
        Reader a = Reader.two(log);
        log.pass(-3_600_000);
        a.pass(8);

        assertThat(a.read().bridges()).extracting(Bridge::id).containsExactly("a");
    }
}
