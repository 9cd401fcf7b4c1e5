package org.discordbridge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NewcomersTest {
    private static final double WEEK = Duration.ofDays(7).toSeconds();
    private static final String RAID = """
            rules:
              - name: newcomers
                kind: newcomers
                people: 3
                within: 1m
            """;

    @Test
    void speaksOfPeopleWhoNeverWroteBeforeAndSayNearlyTheSame() {
        try (WatchStage stage = new WatchStage(RAID)) {
            stage.say(0, 1, 11, "the first that is known here");
            double now = WEEK + 10;
            stage.say(now, 101, 11, "come to our new server and get free coins for your account today");
            stage.say(now + 1, 102, 12, "come to our new server and get free coins for your account now!!");
            stage.say(now + 2, 103, 12, "I have a question about the weather in the mountains this week");
            stage.say(now + 3, 1, 12, "come to our new server and get free coins for your account today");
            assertThat(stage.alerts()).isEmpty();
            stage.say(now + 60, 104, 13, "Hey, come to our new server and get free coins for your account today");

            assertThat(stage.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.get("user_ids")).asString().isEqualTo("[101, 102, 104]");
                assertThat(alert.get("summary").toString()).startsWith("3 people who never wrote before");
            });
        }
    }

    @Test
    void saysNothingWhileAGuildIsLearned() {
        try (WatchStage stage = new WatchStage(RAID)) {
            stage.say(0, 1, 11, "the first that is known here");
            for (int i = 0; i < 5; i++) {
                stage.say(WEEK - 100 + i, 101 + i, 11, "good morning to all of you");
            }
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void knowsWhoWroteLongAgo() {
        try (WatchStage stage = new WatchStage(RAID)) {
            for (int i = 0; i < 5; i++) {
                stage.say(i, 101 + i, 11, "a first message of " + "abcdefgh".charAt(i));
            }
            for (int i = 0; i < 5; i++) {
                stage.say(8 * WEEK + i, 101 + i, 11, "good morning to all of you");
            }
            assertThat(stage.alerts()).isEmpty();
            for (int i = 0; i < 3; i++) {
                // more than 90 days later nobody is remembered
                stage.say(22 * WEEK + i, 101 + i, 11, "good morning to all of you");
            }
            assertThat(stage.spoken()).containsExactly("newcomers");
        }
    }
}
