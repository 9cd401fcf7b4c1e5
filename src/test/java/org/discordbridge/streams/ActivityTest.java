package org.discordbridge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActivityTest {
    private static final String NO_RULES = "rules: []";
    private static final int DAY = 86_400;

    @Test
    void tellsEachRowWhenItsTimeIsOver() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            stage.say(1, 1, 11, "a", Map.of("channel_name", "general", "reply_to", "5"));
            stage.say(2, 1, 11, "b", Map.of("files", List.of(WatchStage.file("f", 10), WatchStage.file("g", 5))));
            stage.say(59.999, 2, 12, "c");
            stage.event(30, "message-edited", 11, 1);
            stage.event(31, "message-deleted", 11, 1);
            stage.event(32, "reaction-added", 12, 2);
            stage.event(33, "reaction-removed", 12, 2);
            stage.join(34, Duration.ofDays(1));
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.rows()).isEmpty();
            stage.say(60, 3, 11, "the next minute");
            stage.say(70, 3, 11, "the last one settled");
            stage.wait(Duration.ofSeconds(5));

            assertThat(stage.rows())
                    .extracting(ActivityTest::text)
                    .containsExactlyInAnyOrder(
                            "minute all 3 by 2, 2 files of 15, 1 replies, 1 edits, 1 deletions, 1 reactions, 1 joins, r1",
                            "minute 11 general 2 by 1, 2 files of 15, 1 replies, 1 edits, 1 deletions, 0 reactions, 0"
                                    + " joins, r1",
                            "minute 12 null 1 by 1, 0 files of 0, 0 replies, 0 edits, 0 deletions, 1 reactions, 0 joins,"
                                    + " r1");
            stage.say(3599, 3, 11, "the last of the hour");
            stage.say(3610, 3, 13, "the next hour");
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.rows())
                    .filteredOn(row -> row.get("unit").toString().equals("hour"))
                    .extracting(row -> row.get("channel_id") + " " + row.get("messages"))
                    .containsExactlyInAnyOrder("null 6", "11 5", "12 1");
        }
    }

    @Test
    void putsWhatComesLateIntoItsOwnMinuteAndTellsThatAgain() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            long first = stage.say(0, 1, 11, "in time");
            stage.say(DAY, 1, 11, "a day later");
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.rows()).hasSize(4).allMatch(row -> (int) row.get("revision") == 1);

            stage.say(5, 2, 11, "caught up on");
            stage.comes(first, 1, 11, "in time", Map.of());
            stage.wait(Duration.ofSeconds(5));

            assertThat(stage.rows()).hasSize(4).allSatisfy(row -> {
                assertThat(row.get("revision")).isEqualTo(2);
                assertThat(row.get("messages")).isEqualTo(2L);
                assertThat(row.get("people")).isEqualTo(2L);
            });
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.rows()).isEmpty();
            assertThat(stage.uncounted.count()).isZero();
            stage.say(-3600.001, 2, 11, "more than 25 hours before the newest");
            assertThat(stage.uncounted.count()).isEqualTo(1);
        }
    }

    @Test
    void goesOnWhenNothingComesAnyMore() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            stage.say(0, 1, 11, "the only one");
            stage.wait(Duration.ofSeconds(65));
            assertThat(stage.rows()).isEmpty();
            stage.wait(Duration.ofSeconds(10));
            assertThat(stage.rows()).hasSize(2);
            stage.wait(Duration.ofHours(1));
            assertThat(stage.rows()).hasSize(2);
        }
    }

    @Test
    void addsWhatIsCaughtUpOnAfterDaysToWhatWasCountedBefore() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            long first = stage.say(0, 1, 11, "before the outage");
            stage.wait(Duration.ofDays(2));
            assertThat(stage.rows()).hasSize(4);
            stage.comes(first, 1, 11, "before the outage", Map.of());
            stage.say(1, 2, 11, "during the outage");
            stage.say(3700, 2, 11, "later");
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.rows())
                    .filteredOn(
                            row -> (long) row.get("start") == WatchStage.at(0).toEpochMilli())
                    .hasSize(4)
                    .allMatch(row -> (long) row.get("messages") == 2 && (int) row.get("revision") == 2);
        }
    }

    @Test
    void countsWhoIsNewOnceTheGuildIsKnown() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            stage.say(0, 1, 11, "nobody is new yet");
            double week = 7 * DAY;
            stage.say(week, 1, 11, "known");
            stage.say(week + 1, 2, 11, "new");
            stage.say(week + 2, 2, 11, "still new, and counted once");
            stage.say(week + 3600, 2, 11, "known in the next hour");
            stage.say(week + 7300, 1, 11, "the end");
            stage.wait(Duration.ofSeconds(5));

            assertThat(stage.rows())
                    .filteredOn(row -> row.get("unit").toString().equals("hour") && row.get("channel_id") == null)
                    .extracting(row -> row.get("people") + " " + row.get("new_people"))
                    .containsExactly("1 0", "2 1", "1 0");
        }
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        try (WatchStage stage = new WatchStage(NO_RULES)) {
            for (int i = 0; i < 10; i++) {
                stage.say(i * 60, 1, 11, "once a minute");
            }
            assertThat(stage.entries("activity")).isEqualTo(2 * 10 + 2);
            stage.say(27 * 3600, 1, 11, "much later");
            stage.wait(Duration.ofSeconds(5));
            assertThat(stage.entries("activity")).isEqualTo(4);
            assertThat(stage.entries("counted")).isEqualTo(1);
        }
    }

    private static String text(GenericRecord row) {
        return row.get("unit") + " "
                + (row.get("channel_id") == null ? "all" : row.get("channel_id") + " " + row.get("channel_name")) + " "
                + row.get("messages") + " by " + row.get("people") + ", " + row.get("files") + " files of "
                + row.get("file_bytes") + ", " + row.get("replies") + " replies, " + row.get("edits") + " edits, "
                + row.get("deletions") + " deletions, " + row.get("reactions") + " reactions, " + row.get("joins")
                + " joins, r" + row.get("revision");
    }
}
