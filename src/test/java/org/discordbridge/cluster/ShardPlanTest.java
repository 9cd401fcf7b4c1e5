package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardPlanTest {
    @Test
    void shardsAreDividedInTheOrderOfTheBridges() {
        assertThat(ShardPlan.of(shards(5), Map.of(), List.of("a", "b"), true))
                .isEqualTo(Map.of(
                        shard(0, 5), "a", shard(1, 5), "a", shard(2, 5), "a", shard(3, 5), "b", shard(4, 5), "b"));
    }

    @Test
    void aBridgeMoreTakesItsShareOnly() {
        Map<Shard, String> present = ShardPlan.of(shards(6), Map.of(), List.of("a", "b"), true);

        assertThat(ShardPlan.of(shards(6), present, List.of("a", "b", "c"), true))
                .isEqualTo(Map.of(
                        shard(0, 6), "a",
                        shard(1, 6), "a",
                        shard(2, 6), "c",
                        shard(3, 6), "b",
                        shard(4, 6), "b",
                        shard(5, 6), "c"));
    }

    @Test
    void moreBridgesThanShardsMoveNothing() {
        assertThat(ShardPlan.of(shards(1), Map.of(shard(0, 1), "b"), List.of("a", "b", "c"), true))
                .isEqualTo(Map.of(shard(0, 1), "b"));
    }

    /** Compares with the least number of moves: what each bridge has beyond its share, the largest shares to who has most. */
    @Test
    void plansAreEvenAndMoveAsFewAsPossible() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(20);
            List<String> all = List.of("a", "b", "c", "d", "e");
            List<String> bridges = new ArrayList<>(all);
            Collections.shuffle(bridges, random);
            bridges = bridges.subList(0, 1 + random.nextInt(5));
            Map<Shard, String> present = new HashMap<>();
            for (Shard shard : shards(count)) {
                if (random.nextInt(6) > 0) {
                    present.put(shard, all.get(random.nextInt(1 + random.nextInt(5))));
                }
            }

            Map<Shard, String> plan = ShardPlan.of(shards(count), present, bridges, true);

            assertThat(plan.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(shards(count));
            List<Integer> had = new ArrayList<>();
            for (String bridge : bridges) {
                int has = Collections.frequency(plan.values(), bridge);
                assertThat(has)
                        .as("seed %d: %s", seed, plan)
                        .isBetween(count / bridges.size(), (count + bridges.size() - 1) / bridges.size());
                had.add(Collections.frequency(present.values(), bridge));
            }
            had.sort(Collections.reverseOrder());
            int keeps = 0;
            for (int i = 0; i < had.size(); i++) {
                keeps += Math.min(had.get(i), count / had.size() + (i < count % had.size() ? 1 : 0));
            }
            assertThat(plan.entrySet().stream().filter(entry -> entry.getValue().equals(present.get(entry.getKey()))))
                    .as("seed %d: shards that stay", seed)
                    .hasSize(keeps);
        }
    }

    private static Shard shard(int number, int of) {
        return new Shard(number, of);
    }

    private static List<Shard> shards(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> shard(number, count))
                .toList();
    }

    @Test
    void givesOutWhatNobodyHasAndMovesNothingElse() {
        Map<Shard, String> present = Map.of(shard(0, 6), "a", shard(1, 6), "a", shard(2, 6), "b", shard(3, 6), "b");

        assertThat(ShardPlan.of(shards(6), present, List.of("a", "b", "new"), false))
                .containsAllEntriesOf(present)
                .containsEntry(shard(4, 6), "new")
                .containsEntry(shard(5, 6), "new");
        Map<Shard, String> all = ShardPlan.of(shards(6), Map.of(), List.of("a", "b"), true);
        assertThat(ShardPlan.of(shards(6), all, List.of("a", "b", "new"), false))
                .isEqualTo(all);
    }
}
