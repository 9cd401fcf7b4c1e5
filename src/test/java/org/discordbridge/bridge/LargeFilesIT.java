package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gigabyte of files through a small heap. */
@Nightly
@Timeout(600)
@ExtendWith(ServersExtension.class)
class LargeFilesIT {
    private static final int FILES = 10;
    private static final long SIZE = 100L << 20;

    @TempDir
    Path directory;

    @Test
    void tenFilesOfAHundredMegabytesAtOnceFitIntoASmallHeap(
            KafkaServer kafka, RegistryServer registry, @Separate S3Server s3) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)) {
            scene.bridge().withOption("-Xmx96m").withOption("-XX:+ExitOnOutOfMemoryError");
            scene.with("ATTACHMENT_TIMEOUT", "180").start();
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                messages.add(scene.post(
                        scene.home().addTextChannel("channel-" + i),
                        "large " + i,
                        Upload.generated("large.bin", "application/zip", SIZE)));
            }

            scene.commands().await(FILES, Duration.ofSeconds(200));

            String digest = null;
            for (Message message : messages) {
                GenericRecord file = scene.file(message);
                assertThat(file.get("reason")).isNull();
                assertThat(file.get("status")).hasToString("STORED");
                assertThat(file.get("size")).isEqualTo(SIZE);
                String key = FileScene.keyOf(message, 0);
                assertThat(scene.stat(key).size()).isEqualTo(SIZE);
                assertThat(scene.stat(key).userMetadata())
                        .containsEntry("sha256", file.get("sha256").toString());
                // the same noise, whatever its name
                assertThat(file.get("sha256").toString())
                        .isEqualTo(digest == null ? file.get("sha256").toString() : digest);
                digest = file.get("sha256").toString();
            }
            assertThat(scene.bridge().log()).doesNotContain("OutOfMemory");
        }
    }
}
