package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files whose download takes longer than their message waits. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateFilesIT {
    private FileScene scene;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        scene = new FileScene(kafka, registry, s3, directory).with("ATTACHMENT_TIMEOUT", "3");
        scene.bridge().withoutLongWaits("store-pending-files");
        scene.start();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @AfterEach
    void mend() {
        scene.discord().clearFaults();
    }

    @Test
    @Nightly
    void filesThatFailForLongKeepNoConnections() {
        FaultRule failing = scene.discord().fault(Fault.status(503)).on("GET", "/attachments/*/*/failing-*");
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Upload[] files = IntStream.range(0, 10)
                    .mapToObj(n -> Upload.text("failing-" + n + ".txt", "woof"))
                    .toArray(Upload[]::new);
            messages.add(scene.post("failing", files));
        }
        for (Message message : messages) {
            assertThat(scene.files(message))
                    .hasSize(10)
                    .allSatisfy(file -> assertThat(file.get("status")).hasToString("PENDING"));
        }
        int before = failing.hits();
        // more than there are connections, and none of the files is done
        await().atMost(Duration.ofSeconds(120)).until(() -> failing.hits() > before + 90);

        Message message = scene.post("fine", Upload.text("cat.txt", "meow"));
        assertThat(scene.file(message).get("status")).hasToString("STORED");
        failing.stop();
        assertThat(scene.event(messages.get(0)).get("event")).hasToString("file-stored");
    }

    @Test
    void aDownloadThatNeverSucceedsIsPendingAndNeverVisible() throws Exception {
        FaultRule truncated = scene.discord().fault(Fault.truncatedBody()).on("GET", "/attachments/*/*/*.bin");
        Message small = scene.post("small", Upload.generated("s.bin", null, 100_000));
        Message large = scene.post("large", Upload.generated("l.bin", null, 3_000_000));

        for (Message message : List.of(small, large)) {
            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            assertThat(scene.file(message).get("reason").toString()).startsWith("the download broke off after ");
            assertThat(scene.file(message).get("url")).isNull();
        }
        assertThat(scene.objectsOf(small)).isEmpty();
        assertThat(scene.objectsOf(large)).isEmpty();

        truncated.stop();
        for (Message message : List.of(small, large)) {
            assertThat(scene.event(message).get("event")).hasToString("file-stored");
            assertThat(scene.object(FileScene.keyOf(message, 0)))
                    .isEqualTo(message.attachments().get(0).bytes());
        }
    }

    @Test
    void aDownloadThatHangsIsPendingInTime() {
        scene.discord()
                .fault(Fault.hang())
                .on("GET", "/attachments/*/*/hangs.txt")
                .times(1);
        Message message = scene.post("hangs", Upload.text("hangs.txt", "meow"));

        assertThat(scene.record(message).get("content")).hasToString("hangs");
        assertThat(scene.record(message).get("attachments")).hasToString("[]");
        assertThat(scene.file(message).get("status")).hasToString("PENDING");
        assertThat(scene.file(message).get("reason")).hasToString("it was not stored within 3 s");
        GenericRecord event = scene.event(message);
        assertThat(event.get("event")).hasToString("file-stored");
    }
}
