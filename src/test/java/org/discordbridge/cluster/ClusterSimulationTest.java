package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever happens to bridges, no two have a shard at the same time, and in the end each shard is open. */
@Timeout(300)
class ClusterSimulationTest {
    /** More of them each night. */
    private static final int SEEDS = Boolean.getBoolean("chaos.all") ? 600 : 100;

    private static final int[] SHARDS = {1, 2, 3, 4, 8};

    @Test
    void whateverHappensNoTwoBridgesHaveAShard() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, SHARDS[seed % SHARDS.length]);
            disturb(cluster, cluster.random, false);
            cluster.settle();
        }
    }

    @Test
    void whateverHappensWhileShardsBecomeMore() {
        for (int seed = 10_000; seed < 10_000 + SEEDS / 2; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, seed % 2 == 0 ? 4 : 2);
            disturb(cluster, cluster.random, true);
            cluster.settle();
        }
    }

    private static void disturb(SimulatedCluster cluster, Random random, boolean grows) {
        cluster.start();
        if (random.nextBoolean()) {
            cluster.start();
        }
        long outageUntil = 0;
        for (int i = 0; i < 100; i++) {
            cluster.run(random.nextInt(1_500));
            long now = cluster.log.now();
            cluster.isUp = now >= outageUntil;
            List<SimulatedBridge> alive =
                    cluster.bridges.stream().filter(bridge -> bridge.alive).toList();
            if (alive.isEmpty() || alive.size() < 4 && random.nextInt(6) == 0) {
                cluster.start();
                continue;
            }
            SimulatedBridge one = alive.get(random.nextInt(alive.size()));
            switch (random.nextInt(grows ? 14 : 12)) {
                case 0 -> one.kill();
                case 1 -> one.pausedUntil = now + random.nextInt(10_000);
                case 2 -> one.muteUntil = now + random.nextInt(9_000);
                case 3 -> one.deafUntil = now + random.nextInt(9_000);
                case 4 -> one.leave();
                case 5 -> one.able = !one.able;
                case 6 -> {
                    if (random.nextInt(3) == 0) {
                        outageUntil = now + random.nextInt(60_000);
                        cluster.isUp = false;
                    }
                }
                case 12 -> {
                    if (cluster.shards <= 8 && one.isHealthy()) {
                        cluster.shards += 2 + random.nextInt(3);
                        cluster.concurrency = cluster.shards;
                        one.write(Note.of(Note.Kind.GROW, one.id()).of(cluster.shards));
                    }
                }
                default -> {
                    // a while without anything new
                }
            }
        }
    }

    @Test
    void bridgesThatComeAndGoLeaveAShardFreeForAMomentOnly() {
        for (int seed = 2000; seed < 2015; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, 6);
            cluster.start();
            cluster.run(10_000);
            cluster.calm();
            for (int i = 0; i < 8; i++) {
                List<SimulatedBridge> alive =
                        cluster.bridges.stream().filter(bridge -> bridge.alive).toList();
                if (alive.size() > 1 && cluster.random.nextBoolean()) {
                    alive.get(cluster.random.nextInt(alive.size())).leave();
                } else {
                    cluster.start();
                }
                cluster.run(30_000);
            }

            assertThat(cluster.begun()).as("seed %d", seed).hasSize(1);
            assertThat(cluster.longestFree()).as("seed %d", seed).isLessThanOrEqualTo(1_000);
            cluster.settle();
        }
    }

    @Test
    void shardsOfABridgeThatIsGoneAreOpenElsewhereAfterTheLease() {
        for (int seed = 3000; seed < 3020; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, 6);
            SimulatedBridge first = cluster.start();
            cluster.start();
            cluster.start();
            cluster.run(40_000);
            cluster.calm();
            assertThat(first.open).hasSize(2);

            first.kill();
            cluster.run(20_000);

            assertThat(cluster.longestFree())
                    .as("seed %d", seed)
                    .isBetween(ClusterView.LEASE.toMillis() - 1_000, ClusterView.LEASE.toMillis() + 2_000);
            assertThat(cluster.begun()).hasSize(1);
            cluster.settle();
        }
    }

    @Test
    void severalFreshBridgesBeginOnce() {
        for (int seed = 4000; seed < 4060; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, 4);
            cluster.start();
            cluster.start();
            cluster.run(cluster.random.nextInt(600));
            cluster.start();
            cluster.settle();

            assertThat(cluster.begun()).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    void anOutageOfTheLogAloneMakesNobodyGone() {
        for (int seed = 5000; seed < 5020; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, 4);
            SimulatedBridge one = cluster.start();
            SimulatedBridge other = cluster.start();
            cluster.run(30_000);
            String ids = one.id() + other.id();
            long version = one.view().version();

            cluster.isUp = false;
            cluster.run(60_000);
            assertThat(one.mayAct()).isFalse();
            assertThat(other.mayAct()).isFalse();
            assertThat(one.open).hasSize(2);

            cluster.isUp = true;
            cluster.run(2_000);

            assertThat(one.id() + other.id()).isEqualTo(ids);
            assertThat(one.mayAct()).isTrue();
            assertThat(one.view().version()).as("seed %d", seed).isEqualTo(version);
            assertThat(one.open.keySet()).doesNotContainAnyElementsOf(other.open.keySet());
            cluster.settle();
        }
    }

    @Test
    void aBridgeThatWasSilentForTooLongDropsAllAndJoinsAgain() {
        SimulatedCluster cluster = new SimulatedCluster(1, 4);
        SimulatedBridge one = cluster.start();
        SimulatedBridge other = cluster.start();
        cluster.run(30_000);
        assertThat(one.open).hasSize(2);

        one.pausedUntil = cluster.log.now() + 12_000;
        cluster.run(11_900);
        assertThat(one.open).as("it knows nothing yet").hasSize(2);
        assertThat(one.mayAct()).isFalse();
        assertThat(other.open).hasSize(4);
        cluster.run(500);

        assertThat(one.open).isEmpty();
        assertThat(one.id()).isEqualTo("b0-1");
        cluster.settle();
    }

    @Test
    void growingKeepsGuildsApart() {
        for (int more : new int[] {6, 8}) {
            SimulatedCluster cluster = new SimulatedCluster(more, 4);
            SimulatedBridge one = cluster.start();
            cluster.start();
            cluster.run(30_000);
            one.write(Note.of(Note.Kind.GROW, one.id()).of(more));
            cluster.run(1_000);
            assertThat(one.view().places().all().keySet()).hasSize(4 + more);
            cluster.shards = more;
            cluster.settle();

            assertThat(one.view().places().total()).isEqualTo(more);
            assertThat(one.view().places().all().keySet()).hasSize(more).allMatch(shard -> shard.of() == more);
            assertThat(one.open.keySet()).allMatch(shard -> shard.of() == more);
        }
    }

    @Test
    void aBridgeThatDiesAmidGrowingIsReplaced() {
        for (int seed = 6000; seed < 6020; seed++) {
            SimulatedCluster cluster = new SimulatedCluster(seed, 4);
            SimulatedBridge one = cluster.start();
            SimulatedBridge other = cluster.start();
            cluster.run(30_000);
            one.write(Note.of(Note.Kind.GROW, one.id()).of(8));
            cluster.run(cluster.random.nextInt(8_000));
            (cluster.random.nextBoolean() ? one : other).kill();
            cluster.shards = 8;
            cluster.settle();

            assertThat(cluster.bridges.stream()
                            .filter(bridge -> bridge.alive)
                            .flatMap(bridge -> bridge.open.keySet().stream())
                            .map(Shard::of))
                    .as("seed %d", seed)
                    .hasSize(8)
                    .containsOnly(8);
        }
    }
}
