package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.StatObjectResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of messages on their way into the bucket, while nothing is broken. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesIT {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};

    @TempDir
    Path others;

    private FileScene scene;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        scene = new FileScene(kafka, registry, s3, directory).start();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void filesAreStoredBeforeTheRecordIsPublished() throws Exception {
        // small, larger than a part of the SDK, larger than what is read whole, and nothing at all
        Channel album = scene.home().addTextChannel("album");
        List<String> before = scene.objects();
        Message message = scene.post(
                album,
                "four files",
                Upload.of("cat.txt", "text/plain", PNG),
                Upload.generated("large.bin", "image/png", 12_000_000),
                Upload.generated("middle.bin", null, 512 * 1024 + 1),
                Upload.of("empty.dat", null, new byte[0]));
        Message next = scene.post(album, "and then");

        List<GenericRecord> files = scene.files(message);
        List<?> addresses = (List<?>) scene.record(message).get("attachments");
        assertThat(files).hasSize(4);
        for (int i = 0; i < 4; i++) {
            GenericRecord file = files.get(i);
            byte[] bytes = message.attachments().get(i).bytes();
            String key = FileScene.keyOf(message, i);
            assertThat(file.get("status")).hasToString("STORED");
            assertThat(file.get("reason")).isNull();
            assertThat(file.get("object_key")).hasToString(key);
            assertThat(file.get("size")).isEqualTo((long) bytes.length);
            assertThat(file.get("url"))
                    .hasToString(scene.stage().s3().url() + "/" + scene.stage().bucket() + "/" + key);
            assertThat(addresses.get(i)).hasToString(file.get("url").toString());
            assertThat(file.get("sha256")).hasToString(FileScene.sha256(bytes));
            assertThat(scene.object(key)).isEqualTo(bytes);

            String type = i == 0 ? "image/png" : "application/octet-stream";
            assertThat(file.get("detected_type")).hasToString(type);
            StatObjectResponse object = scene.stat(key);
            assertThat(object.contentType()).isEqualTo(type);
            assertThat(object.userMetadata())
                    .containsEntry("sha256", FileScene.sha256(bytes))
                    .containsEntry("message-id", String.valueOf(message.id()))
                    .containsEntry(
                            "channel-id", String.valueOf(message.channel().id()))
                    .containsEntry("guild-id", String.valueOf(scene.home().id()))
                    .containsEntry("author-id", String.valueOf(scene.ada().id()))
                    .containsEntry("attachment-id", file.get("id").toString());
        }
        assertThat(files.get(0).get("content_type")).hasToString("text/plain");
        assertThat(scene.record(next).get("content")).hasToString("and then");
        assertThat(recordsOf(List.of(album))).containsExactly(album.id() + " four files", album.id() + " and then");
        // what the CDN and the store say stays out of the record's headers
        assertThat(scene.commands().read())
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
        assertThat(scene.objects()).hasSize(before.size() + 4).containsAll(before);
    }

    @Test
    void filesOfDirectMessagesAndThreadsHaveTheirPlace() throws Exception {
        Channel direct = scene.discord().directChannel(scene.ada());
        Message whisper = scene.post(direct, "psst", Upload.text("../../etc/passwd", "root"));

        GenericRecord file = scene.file(whisper);
        assertThat(file.get("object_key")).hasToString(FileScene.keyOf(whisper, 0));
        assertThat(file.get("object_key").toString())
                .startsWith("dm/" + direct.id() + "/" + whisper.id() + "/")
                .doesNotContain("..");
        assertThat(scene.stat(file.get("object_key").toString()).userMetadata())
                .doesNotContainKey("guild-id")
                .containsEntry("author-id", String.valueOf(scene.ada().id()));
        assertThat(scene.object(file.get("object_key").toString()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("root");
    }

    @Test
    void settingsSayWhatIsNotStored(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, others)) {
            Channel private1 = scene.home().addTextChannel("private");
            scene.with("ATTACHMENT_MAX_SIZE", "1MB")
                    .with("ATTACHMENT_MAX_TOTAL", "1500KB")
                    .with("ATTACHMENT_DENIED_TYPES", "application/x-msdownload,application/zip")
                    .with("ATTACHMENT_SKIP_CHANNELS", String.valueOf(private1.id()))
                    .start();

            Message message = scene.post(
                    "policy",
                    Upload.generated("a.bin", null, 1_000_000),
                    Upload.generated("b.bin", null, 1_048_577),
                    Upload.of("holiday.png", "image/png", new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0}),
                    Upload.generated("c.bin", null, 900_000),
                    Upload.of("notes.txt", "application/zip", "only text".getBytes(StandardCharsets.UTF_8)),
                    Upload.of("essay.docx", null, zipBomb()));

            assertThat(scene.files(message))
                    .extracting(file -> file.get("status").toString())
                    .containsExactly("STORED", "REJECTED", "REJECTED", "REJECTED", "STORED", "REJECTED");
            assertThat(scene.files(message))
                    .extracting(file -> String.valueOf(file.get("reason")))
                    .containsExactly(
                            "null",
                            "it has 1 MB, more than the 1 MB that are stored (ATTACHMENT_MAX_SIZE)",
                            "it is application/x-msdownload, which is not stored (ATTACHMENT_DENIED_TYPES)",
                            "with it, the files of its message have more than the 1.5 MB that are stored"
                                    + " (ATTACHMENT_MAX_TOTAL)",
                            "null",
                            "it is application/zip, which is not stored (ATTACHMENT_DENIED_TYPES)");
            assertThat((List<?>) scene.record(message).get("attachments")).hasSize(2);

            Message kept = scene.post(private1, "secret", Upload.text("plan.txt", "run"));
            assertThat(scene.file(kept).get("status")).hasToString("REJECTED");
            assertThat(scene.file(kept).get("reason"))
                    .hasToString("files of channel " + private1.id() + " are not stored (ATTACHMENT_SKIP_CHANNELS)");
            assertThat(scene.record(kept).get("content")).hasToString("secret");
            Channel thread = private1.addThread("more");
            Message below = scene.post(thread, "below", Upload.text("plan.txt", "run"));
            assertThat(scene.file(below).get("status")).hasToString("REJECTED");
            // what is refused by its size or place is not even asked for
            assertThat(scene.discord().cdn().downloads()).isEqualTo(4);
            assertThat(scene.objects()).hasSize(2);
        }
    }

    @Test
    void filesThatTakeLongDelayNoOtherChannel() {
        List<Channel> slow = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> scene.home().addTextChannel("slow-" + i))
                .toList();
        scene.discord().fault(Fault.slow(Duration.ofSeconds(6))).on("GET", "/attachments/**");

        // a twentieth of the time for each of its bytes
        List<Message> waiting = slow.stream()
                .map(channel -> scene.post(channel, "file", Upload.text("cat.txt", "meow, meow!!")))
                .toList();
        List<Message> after =
                slow.stream().map(channel -> scene.post(channel, "after")).toList();
        Message quick = scene.post("quick");

        scene.record(quick);
        assertThat(recordsOf(slow)).isEmpty();
        for (int i = 0; i < 20; i++) {
            assertThat(scene.file(waiting.get(i)).get("status")).hasToString("STORED");
            scene.record(after.get(i));
        }
        List<String> order = recordsOf(slow);
        assertThat(order).hasSize(40);
        slow.forEach(channel -> assertThat(order).containsSubsequence(channel.id() + " file", channel.id() + " after"));
        scene.discord().clearFaults();
    }

    /** What is published of these channels so far: channel and content. */
    private List<String> recordsOf(List<Channel> channels) {
        List<String> ids =
                channels.stream().map(channel -> String.valueOf(channel.id())).toList();
        return scene.commands().all().stream()
                .map(record -> scene.wire().read(record.value()))
                .filter(record -> ids.contains(record.get("channel_id").toString()))
                .map(record -> record.get("channel_id") + " " + record.get("content"))
                .toList();
    }

    /** A small file that would be a large one if anybody unpacked it. */
    private static byte[] zipBomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        return bomb.toByteArray();
    }
}
