package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.Shard;

/** Is several bridges with one log, whose clock goes on step by step. After each step, what must hold is checked. */
final class SimulatedCluster {
    private static final long TICK = 50;

    final NoteLog log = new NoteLog();
    final Random random;
    final List<SimulatedBridge> bridges = new ArrayList<>();
    int shards;
    int concurrency;
    boolean isUp = true;

    private final String title;
    private final Map<Long, String> digests = new HashMap<>();
    private final Map<Integer, TreeMap<Long, Long>> turns = new HashMap<>();
    private final Map<Shard, Long> freeSince = new HashMap<>();
    private final List<String> begun = new ArrayList<>();
    /** Keys of what was given and not opened again yet. */
    private final Map<Shard, long[]> given = new HashMap<>();

    private long longestFree;
    private long key;
    private boolean isCalm;
    private int names;

    SimulatedCluster(int seed, int shards) {
        this.random = new Random(seed);
        this.shards = shards;
        this.concurrency = shards;
        this.title = "seed " + seed;
    }

    SimulatedBridge start() {
        SimulatedBridge bridge = new SimulatedBridge(this, "b" + names++);
        bridges.add(bridge);
        return bridge;
    }

    /** From now on, nobody fails: what one gives must reach the next. */
    void calm() {
        isCalm = true;
        given.clear();
        longestFree = 0;
        freeSince.clear();
    }

    void run(long millis) {
        for (long i = 0; i < millis; i += TICK) {
            log.pass(TICK);
            List<SimulatedBridge> some = new ArrayList<>(bridges);
            java.util.Collections.shuffle(some, random);
            for (SimulatedBridge bridge : some) {
                if (random.nextInt(10) > 0) {
                    bridge.step();
                    neverTwoHaveAShard();
                }
            }
            neverTwoHaveAShard();
            watchFree();
        }
    }

    private void neverTwoHaveAShard() {
        Map<Shard, SimulatedBridge> holders = new HashMap<>();
        for (SimulatedBridge bridge : bridges) {
            if (bridge.mayAct()) {
                for (Shard shard : bridge.open.keySet()) {
                    holders.forEach((other, holder) -> assertThat(overlap(shard, other))
                            .as(() -> "%s: %s open at %s, and %s at %s; log: %s"
                                    .formatted(title, shard, bridge.id(), other, holder.id(), tail()))
                            .isFalse());
                }
                bridge.open.keySet().forEach(shard -> holders.put(shard, bridge));
            }
        }
    }

    private static boolean overlap(Shard one, Shard other) {
        int common =
                BigInteger.valueOf(one.of()).gcd(BigInteger.valueOf(other.of())).intValue();
        return one.number() % common == other.number() % common;
    }

    private void watchFree() {
        for (int number = 0; number < shards; number++) {
            Shard shard = new Shard(number, shards);
            boolean isOpen = bridges.stream().anyMatch(bridge -> bridge.open.containsKey(shard));
            if (isOpen) {
                Long since = freeSince.remove(shard);
                longestFree = since == null ? longestFree : Math.max(longestFree, log.now() - since);
            } else {
                freeSince.putIfAbsent(shard, log.now());
            }
        }
    }

    /** Returns the longest time for which a shard was open nowhere, in milliseconds. */
    long longestFree() {
        return freeSince.values().stream().mapToLong(since -> log.now() - since).reduce(longestFree, Math::max);
    }

    List<String> begun() {
        return begun;
    }

    // --- told by the bridges -----------------------------------------------------------------------------------------

    /** All views that are told say the same after the same note. */
    void agree(SimulatedBridge bridge, long offset) {
        if (bridge.view().isTold() && bridge.view().isThere()) {
            String digest = Reader.digest(bridge.view());
            String before = digests.putIfAbsent(offset, digest);
            if (before != null) {
                assertThat(digest)
                        .as(() -> "%s: view of %s at %d; log: %s".formatted(title, bridge.id(), offset, tail()))
                        .isEqualTo(before);
            }
        }
    }

    void begun(SimulatedBridge bridge) {
        begun.add(bridge.id());
    }

    void turn(int bucket, long offset, long time) {
        TreeMap<Long, Long> all = turns.computeIfAbsent(bucket, absent -> new TreeMap<>());
        all.put(offset, time);
        Map.Entry<Long, Long> before = all.lowerEntry(offset);
        Map.Entry<Long, Long> after = all.higherEntry(offset);
        long apart = IdentifyPace.APART.toMillis();
        if (before != null) {
            assertThat(time - before.getValue())
                    .as("%s: turns of bucket %d at %d", title, bucket, offset)
                    .isGreaterThanOrEqualTo(apart);
        }
        if (after != null) {
            assertThat(after.getValue() - time)
                    .as("%s: turns of bucket %d at %d", title, bucket, offset)
                    .isGreaterThanOrEqualTo(apart);
        }
    }

    void opened(SimulatedBridge bridge, Shard shard, long[] keys) {
        long[] expected = given.remove(shard);
        if (isCalm && expected != null) {
            assertThat(keys)
                    .as(() -> "%s: keys of %s at %s; log: %s".formatted(title, shard, bridge.id(), tail()))
                    .containsExactly(expected);
        }
    }

    long[] given(Shard shard) {
        long[] keys = {++key, ++key};
        given.put(shard, keys);
        return keys;
    }

    // --- in the end --------------------------------------------------------------------------------------------------

    /** Ends all disturbances, and checks that each shard is open at one bridge after a while. */
    void settle() {
        isUp = true;
        for (SimulatedBridge bridge : bridges) {
            bridge.able = true;
            bridge.pausedUntil = 0;
            bridge.muteUntil = 0;
            bridge.deafUntil = 0;
        }
        if (bridges.stream().noneMatch(bridge -> bridge.alive)) {
            start();
        }
        run(25_000L + shards / concurrency * 2L * IdentifyPace.APART.toMillis() + 30_000);
        List<SimulatedBridge> present =
                bridges.stream().filter(bridge -> bridge.alive).toList();
        if (present.isEmpty()) {
            return;
        }
        int total = present.get(0).view().places().total();
        Map<Shard, String> holders = new TreeMap<>();
        for (SimulatedBridge bridge : present) {
            assertThat(bridge.isHealthy())
                    .as("%s: %s; %s; log: %s", title, bridge.id(), Reader.digest(bridge.view()), tail())
                    .isTrue();
            assertThat(bridge.view().places().next()).as(title + ": growing").isZero();
            bridge.open.keySet().forEach(shard -> holders.put(shard, bridge.id()));
            assertThat(bridge.open.size())
                    .as("%s: shards of %s; %s", title, bridge.id(), Reader.digest(bridge.view()))
                    .isBetween(total / present.size(), (total + present.size() - 1) / present.size());
            bridge.view()
                    .places()
                    .all()
                    .forEach((shard, place) -> assertThat(place.holder())
                            .as("%s: holder of %s for %s; %s", title, shard, bridge.id(), Reader.digest(bridge.view()))
                            .isEqualTo(place.owner())
                            .isNotNull());
        }
        assertThat(holders)
                .as(
                        "%s: open shards; %s; %s",
                        title, Reader.digest(present.get(0).view()), tail())
                .hasSize(total);
        present.get(0)
                .view()
                .places()
                .all()
                .forEach((shard, place) ->
                        assertThat(holders.get(shard)).as(title).isEqualTo(place.holder()));
    }

    private List<String> tail() {
        List<String> all = new ArrayList<>();
        for (int i = Math.max(0, log.size() - 200); i < log.size(); i++) {
            ClusterView.Entry entry = log.get(i);
            if (entry.note().kind() != Note.Kind.BEAT) {
                all.add(entry.offset() + " +" + entry.timestamp() % 1_000_000 + " "
                        + entry.note().kind() + " "
                        + entry.note().by() + " " + entry.note().shards()
                        + (entry.note().plan() == null
                                ? ""
                                : entry.note().plan().version()));
            }
        }
        return all;
    }
}
