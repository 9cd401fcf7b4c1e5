package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.discordbridge.discord.KeptStates;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a shard begins when the number of shards was another one before. */
@Timeout(60)
class KnownBasesTest {
    private final Map<String, String> kept = new HashMap<>();
    private final KnownBases bases = new KnownBases(new KeptStates(kept));

    private long begin(int number, int of) {
        return bases.of(new Shard(number, of)).orElseThrow().id();
    }

    /** All shards of a total are as far as that; the next calls may change single ones. */
    private void keep(int of, long id) {
        for (int i = 0; i < of; i++) {
            kept.put(KnownBases.key(new Shard(i, of)), String.valueOf(id));
        }
        bases.totalsWith(of).ifPresent(totals -> kept.put("totals", totals));
    }

    @Test
    void theOnlyShardHasThePlainKey() {
        assertThat(KnownBases.key(new Shard(0, 1))).isEqualTo("base");
        assertThat(KnownBases.key(new Shard(3, 16))).isEqualTo("base:3/16");
        assertThat(bases.of(new Shard(0, 1))).isEmpty();
        assertThat(bases.of(new Shard(3, 16))).isEmpty();

        kept.put("base", "5");
        assertThat(begin(0, 1)).isEqualTo(5);
        assertThat(begin(3, 16)).isEqualTo(5);
    }

    @Test
    void goesFromEightToSixteenAndBackAndToOne() {
        keep(8, 100);
        kept.put("base:3/8", "103");
        assertThat(begin(3, 16)).isEqualTo(103);
        assertThat(begin(11, 16)).isEqualTo(103);
        assertThat(begin(4, 16)).isEqualTo(100);

        keep(16, 200);
        kept.put("base:3/16", "203");
        kept.put("base:11/16", "211");
        // its own key is older
        assertThat(begin(3, 8)).isEqualTo(203);
        assertThat(begin(5, 8)).isEqualTo(200);

        keep(8, 300);
        kept.put("base:2/8", "302");
        assertThat(begin(0, 1)).isEqualTo(300);
        assertThat(begin(2, 16)).isEqualTo(302);

        keep(1, 400);
        assertThat(begin(0, 1)).isEqualTo(400);
        assertThat(begin(7, 8)).isEqualTo(400);
        assertThat(kept).containsEntry("totals", "8,16");
    }

    @Test
    void totalsThatDivideNoneOfTheOthersShareGuildsAllTheSame() {
        keep(6, 100);
        kept.put("base:1/6", "91");
        kept.put("base:3/6", "93");
        kept.put("base:5/6", "95");
        kept.put("base:0/6", "90");
        assertThat(begin(1, 4)).isEqualTo(91);
        assertThat(begin(3, 4)).isEqualTo(91);
        assertThat(begin(2, 4)).isEqualTo(90);
        assertThat(begin(2, 3)).isEqualTo(95);
    }

    @Test
    void aTotalOfWhichOneIsMissingDoesNotCount() {
        keep(8, 100);
        keep(16, 200);
        kept.remove("base:11/16");
        assertThat(begin(3, 8)).isEqualTo(100);
        assertThat(begin(4, 8)).isEqualTo(200);
        kept.remove("base:3/8");
        assertThat(bases.of(new Shard(3, 8))).isEmpty();
        assertThat(begin(3, 16)).isEqualTo(200);
        assertThat(bases.of(new Shard(0, 1))).isEmpty();
    }

    @Test
    void exceptionsComeAlong() {
        keep(8, 100);
        kept.put("base:3/8", "103;7=50,8=60");
        assertThat(bases.of(new Shard(11, 16))).contains(new BaseValue(103, Map.of("7", "50", "8", "60")));

        keep(16, 200);
        kept.put("base:3/16", "200;7=55");
        kept.put("base:11/16", "150;7=50,9=70");
        assertThat(bases.of(new Shard(3, 8))).contains(new BaseValue(150, Map.of("7", "50", "9", "70")));
        // of the base that counts, and no other
        kept.put("base:3/8", "151");
        assertThat(bases.of(new Shard(3, 8))).contains(new BaseValue(151, Map.of()));
    }

    @Test
    void saysAtOnceWhichIsNotUnderstood() {
        keep(8, 100);
        bases.check();
        kept.put("base:3/8", "garbage");
        assertThatThrownBy(bases::check)
                .hasMessage("The watermark that is kept of all channels of shard 3 of 8 is not understood: 'garbage'."
                        + " Nothing was read. Write the id of the last message that is done in its place, or a"
                        + " tombstone, which begins with what is written from now on");
    }

    @Test
    void totalsAreNotedOnceWhateverIsKept() {
        assertThat(bases.totalsWith(1)).isEmpty();
        kept.put("totals", "16, x,8,-3,999999999999");
        assertThat(bases.totalsWith(8)).isEmpty();
        assertThat(bases.totalsWith(4)).contains("4,8,16");
    }
}
