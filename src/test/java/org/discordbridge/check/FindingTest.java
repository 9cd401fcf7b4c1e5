package org.discordbridge.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FindingTest {
    @Test
    void theSentencesAfterTheFirstAreAdvice() {
        Finding finding = Finding.failed(
                "Kafka", "Kafka at x:9092 does not answer (Timed out. Call: listTopics). Start it, or look. Then wait");

        assertThat(finding.text()).isEqualTo("Kafka at x:9092 does not answer (Timed out. Call: listTopics)");
        assertThat(finding.advice()).isEqualTo("Start it, or look. Then wait");
        assertThat(Finding.failed("x", "v1.2 of S3. is odd").advice()).isEmpty();
    }

    @Test
    void printsATableAndAVerdict() {
        assertThat(printed(Finding.ok("Kafka", "fine")))
                .containsExactly("ok    Kafka     fine", "The bridge can start.");
        assertThat(printed(Finding.warned("Registry", "odd. Look")))
                .containsExactly("WARN  Registry  odd", "                -> Look", "The bridge can start.");
        assertThat(printed(
                        Finding.failed("Token", "refused. Set it"),
                        Finding.skipped("Intents", "see Token"),
                        Finding.ok("Registry", "fine")))
                .containsExactly(
                        "FAIL  Token     refused",
                        "                -> Set it",
                        "-     Intents   not checked: see Token",
                        "ok    Registry  fine",
                        "The bridge cannot start: 1 failed, 1 not checked.");
    }

    @Test
    void cutsWhatIsTooLongToRead() {
        assertThat(Finding.failed("x", "a".repeat(301)).text()).isEqualTo("a".repeat(300) + "...");
    }

    private static List<String> printed(Finding... findings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Finding.print(List.of(findings), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
