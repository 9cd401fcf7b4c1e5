package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as Maven starts it, in a process of its own. */
@Order(4)
@Timeout(600)
class SandboxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private SandboxProcess sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxProcess.start(directory);
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void showsWhatGoesWhereAndLeavesNothingBehind() throws Exception {
        sandbox.awaitUp();
        List<ProcessHandle> children = sandbox.process().descendants().toList();

        assertThat(sandbox.printed().get(sandbox.printed().indexOf("All is up.") + 1))
                .as("the address of the chat page comes first")
                .startsWith("  Chat      http://127.0.0.1:")
                .endsWith("/chat");
        assertThat(sandbox.text())
                .as("the record of a message")
                .containsPattern("Kafka     discord_commands, partition \\d+, offset \\d+, key \\d+\n"
                        + " +\\{\n"
                        + " +\"uuid\": \"[-0-9a-f]{36}\",\n"
                        + " +\"content\": \"Good morning! Is the kettle on\\?\",\n");
        assertThat(sandbox.text())
                .as("the object in the bucket")
                .containsPattern("Bucket    discord-attachments, object \\d+/\\d+/\\d+/\\d+/sunset.png\n"
                        + " +\\d+ bytes, image/png, a picture of 240 x 150 pixels, byte by byte what Ben sent\n");
        assertThat(sandbox.text())
                .as("the picture in its record")
                .containsPattern("\"attachments\": \\[\n +\"http://127.0.0.1:\\d+/discord-attachments/.*sunset.png\"\n")
                .contains("\"status\": \"STORED\"");
        assertThat(sandbox.text())
                .as("the answers")
                .containsPattern("Kafka     discord_responses, partition \\d+, offset \\d+, key \\d+\n")
                .contains("  bridge    I came back through Kafka  [in #general, as a reply to Ada]\n")
                .containsPattern("  bridge    And so did I  \\[as the reply to /echo, acknowledged after \\d+ ms]\n");
        assertThat(sandbox.printed())
                .filteredOn(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                .as("a slow machine may take its time to start Kafka")
                .allMatch(line -> line.contains("Waiting for Kafka"));
        assertThat(sandbox.printed())
                .as("every record has its channel as key")
                .noneMatch(line -> line.endsWith("key null"));

        sandbox.type("!echo Typed by hand");
        sandbox.await("  bridge    Typed by hand");

        sandbox.process().destroy();

        assertThat(sandbox.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(sandbox.process().exitValue()).isZero();
        assertThat(children).as("bridge, registry and S3").hasSize(3);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        assertThat(sandbox.printed()).noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }

    @Test
    void followsTheReadmeAndTakesItsChildrenAlongWhenItIsKilled() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        sandbox.awaitUp();
        List<ProcessHandle> children = sandbox.process().descendants().toList();

        Files.writeString(
                directory.resolve("routes/ping.camel.yaml"), blockAfter("**Your own slash command.**", readme));
        Path echo = directory.resolve("routes/echo.camel.yaml");
        String before = Files.readString(echo);
        String after = before.replace(
                "content,${variable.text},", blockAfter("**Shout.**", readme).strip());
        assertThat(after).isNotEqualTo(before);
        Files.writeString(echo, after);

        Files.writeString(directory.resolve("routes/own.camel.yaml"), blockAfter("**A topic of your own.**", readme));

        awaitAfter("/ping", "  bridge    I am here.");
        awaitAfter("nice!", "            Ada: nice!");
        assertThat(sandbox.text()).containsPattern("Kafka     exclaimed, partition \\d+, offset \\d+, key \\d+\n");
        assertThat(sandbox.text())
                .as("fields that somebody has added are seen too")
                .containsPattern("\n +at their default: (\\w+, )*edited_timestamp, ");
        awaitAfter("!echo not so loud", "  bridge    NOT SO LOUD");

        sandbox.process().destroyForcibly();

        assertThat(children).hasSize(3);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private static String blockAfter(String text, String page) {
        int begin = page.indexOf("\n", page.indexOf("```", page.indexOf(text))) + 1;
        return page.substring(begin, page.indexOf("```", begin));
    }

    /** Types it again until it has that effect. */
    private void awaitAfter(String typed, String line) {
        Awaitility.await(line)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    sandbox.type(typed);
                    return sandbox.printed().contains(line);
                });
    }
}
