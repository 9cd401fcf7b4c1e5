package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the bridge's machine is set while it runs, and is wrong when it starts. Needs libfaketime. */
@Nightly
@Timeout(600)
@ExtendWith(ServersExtension.class)
class ClockIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private Path time;

    @Test
    void losesAndDoublesNothing(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "libfaketime is not installed");
        time = Files.createFile(directory.resolve("time"));
        set("+0");
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(Files.createDirectory(directory.resolve("bridge")))
                        .with("CATCH_UP_AUDIT", "1")
                        .with("LD_PRELOAD", library.get().toString())
                        .with("FAKETIME_TIMESTAMP_FILE", time.toString())
                        .with("FAKETIME_CACHE_DURATION", "1")
                        .with("DONT_FAKE_MONOTONIC", "1")
                        // else timed waits of the JVM return at once
                        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
                Answers answers = new Answers(stage);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            int written = 0;
            for (String when : List.of("+0", "-2d", "+0", "+2d")) {
                set(when);
                // for longer than it takes to have effect
                for (int i = 0; i < 30; i++) {
                    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                    general.post(ada, String.valueOf(written));
                    answers.send(general.id(), "answer " + written);
                    written++;
                }
                int so = written;
                await("answers " + when)
                        .atMost(SOON)
                        .until(() -> posted(stage, general).size() >= so);
            }
            bridge.kill();
            for (int i = 0; i < 20; i++) {
                general.post(ada, String.valueOf(written));
                answers.send(general.id(), "answer " + written);
                written++;
            }
            bridge.start();
            set("-2d");
            general.post(ada, String.valueOf(written));
            answers.send(general.id(), "answer " + written);
            written++;

            List<String> all =
                    IntStream.range(0, written).mapToObj(String::valueOf).toList();
            Wire wire = new Wire(registry);
            String last = String.valueOf(written - 1);
            commands.await(record ->
                    wire.read(record.value()).get("content").toString().equals(last));
            // the last moment before the kill may come again
            assertThat(commands.read().stream()
                            .map(record ->
                                    wire.read(record.value()).get("content").toString())
                            .distinct())
                    .containsExactlyElementsOf(all);
            await().atMost(SOON).until(() -> posted(stage, general).contains("answer " + last));
            assertThat(posted(stage, general))
                    .containsExactlyElementsOf(
                            all.stream().map(number -> "answer " + number).toList());
        }
    }

    private void set(String offset) throws IOException {
        Files.writeString(time, offset + "\n");
    }

    private static List<String> posted(Stage stage, Channel channel) {
        return channel.messages().stream()
                .filter(message -> message.author().equals(stage.discord().bot()))
                .map(Message::content)
                .toList();
    }

    private static Optional<Path> library() throws IOException {
        Path libraries = Path.of("/usr/lib");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(libraries)) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
