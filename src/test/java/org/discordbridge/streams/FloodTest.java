package org.discordbridge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FloodTest {
    private static String flood(String what) {
        return """
                rules:
                  - name: flood
                    kind: flood
                    %s
                    within: 5s
                """.formatted(what);
    }

    @Test
    void speaksAtTheMessageThatMakesItOne() {
        try (WatchStage stage = new WatchStage(flood("messages: 10"))) {
            for (int i = 0; i < 9; i++) {
                stage.say(i * 0.5, 1, 11, "word " + "x".repeat(i));
                stage.say(i * 0.5, 2 + i, 11, "others");
            }
            assertThat(stage.alerts()).isEmpty();
            stage.say(5, 1, 11, "tenth");
            assertThat(stage.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.get("user_ids")).asString().isEqualTo("[1]");
                assertThat(alert.get("count")).isEqualTo(10L);
                assertThat((List<?>) alert.get("messages")).hasSize(10);
            });
            for (int i = 0; i < 500; i++) {
                stage.say(5 + i * 0.1, 1, 11, "on and on");
            }
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void saysNothingOfTheSameNumberInALongerTime() {
        try (WatchStage stage = new WatchStage(flood("messages: 10"))) {
            for (int i = 0; i < 100; i++) {
                stage.say(i * 0.556, 1, 11, "slowly");
            }
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void countsMentionsLinksAndFilesOfMessages() {
        try (WatchStage stage = new WatchStage(flood("mentions: 4"))) {
            stage.say(0, 1, 11, "a", Map.of("mentions", List.of("2", "3")));
            stage.say(1, 1, 11, "none");
            stage.say(2, 1, 11, "b", Map.of("mention_everyone", true, "mention_roles", List.of("4")));
            assertThat(stage.alerts().get(0).get("count")).isEqualTo(4L);
        }
        try (WatchStage stage = new WatchStage(flood("links: 3"))) {
            stage.say(0, 1, 11, "see https://a.example/b?c=d and b.example");
            assertThat(stage.alerts()).isEmpty();
            stage.say(1, 1, 12, "HTTPS://C.EXAMPLE");
            assertThat(stage.spoken()).containsExactly("flood");
        }
        try (WatchStage stage = new WatchStage(flood("files: 2"))) {
            stage.say(0, 1, 11, "", Map.of("files", List.of(WatchStage.file("a", 1), WatchStage.file("b", 1))));
            assertThat(stage.spoken()).containsExactly("flood");
        }
    }

    @Test
    void countsAllOfAGuildTogether() {
        try (WatchStage stage = new WatchStage(flood("messages: 5\n    by: several"))) {
            for (int i = 0; i < 5; i++) {
                stage.say(i, 100 + i, 11 + i, "one of many");
            }
            assertThat(stage.alerts().get(0).get("people")).isEqualTo(5);
        }
    }

    @Test
    void takesOtherRulesOverWhileItRuns() {
        try (WatchStage stage = new WatchStage(flood("messages: 50"))) {
            for (int i = 0; i < 5; i++) {
                stage.say(i * 0.1, 1, 11, "quick");
            }
            assertThat(stage.alerts()).isEmpty();
            stage.rules(flood("messages: 6"));
            stage.say(1, 1, 11, "what was before counts too");
            assertThat(stage.spoken()).containsExactly("flood");
        }
    }

    @Test
    void forgetsWhatCannotMatterAnyMore() {
        try (WatchStage stage = new WatchStage(flood("messages: 5"), Duration.ofMinutes(1))) {
            for (int i = 0; i < 50; i++) {
                stage.say(i, 1000 + i, 11, "each once");
            }
            assertThat(stage.groups()).isEqualTo(50);
            stage.say(2 * 3600 + 120, 1, 11, "much later");
            assertThat(stage.groups()).isEqualTo(1);
        }
    }
}
