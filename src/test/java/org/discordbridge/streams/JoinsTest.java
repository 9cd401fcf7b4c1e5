package org.discordbridge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.event.Snowflakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JoinsTest {
    private static final String RAID = """
            rules:
              - name: raid
                kind: joins
                people: 3
                younger-than: 7d
                within: 30s
            """;

    @Test
    void speaksOfYoungAccountsThatJoinTogether() {
        try (WatchStage stage = new WatchStage(RAID)) {
            stage.join(0, Duration.ofDays(1));
            stage.join(0, Duration.ofDays(7).minusMillis(1));
            stage.join(1, Duration.ofDays(7));
            stage.join(2, Duration.ofDays(900));
            assertThat(stage.alerts()).isEmpty();
            stage.join(30, Duration.ofHours(1));

            GenericRecord alert = stage.alerts().get(0);
            assertThat(alert.get("people")).isEqualTo(3);
            assertThat((List<?>) alert.get("user_ids")).hasSize(3);
            assertThat((List<?>) alert.get("messages")).isEmpty();
            assertThat((List<?>) alert.get("channel_ids")).isEmpty();
            assertThat(alert.get("summary").toString())
                    .isEqualTo("3 accounts younger than 7 days joined within 30 s. If nobody invited them, pause"
                            + " invitations, and time them out before they write");
        }
    }

    @Test
    void saysHowYoungOrCountsAllOfThem() {
        try (WatchStage stage = new WatchStage(RAID.replace("7d", "30m"))) {
            for (int i = 0; i < 3; i++) {
                stage.join(i, Duration.ofMinutes(29));
            }
            assertThat(stage.alerts().get(0).get("summary"))
                    .asString()
                    .startsWith("3 accounts younger than 30 minutes joined within 2 s. ");
        }
        try (WatchStage stage = new WatchStage(RAID.replace("    younger-than: 7d\n", ""))) {
            for (int i = 0; i < 3; i++) {
                stage.join(i, Duration.ofDays(4000));
            }
            assertThat(stage.alerts().get(0).get("summary")).asString().startsWith("3 accounts joined within 2 s. ");
        }
    }

    @Test
    void saysNothingOfThoseWhoComeOneByOne() {
        try (WatchStage stage = new WatchStage(RAID)) {
            for (int i = 0; i < 50; i++) {
                stage.join(i * 15.001, Duration.ofDays(1));
            }
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void countsOneWhoIsTwiceToldOrComesAgainOnce() {
        try (WatchStage stage = new WatchStage(RAID)) {
            long young = Snowflakes.at(WatchStage.at(-3600));
            stage.join(0, young, "member-joined");
            stage.join(0.2, young, "message-system");
            stage.join(5, young, "member-joined");
            stage.join(6, young + 1, "message-system");
            assertThat(stage.alerts()).isEmpty();
            stage.join(7, young + 2, "message-system");
            assertThat(stage.spoken()).containsExactly("raid");
        }
    }
}
