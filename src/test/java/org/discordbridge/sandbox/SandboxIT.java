package org.discordbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as Maven starts it, in a process of its own. */
@Timeout(90)
class SandboxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UP = "It stays up until Ctrl-C.";

    /** A folder of its own: what somebody has in .env does not matter, and routes can be changed. */
    @TempDir
    Path directory;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private Process sandbox;

    @BeforeEach
    void start() throws IOException {
        copy(Path.of("application.properties"));
        copyFolder("routes");
        copyFolder("schemas");
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Ddiscordbridge.servers.directory=" + System.getProperty("discordbridge.servers.directory"),
                        "-Dlogback.configurationFile=logback.xml",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "org.discordbridge.servers.ParentWatch",
                        Sandbox.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        // nothing is configured, whatever is set around this test
        builder.environment().clear();
        sandbox = builder.start();
        Thread reader = new Thread(this::read, "sandbox-output");
        reader.setDaemon(true);
        reader.start();
    }

    @AfterEach
    void end() {
        sandbox.descendants().forEach(ProcessHandle::destroyForcibly);
        sandbox.destroyForcibly();
    }

    @Test
    void showsWhatGoesWhereAndLeavesNothingBehind() throws Exception {
        await(UP);
        List<ProcessHandle> children = sandbox.descendants().toList();

        assertThat(text())
                .as("the record of a message")
                .containsPattern("Kafka     discord_commands, partition \\d+, offset \\d+, key \\d+\n"
                        + " +\\{\n"
                        + " +\"uuid\": \"[-0-9a-f]{36}\",\n"
                        + " +\"content\": \"Good morning! Is the kettle on\\?\",\n");
        assertThat(text())
                .as("the object in the bucket")
                .containsPattern("Bucket    discord-attachments, object \\d+/\\d+/\\d+/\\d+/sunset.png\n"
                        + " +\\d+ bytes, image/png, a picture of 240 x 150 pixels, byte by byte what Ben sent\n");
        assertThat(text())
                .as("the picture in its record")
                .containsPattern("\"attachments\": \\[\n +\"http://127.0.0.1:\\d+/discord-attachments/.*sunset.png\"\n")
                .contains("\"status\": \"STORED\"");
        assertThat(text())
                .as("the answers")
                .containsPattern("Kafka     discord_responses, partition \\d+, offset \\d+, key \\d+\n")
                .contains("  bridge    I came back through Kafka  [in #general, as a reply to Ada]\n")
                .containsPattern(
                        "  bridge    And so did I  \\[as the reply to /echo, acknowledged after \\d{1,3} ms]\n");
        assertThat(printed).noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARN "));
        assertThat(printed).as("every record has its channel as key").noneMatch(line -> line.endsWith("key null"));

        type("!echo Typed by hand");
        await("  bridge    Typed by hand");

        sandbox.destroy();

        assertThat(sandbox.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.exitValue()).isZero();
        assertThat(children).as("bridge, registry and S3").hasSize(3);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        assertThat(printed).noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }

    @Test
    void followsTheReadmeAndTakesItsChildrenAlongWhenItIsKilled() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        await(UP);
        List<ProcessHandle> children = sandbox.descendants().toList();

        Files.writeString(directory.resolve("routes/ping.camel.yaml"), blockAfter("Save this as", readme));
        Path echo = directory.resolve("routes/echo.camel.yaml");
        String before = Files.readString(echo);
        String after = before.replace(
                "content,${variable.text},", blockAfter("**Shout.**", readme).strip());
        assertThat(after).isNotEqualTo(before);
        Files.writeString(echo, after);

        awaitAfter("/ping", "  bridge    I am here.");
        awaitAfter("!echo not so loud", "  bridge    NOT SO LOUD");

        sandbox.destroyForcibly();

        assertThat(children).hasSize(3);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private static String blockAfter(String text, String page) {
        int begin = page.indexOf("\n", page.indexOf("```", page.indexOf(text))) + 1;
        return page.substring(begin, page.indexOf("```", begin));
    }

    /** Types it again until it has that effect. */
    private void awaitAfter(String typed, String line) {
        Awaitility.await(line)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    type(typed);
                    return printed.contains(line);
                });
    }

    private void copyFolder(String name) throws IOException {
        Files.createDirectory(directory.resolve(name));
        try (Stream<Path> files = Files.list(Path.of(name))) {
            for (Path file : files.toList()) {
                copy(file);
            }
        }
    }

    private void copy(Path file) throws IOException {
        Files.copy(file, directory.resolve(file));
    }

    private void read() {
        try (BufferedReader lines = sandbox.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(printed::add);
        } catch (IOException | UncheckedIOException ended) {
            // there is nothing more to read
        }
    }

    private void await(String line) {
        Awaitility.await(line)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!sandbox.isAlive()) {
                        throw new AssertionError("The sandbox ended and wrote:\n" + text());
                    }
                })
                .until(() -> printed.contains(line));
    }

    private void type(String line) throws IOException {
        Writer keyboard = sandbox.outputWriter(StandardCharsets.UTF_8);
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    private String text() {
        return String.join("\n", printed) + "\n";
    }
}
