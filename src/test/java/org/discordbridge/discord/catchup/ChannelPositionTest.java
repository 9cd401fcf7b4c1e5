package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChannelPositionTest {
    private final List<Long> moves = new ArrayList<>();
    private final ChannelPosition<String> position =
            new ChannelPosition<>("7", "1", 100, moved -> moves.add(moved.watermark()));

    @Test
    void movesOnlyOverWhatIsDoneWithoutAGap() {
        assertThat(position.take(101)).isTrue();
        assertThat(position.take(105)).isTrue();
        assertThat(position.take(107)).isTrue();
        position.done(105);
        assertThat(position.watermark()).isEqualTo(100);
        assertThat(position.oldestUnderWay()).isEqualTo(101);
        position.done(101);
        assertThat(position.watermark()).isEqualTo(105);
        position.done(107);
        assertThat(position.watermark()).isEqualTo(107);
        assertThat(position.oldestUnderWay()).isEqualTo(-1);
    }

    @Test
    void takesNothingTwice() {
        assertThat(position.take(101)).isTrue();
        assertThat(position.take(101)).isFalse();
        position.done(101);
        assertThat(position.take(101)).isFalse();
    }

    @Test
    void takesWhatComesLateOnce() {
        position.take(105);
        position.done(105);
        assertThat(position.take(103))
                .as("Discord does not promise the order of ids")
                .isTrue();
        position.done(103);
        assertThat(position.watermark()).isEqualTo(105);
        assertThat(position.take(103)).isFalse();
    }

    @Test
    void takesNothingLiveThatWasReadBeforeTheGatewayCameToIt() {
        position.openGap();
        position.readFrom();
        for (long id = 101; id <= 3_000; id++) {
            assertThat(position.takeRead(id)).isTrue();
            position.done(id);
        }
        position.closeGap();
        // nor if there is another gap by then
        position.openGap();
        position.readFrom();
        position.closeGap();

        for (long id = 101; id <= 3_000; id++) {
            assertThat(position.take(id)).as("%d", id).isFalse();
        }
        assertThat(position.take(3_001)).isTrue();
        // what came before the gap is another matter
        assertThat(position.take(99)).isTrue();
    }

    @Test
    void tellsWhatWasReadAndIsDone() {
        position.take(101);
        position.done(101);
        position.openGap();
        position.readFrom();
        for (long id = 102; id <= 105; id++) {
            position.takeRead(id);
        }
        position.done(102);
        position.done(103);
        position.done(105);
        position.closeGap();

        assertThat(position.readSince(0)).containsExactly(102L, 103L);
        assertThat(position.readSince(102)).containsExactly(103L);
        position.done(104);
        assertThat(position.readSince(103)).containsExactly(104L, 105L);
    }

    @Test
    void takesWhatAReadDidNotSee() {
        position.openGap();
        position.readFrom();
        position.takeRead(150);
        position.takeRead(160);
        position.done(150);
        position.done(160);
        position.closeGap();

        assertThat(position.take(145)).isTrue();
        assertThat(position.take(155)).isTrue();
        position.done(155);
        assertThat(position.take(155)).isFalse();
    }

    @Test
    void takesNothingOfAReadThatWasDoneMeanwhile() {
        position.openGap();
        assertThat(position.readFrom()).isEqualTo(100);
        for (long id = 101; id <= 300; id++) {
            assertThat(position.takeRead(id)).isTrue();
            position.done(id);
        }
        assertThat(position.watermark()).isEqualTo(300);
        for (long id = 101; id <= 300; id++) {
            assertThat(position.takeRead(id)).isFalse();
        }
    }

    @Test
    void passesOverWhatNobodyWants() {
        position.take(101);
        position.passOver(102);
        assertThat(position.watermark()).isEqualTo(100);
        position.done(101);
        assertThat(position.watermark()).isEqualTo(102);
        position.openGap();
        position.passOver(200);
        assertThat(position.watermark()).as("not over a gap").isEqualTo(102);
    }

    @Test
    void tellsOnceThatItHasMovedUntilItIsAsked() {
        position.take(101);
        position.take(102);
        position.done(101);
        position.done(102);
        assertThat(moves).containsExactly(101L);
        assertThat(position.unsaved()).isEqualTo(102);
        assertThat(position.unsaved()).isEqualTo(-1);
        position.take(103);
        position.done(103);
        assertThat(moves).containsExactly(101L, 103L);
    }

    @Test
    void holdsWhatComesBehindAGapAndGivesItBackInOrder() {
        assertThat(position.openGap()).as("reading begins").isTrue();
        assertThat(position.openGap()).as("and not twice").isFalse();
        position.hold(205, "e");
        position.hold(203, "c");
        position.beginRead();
        assertThat(position.isComplete()).isTrue();
        position.miss();
        assertThat(position.isComplete()).isFalse();

        assertThat(position.closeGap())
                .extracting(ChannelPosition.Held::message)
                .containsExactly("c", "e");
        assertThat(position.hasGap()).isFalse();
        assertThat(position.openGap()).isTrue();
    }

    @Test
    void looksForAMessageThatIsDeletedOnlyOnce() {
        assertThat(position.knows(150)).isFalse();
        position.expect(150);
        position.openGap();
        position.closeGap();
        assertThat(position.knows(150)).isTrue();
        assertThat(position.knows(151)).isFalse();
    }

    @Test
    void isRetiredOnlyWhenNothingIsGoingOn() {
        position.take(101);
        assertThat(position.retire(1_000)).isFalse();
        position.done(101);
        assertThat(position.retire(1_000)).as("not before it is kept").isFalse();
        position.unsaved();
        assertThat(position.retire(100)).as("not above the mark").isFalse();
        assertThat(position.retire(101)).isTrue();
        assertThat(position.isRetired()).isTrue();
    }

    @Test
    void doesNotTakeAgainWhatWasHeldAndReadBeforeAnotherReadBegan() {
        position.openGap();
        position.readFrom();
        position.beginRead();
        position.hold(105, "held");
        for (long id = 101; id <= 300; id++) {
            assertThat(position.takeRead(id)).isTrue();
            position.done(id);
        }
        position.miss();
        assertThat(position.isComplete()).isFalse();

        assertThat(position.readFrom()).isEqualTo(300);
        position.beginRead();
        assertThat(position.isComplete()).isTrue();

        assertThat(position.closeGap()).containsExactly(new ChannelPosition.Held<>(105, "held"));
        assertThat(position.takeRead(105)).isFalse();
    }
}
