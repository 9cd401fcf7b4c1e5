package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where shards are, by the notes that move them. */
@Timeout(60)
class ShardPlacesTest {
    private static final Shard ZERO = new Shard(0, 2);
    private static final Shard ONE = new Shard(1, 2);

    private final NoteLog log = new NoteLog();

    @Test
    void whoLeavesGivesItsShardsAway() {
        Reader a = Reader.two(log);
        a.write(Note.of(Note.Kind.LEAVE, "a"));
        a.read();
        assertThat(a.view().mustPlan()).isTrue();
        a.plan();
        a.read();
        assertThat(a.shards()).containsOnly(entry("0/2", "b/a"), entry("1/2", "b/b"));
        assertThat(a.view().hasHeirs()).isTrue();
        assertThat(a.view().places().isAwaited(ZERO, a.view().places().all().get(ZERO)))
                .isFalse();
        log.write(Note.of(Note.Kind.CONNECTED, "b").about(List.of(ZERO)));
        a.read();
        assertThat(a.view().places().isAwaited(ZERO, a.view().places().all().get(ZERO)))
                .isTrue();

        log.write(Note.of(Note.Kind.OPENED, "b").about(List.of(ZERO)));
        a.read();
        assertThat(a.shards()).as("it is not given yet").containsEntry("0/2", "b/a");
        log.write(Note.of(Note.Kind.GIVEN, "b").about(List.of(ZERO)));
        a.read();
        assertThat(a.shards()).as("only its holder gives it").containsEntry("0/2", "b/a");
        log.write(Note.of(Note.Kind.GIVEN, "a").about(List.of(ZERO)).with(new long[] {1, 2}));
        log.write(Note.of(Note.Kind.OPENED, "b").about(List.of(ZERO)));
        a.read();

        assertThat(a.shards()).containsEntry("0/2", "b/b");
        assertThat(a.view().places().all().get(ZERO).handled()).containsExactly(1, 2);
    }

    @Test
    void whatHasLeftIsFreeAtOnce() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.LEFT, "b"));
        a.read();

        assertThat(a.bridges()).containsExactly("a");
        assertThat(a.view().places().mayOpen(ONE)).isTrue();
        assertThat(a.view().hasHeirs()).isFalse();
    }

    @Test
    void shardsOfTheLastOneThatLeavesStay() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.LEFT, "b"));
        a.write(Note.of(Note.Kind.LEAVE, "a"));
        a.read();
        a.plan();
        a.read();

        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "a/null"));
    }

    @Test
    void whoIsUnableHasNoShardsUnlessAllAre() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.BEAT, "b").from("b", "", false, 3));
        a.read();
        a.plan();
        a.read();
        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "a/b"));

        a.write(Note.of(Note.Kind.BEAT, "a").from("a", "", false, 3));
        a.read();
        a.plan();
        a.read();
        assertThat(a.shards()).as("those that stay").containsEntry("0/2", "a/a");
        assertThat(a.view().places().all().values())
                .extracting(ShardPlaces.Place::owner)
                .containsOnly("a", "b");
    }

    @Test
    void unableBridgesKeepTheirShards() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.BEAT, "a").from("a", "", false, 3));
        log.write(Note.of(Note.Kind.BEAT, "b").from("b", "", false, 3));
        a.read();
        a.plan();
        a.read();

        assertThat(a.shards()).containsOnly(entry("0/2", "a/a"), entry("1/2", "b/b"));
    }

    @Test
    void newShardsWaitForAllThatHadTheirGuilds() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.GROW, "a").of(3));
        a.read();
        assertThat(a.view().mustPlan()).isTrue();
        a.plan();
        a.read();
        assertThat(a.view().plan().next()).isEqualTo(3);
        assertThat(a.shards().keySet()).containsExactly("0/2", "0/3", "1/2", "1/3", "2/3");
        assertThat(a.shards()).containsEntry("0/2", "a/a").containsEntry("1/2", "b/b");
        List<Shard> all = List.of(new Shard(0, 3), new Shard(1, 3), new Shard(2, 3));
        assertThat(all).noneMatch(a.view().places()::mayOpen);

        for (Shard shard : all) {
            assertThat(isAwaited(a, ZERO)).isFalse();
            log.write(Note.of(
                            Note.Kind.CONNECTED,
                            a.view().places().all().get(shard).owner())
                    .about(List.of(shard)));
            a.read();
        }
        assertThat(isAwaited(a, ZERO)).isTrue();
        log.write(Note.of(Note.Kind.GIVEN, "a").about(List.of(ZERO)).with(new long[] {1, 2}));
        a.read();
        assertThat(all).noneMatch(a.view().places()::mayOpen);
        assertThat(a.view().places().mayOpen(ZERO)).as("it is replaced").isFalse();
        log.write(Note.of(Note.Kind.GIVEN, "b").about(List.of(ONE)).with(new long[] {2, 3}));
        a.read();
        assertThat(all).allMatch(a.view().places()::mayOpen);

        Note outdated = Note.of(Note.Kind.PLAN, "a").with(a.view().plan());
        for (Shard shard : all) {
            log.write(
                    Note.of(Note.Kind.OPENED, a.view().places().all().get(shard).owner())
                            .about(List.of(shard)));
            assertThat(a.read().places().all().get(shard).handled()).containsExactly(1, 2, 2, 3);
        }
        assertThat(a.view().places().total()).isEqualTo(3);
        assertThat(a.view().places().next()).isZero();
        assertThat(a.shards().keySet()).containsExactly("0/3", "1/3", "2/3");

        log.write(outdated);
        log.write(Note.of(Note.Kind.CONNECTED, "b").about(List.of(ZERO)));
        a.read();
        assertThat(a.shards().keySet()).as("late notes").containsExactly("0/3", "1/3", "2/3");
    }

    private static boolean isAwaited(Reader reader, Shard shard) {
        return reader.view()
                .places()
                .isAwaited(shard, reader.view().places().all().get(shard));
    }

    @Test
    void aSecondChangeToMoreShardsWaitsForTheFirst() {
        Reader a = Reader.two(log);
        log.write(Note.of(Note.Kind.GROW, "a").of(2));
        assertThat(a.read().places().next()).as("not more").isZero();
        log.write(Note.of(Note.Kind.GROW, "a").of(4));
        log.write(Note.of(Note.Kind.GROW, "b").of(6));

        assertThat(a.read().places().next()).isEqualTo(4);
        assertThat(a.view().plan().shards()).hasSize(6).allMatch(one -> one.owner() != null);
    }

    @Test
    void whoBeginsAnewForgetsTheShardsOfOthers() {
        log.write(Note.of(Note.Kind.JOIN, "old").from("old", "", true, 0));
        log.write(Note.of(Note.Kind.CONNECTED, "old").about(List.of(new Shard(3, 4))));
        log.write(Note.of(Note.Kind.GROW, "old").of(8));
        log.write(Note.of(Note.Kind.LEFT, "old"));
        Reader a = Reader.first(log, "a", 2);

        assertThat(a.view().places().next()).isZero();
        assertThat(a.shards()).containsOnly(entry("0/2", "a/null"), entry("1/2", "a/null"));
        assertThat(a.view().places().mayOpen(ZERO)).isTrue();
    }
}
