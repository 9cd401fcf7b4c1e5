package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Users have copies of route files and of the settings: those that came with an earlier version work with this one. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class EarlierFilesIT {
    private static final Path EARLIER = Path.of("src/test/resources/earlier");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void routesWork(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory);
                Answers answers = new Answers(scene.stage());
                RecordLog results = new RecordLog(kafka, scene.stage().results())) {
            for (Path file : earlier(".camel.yaml", 12)) {
                restore(file, directory.resolve("routes"));
            }
            scene.start();

            scene.discord()
                    .fault(Fault.status(403))
                    .on("GET", "/attachments/**")
                    .times(1);
            Message message = scene.post(
                    "an expired link", Upload.text("cat.txt", "meow"), Upload.generated("big.bin", null, 900_000));
            assertThat(scene.files(message))
                    .extracting(file -> file.get("status").toString())
                    .containsExactly("STORED", "STORED");

            answers.send(null, answers.value(scene.general().id(), "woof"));
            scene.general().awaitMessage("woof", SOON);
            results.await(1);
            scene.post("!echo as before");
            scene.general().awaitMessage("as before", SOON);
            answers.send(null, answers.value(1, "into a channel that is not there"));
            results.await(3);
            awaitCommits(scene.stage(), "-responses", 3);
            awaitCommits(scene.stage(), "-echo", 2);
            assertThat(scene.bridge().log().lines().filter(line -> line.contains(" ERROR ")))
                    .allMatch(line -> line.contains("was not posted"));
        }
    }

    private static void awaitCommits(Stage stage, String group, long records) {
        try (Admin admin = Admin.create(stage.kafka().clientSettings())) {
            await().atMost(SOON)
                    .until(() -> admin
                                    .listConsumerGroupOffsets(stage.name() + group)
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values()
                                    .stream()
                                    .mapToLong(OffsetAndMetadata::offset)
                                    .sum()
                            == records);
        }
    }

    @Test
    void settingsWork(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory)
            throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory);
                Answers answers = new Answers(scene.stage())) {
            restore(earlier("application.properties", 1).get(0), directory);
            scene.start();

            Message message = scene.post("!echo as before", Upload.text("cat.txt", "meow"));
            assertThat(scene.file(message).get("status")).hasToString("STORED");
            scene.general().awaitMessage("as before", SOON);
            answers.send(null, answers.value(scene.general().id(), "woof"));
            scene.general().awaitMessage("woof", SOON);
            assertThat(scene.bridge().log()).doesNotContain(" ERROR ");
        }
    }

    private static List<Path> earlier(String end, int count) throws IOException {
        try (Stream<Path> listed = Files.list(EARLIER)) {
            List<Path> files =
                    listed.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(files).hasSize(count);
            return files;
        }
    }

    private static void restore(Path file, Path into) throws IOException {
        Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
