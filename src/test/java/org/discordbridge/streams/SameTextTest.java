package org.discordbridge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SameTextTest {
    private static final String EACH = """
            rules:
              - name: same
                kind: same-text
                channels: 3
                within: 30s
                severity: high
                pause: 5m
                exempt: {roles: [77], channels: [99]}
            """;
    private static final String ALL = """
            rules:
              - name: same
                kind: same-text
                by: several
                people: 3
                channels: 2
                within: 30s
            """;

    @Test
    void speaksOfOnePersonWhoSaysTheSameInSoManyChannels() {
        try (WatchStage stage = new WatchStage(EACH)) {
            long first = stage.say(0, 1, 11, "Free nitro!");
            stage.say(10, 1, 12, "FREE  n\u0456tro");
            assertThat(stage.alerts()).isEmpty();
            stage.say(30, 1, 13, "free nitro");

            GenericRecord alert = stage.alerts().get(0);
            assertThat(alert.get("rule").toString()).isEqualTo("same");
            assertThat(alert.get("kind").toString()).isEqualTo("same-text");
            assertThat(alert.get("severity").toString()).isEqualTo("high");
            assertThat(alert.get("guild_id").toString()).isEqualTo(String.valueOf(WatchStage.GUILD));
            assertThat(alert.get("user_ids")).asString().isEqualTo("[1]");
            assertThat(alert.get("channel_ids")).asString().isEqualTo("[11, 12, 13]");
            assertThat(alert.get("window_start")).isEqualTo(WatchStage.at(0).toEpochMilli());
            assertThat(alert.get("window_end")).isEqualTo(WatchStage.at(30).toEpochMilli());
            assertThat(alert.get("count")).isEqualTo(3L);
            assertThat(alert.get("people")).isEqualTo(1);
            assertThat((List<?>) alert.get("messages"))
                    .hasSize(3)
                    .first()
                    .satisfies(message -> assertThat(
                                    ((GenericRecord) message).get("url").toString())
                            .isEqualTo("https://discord.com/channels/" + WatchStage.GUILD + "/11/" + first));
            assertThat(alert.get("summary").toString())
                    .isEqualTo(
                            "The same text in 3 channels within 30 s by one person. Look at one of the messages: if it"
                                    + " is spam, delete them and time out who wrote them");
        }
    }

    @Test
    void saysNothingOfWhatIsALittleMoreThanTheWindowApart() {
        try (WatchStage stage = new WatchStage(EACH)) {
            stage.say(0, 1, 11, "hello all");
            stage.say(10, 1, 12, "hello all");
            stage.say(30.001, 1, 13, "hello all");
            assertThat(stage.alerts()).isEmpty();
            stage.say(40, 1, 14, "hello all");
            assertThat(stage.spoken()).containsExactly("same");
        }
    }

    @Test
    void countsChannelsNotMessagesAndEachMessageOnce() {
        try (WatchStage stage = new WatchStage(EACH)) {
            long twice = stage.say(0, 1, 11, "hello all");
            stage.say(1, 1, 11, "hello all");
            stage.say(2, 1, 12, "hello all");
            stage.comes(twice, 1, 11, "hello all", Map.of());
            stage.say(3, 2, 13, "hello all");
            stage.say(3, 1, 13, "goodbye all");
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void speaksOnceForAFloodOfManyTextsAndAgainAfterThePause() {
        try (WatchStage stage = new WatchStage(EACH)) {
            for (int i = 0; i < 20; i++) {
                stage.say(i, 1, 11 + i, "the first text");
                stage.say(i + 0.5, 1, 11 + i, "another text");
            }
            assertThat(stage.spoken()).containsExactly("same");
            for (int i = 0; i < 3; i++) {
                stage.say(301.9 + i / 100.0, 1, 11 + i, "the third text");
            }
            assertThat(stage.spoken()).isEmpty();
            stage.say(302, 1, 15, "the third text");
            assertThat(stage.spoken()).containsExactly("same");
        }
    }

    @Test
    void leavesOutWhoIsExempt() {
        try (WatchStage stage = new WatchStage(EACH)) {
            for (int i = 0; i < 5; i++) {
                stage.say(i, 1, 11 + i, "of a moderator", Map.of("author_roles", List.of("5", "77")));
                stage.say(i, 2, 11 + i, "of a bot", Map.of("author_is_bot", true));
                stage.say(i, 3, 99, "in one channel", Map.of());
                stage.say(i, 4, 200 + i, "in its threads", Map.of("parent_channel_id", "99"));
                stage.say(i, 5, 11 + i, "", Map.of());
                stage.say(i, 6, 11 + i, "privately", java.util.Collections.singletonMap("guild_id", null));
            }
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void comparesFilesWhereThereAreNoWords() {
        try (WatchStage stage = new WatchStage(EACH)) {
            for (int i = 0; i < 3; i++) {
                stage.say(i, 1, 11 + i, "", Map.of("files", List.of(WatchStage.file("a" + i + ".png", 1000 + i))));
            }
            assertThat(stage.alerts()).isEmpty();
            for (int i = 0; i < 3; i++) {
                stage.say(i, 2, 11 + i, "", Map.of("files", List.of(WatchStage.file("a" + i + ".png", 1000))));
            }
            assertThat(stage.spoken()).containsExactly("same");
        }
    }

    @Test
    void speaksOfSeveralPeopleTogether() {
        try (WatchStage stage = new WatchStage(ALL)) {
            stage.say(0, 1, 11, "join my server discord.gg/abc");
            stage.say(1, 2, 11, "JOIN MY SERVER https://discord.gg/xyz");
            stage.say(2, 1, 12, "join my server discord.gg/abc");
            assertThat(stage.alerts()).isEmpty();
            stage.say(3, 3, 12, "join my server discord.gg/other");

            GenericRecord alert = stage.alerts().get(0);
            assertThat(alert.get("user_ids")).asString().isEqualTo("[1, 2, 3]");
            assertThat(alert.get("people")).isEqualTo(3);
        }
    }

    @Test
    void takesWhatComesInAnotherOrderByItsOwnTime() {
        try (WatchStage stage = new WatchStage(EACH)) {
            stage.say(500, 9, 11, "time goes on");
            stage.say(20, 1, 13, "hello all");
            stage.say(0, 1, 11, "hello all");
            stage.say(60, 1, 14, "hello all");
            assertThat(stage.alerts()).isEmpty();
            stage.say(10, 1, 12, "hello all");
            assertThat(stage.alerts().get(0).get("channel_ids")).asString().isEqualTo("[11, 12, 13]");
            assertThat(stage.late.count()).isZero();
        }
    }

    @Test
    void speaksOnceForAFloodThatComesLate() {
        try (WatchStage stage = new WatchStage(EACH)) {
            for (int i = 0; i < 3; i++) {
                stage.say(500 + i, 1, 11 + i, "hello all");
            }
            assertThat(stage.spoken()).containsExactly("same");
            for (int i = 0; i < 20; i++) {
                stage.say(i, 1, 11 + i, "hello all");
            }
            assertThat(stage.spoken()).containsExactly("same");
            stage.say(510, 1, 14, "hello all");
            assertThat(stage.spoken()).isEmpty();
        }
    }

    @Test
    void countsWhatComesLaterThanTheGraceAndDoesNotLookAtIt() {
        try (WatchStage stage = new WatchStage(EACH)) {
            stage.say(600, 9, 11, "time goes on");
            stage.say(0, 1, 11, "hello all");
            assertThat(stage.late.count()).isZero();
            stage.say(-0.001, 1, 12, "hello all");
            stage.say(-0.002, 1, 13, "hello all");
            assertThat(stage.alerts()).isEmpty();
            assertThat(stage.late.count()).isEqualTo(2);
        }
    }
}
