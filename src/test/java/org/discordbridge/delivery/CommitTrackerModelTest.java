package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CommitTrackerModelTest {
    private static final TopicPartition ONE = ReadRecords.ONE;

    /** Whatever happens in whatever order, what may be committed is what a plain list of unfinished offsets says. */
    @Test
    void agreesWithASimpleModel() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            CommitTracker tested = new CommitTracker();
            TreeSet<Long> unfinished = new TreeSet<>();
            TreeSet<Long> inFlight = new TreeSet<>();
            Map<Long, Integer> finished = new HashMap<>();
            ReadRecords records = new ReadRecords(tested);
            long next = random.nextInt(100);
            long highest = -1;
            for (int step = 0; step < 400; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        next += random.nextInt(3);
                        assertThat(records.read(ONE, next, 1)).isTrue();
                        unfinished.add(next);
                        inFlight.add(next);
                        highest = next++;
                    }
                    case 1, 2 -> {
                        if (!inFlight.isEmpty()) {
                            long offset = pick(inFlight, random);
                            inFlight.remove(offset);
                            if (random.nextInt(4) == 0) {
                                records.failed(ONE, offset);
                            } else {
                                records.done(ONE, offset);
                                unfinished.remove(offset);
                                finished.merge(offset, 1, Integer::sum);
                            }
                        }
                    }
                    default -> {
                        Long from = tested.takeFailed(List.of(ONE)).get(ONE);
                        if (from != null) {
                            for (long offset = from; offset <= highest; offset++) {
                                if (unfinished.contains(offset) || finished.containsKey(offset)) {
                                    boolean again = unfinished.contains(offset) && !inFlight.contains(offset);
                                    assertThat(records.read(ONE, offset, 1))
                                            .as("seed %d, offset %d", seed, offset)
                                            .isEqualTo(again);
                                    if (again) {
                                        inFlight.add(offset);
                                    }
                                }
                            }
                        }
                    }
                }
                assertThat(tested.inFlight()).as("seed %d", seed).isEqualTo(inFlight.size());
                OffsetAndMetadata offset = tested.committable(List.of(ONE)).get(ONE);
                if (offset != null) {
                    assertThat(unfinished.headSet(offset.offset()))
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(finished.keySet())
                            .as("seed %d: as far as possible", seed)
                            .noneMatch(o -> o >= offset.offset()
                                    && unfinished.headSet(o).isEmpty());
                } else {
                    assertThat(finished.keySet())
                            .as("seed %d", seed)
                            .allMatch(o -> !unfinished.headSet(o).isEmpty());
                }
            }
        }
    }

    private static long pick(TreeSet<Long> offsets, Random random) {
        return offsets.stream().skip(random.nextInt(offsets.size())).findFirst().orElseThrow();
    }
}
