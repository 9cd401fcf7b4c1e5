package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of messages on their way into the bucket. */
@Timeout(180)
@ExtendWith(ServersExtension.class)
class FilesIT {
    @TempDir
    Path directory;

    @Test
    void filesAreStoredBeforeTheRecordIsPublished(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            Upload small = Upload.text("notes.txt", "remember the milk");
            Upload large = Upload.generated("large.bin", "application/octet-stream", 12_000_000);
            Upload empty = Upload.of("empty.dat", null, new byte[0]);

            Message message = general.post(
                    ada,
                    MessageDraft.text("three files").attach(small).attach(large).attach(empty));
            general.post(ada, "and then");

            Wire wire = new Wire(registry);
            List<GenericRecord> records = commands.await(2).stream()
                    .map(record -> wire.read(record.value()))
                    .toList();
            assertThat(records)
                    .extracting(record -> record.get("content").toString())
                    .containsExactly("three files", "and then");
            List<?> addresses = (List<?>) records.get(0).get("attachments");
            List<?> files = (List<?>) records.get(0).get("files");
            assertThat(files).hasSize(3);
            try (MinioClient client = client(s3)) {
                for (int i = 0; i < 3; i++) {
                    GenericRecord file = (GenericRecord) files.get(i);
                    byte[] bytes = message.attachments().get(i).bytes();
                    String key = message.channel().guild().orElseThrow().id() + "/" + general.id() + "/" + message.id()
                            + "/" + message.attachments().get(i).id() + "/"
                            + message.attachments().get(i).filename();
                    assertThat(file.get("object_key")).hasToString(key);
                    assertThat(file.get("status")).hasToString("STORED");
                    assertThat(file.get("reason")).isNull();
                    assertThat(file.get("size")).isEqualTo((long) bytes.length);
                    assertThat(file.get("url")).hasToString(s3.url() + "/" + stage.bucket() + "/" + key);
                    assertThat(file.get("url")).hasToString(addresses.get(i).toString());
                    assertThat(file.get("sha256"))
                            .hasToString(HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(bytes)));
                    try (GetObjectResponse object = client.getObject(GetObjectArgs.builder()
                            .bucket(stage.bucket())
                            .object(key)
                            .build())) {
                        assertThat(object.readAllBytes()).isEqualTo(bytes);
                        assertThat(object.headers().get("Content-Type"))
                                .startsWith(i == 0 ? "text/plain" : "application/octet-stream");
                    }
                }
            }
        }
    }

    @Test
    void fileThatCannotBeFetchedDoesNotLoseTheMessage(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            stage.discord()
                    .fault(Fault.status(404))
                    .on("GET", "/attachments/**")
                    .times(1);
            Message gone = general.post(ada, MessageDraft.text("gone").attach(Upload.text("cat.txt", "meow")));
            assertFailed(bridge, stage, commands, 0, gone, "the CDN answered 404");

            stage.discord()
                    .fault(Fault.redirect("http://127.0.0.1:1/secret"))
                    .on("GET", "/attachments/**")
                    .times(1);
            Message elsewhere =
                    general.post(ada, MessageDraft.text("elsewhere").attach(Upload.text("cat.txt", "meow")));
            assertFailed(bridge, stage, commands, 1, elsewhere, "the CDN redirects elsewhere (302)");

            stage.discord()
                    .fault(Fault.truncatedBody())
                    .on("GET", "/attachments/**")
                    .times(4);
            Message broken =
                    general.post(ada, MessageDraft.text("broken").attach(Upload.generated("b.bin", null, 100_000)));
            GenericRecord file = fileOf(registry, commands, 2);
            assertThat(file.get("status")).hasToString("FAILED");
            assertThat(file.get("reason").toString()).startsWith("the download broke off after ");
            assertThat(broken.attachments()).hasSize(1);

            stage.discord()
                    .fault(Fault.status(503))
                    .on("GET", "/attachments/**")
                    .times(2);
            general.post(ada, MessageDraft.text("at last").attach(Upload.text("cat.txt", "meow")));
            assertThat(fileOf(registry, commands, 3).get("status")).hasToString("STORED");

            Message hostile = general.post(
                    ada,
                    MessageDraft.text("hostile")
                            .field(
                                    "attachments",
                                    List.of(java.util.Map.of(
                                            "id",
                                            "7",
                                            "filename",
                                            "x",
                                            "size",
                                            3,
                                            "url",
                                            "http://169.254.169.254/latest/meta-data",
                                            "proxy_url",
                                            "http://x/"))));
            assertThat(fileOf(registry, commands, 4).get("reason"))
                    .hasToString("host 169.254.169.254 is none that files are fetched from (DISCORD_CDN_HOSTS)");
            bridge.awaitLog(
                    "Attachment 7 (x) of message " + hostile.id() + " was not stored: host 169.254.169.254 is none");
            assertThat(bridge.log()).doesNotContain("&hm=").doesNotContain("?ex=");
            // nothing half-stored is visible
            try (MinioClient client = client(s3)) {
                assertThat(client.listObjects(ListObjectsArgs.builder()
                                .bucket(stage.bucket())
                                .recursive(true)
                                .build()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void wrongKeysAreSaidAndMessagesGoOn(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory).with("MINIO_SECRET_KEY", "wrong-secret-key");
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            String reason = "S3 at " + s3.url() + " refused the keys for bucket " + stage.bucket()
                    + " (SignatureDoesNotMatch). Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY";
            bridge.awaitLog(reason + ". Until that is mended, files are not stored; messages are not affected");

            Message message =
                    general.post(ada, MessageDraft.text("with a file").attach(Upload.text("cat.txt", "meow")));

            assertFailed(bridge, stage, commands, 0, message, reason);
            assertThat(bridge.log()).doesNotContain("wrong-secret-key");
        }
    }

    @Test
    void storeThatIsAwayIsSaidAndUsedWhenItIsBack(KafkaServer kafka, RegistryServer registry, @Separate S3Server s3) {
        s3.stop();
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            bridge.awaitLog("S3 at " + s3.url() + " does not answer");

            Message message = general.post(ada, MessageDraft.text("no store").attach(Upload.text("cat.txt", "meow")));
            GenericRecord file = fileOf(registry, commands, 0);
            assertThat(file.get("status")).hasToString("FAILED");
            assertThat(file.get("reason").toString())
                    .startsWith("S3 at " + s3.url() + " does not answer (")
                    .endsWith("). Check MINIO_URL");
            assertThat(file.get("object_key").toString()).contains("/" + message.id() + "/");
            assertThat(file.get("url")).isNull();

            s3.start();
            general.post(ada, MessageDraft.text("store again").attach(Upload.text("cat.txt", "meow")));
            assertThat(fileOf(registry, commands, 1).get("status")).hasToString("STORED");

            s3.kill();
            general.post(ada, MessageDraft.text("gone again").attach(Upload.text("cat.txt", "meow")));
            assertThat(fileOf(registry, commands, 2).get("status")).hasToString("FAILED");
        }
    }

    @Test
    void fileThatTakesLongDelaysNoOtherChannel(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            var home = stage.discord().addGuild("Home");
            Channel slow = home.addTextChannel("slow");
            Channel quick = home.addTextChannel("quick");
            bridge.start();
            stage.discord().fault(Fault.slow(Duration.ofSeconds(4))).on("GET", "/attachments/**");

            slow.post(ada, MessageDraft.text("1").attach(Upload.text("cat.txt", "meow")));
            slow.post(ada, "2");
            quick.post(ada, "3");

            Wire wire = new Wire(registry);
            assertThat(commands.await(3))
                    .extracting(
                            record -> wire.read(record.value()).get("content").toString())
                    .containsExactly("3", "1", "2");
        }
    }

    private static void assertFailed(
            BridgeProcess bridge, Stage stage, RecordLog commands, int index, Message message, String reason) {
        GenericRecord value = new Wire(stage.registry())
                .read(commands.await(index + 1).get(index).value());
        assertThat(value.get("content")).hasToString(message.content());
        assertThat(value.get("attachments")).hasToString("[]");
        GenericRecord file = (GenericRecord) ((List<?>) value.get("files")).get(0);
        assertThat(file.get("status")).hasToString("FAILED");
        assertThat(file.get("reason")).hasToString(reason);
        bridge.awaitLog("Attachment " + message.attachments().get(0).id() + " (cat.txt) of message " + message.id()
                + " was not stored: " + reason + ". The record is published with status FAILED");
    }

    private static GenericRecord fileOf(RegistryServer registry, RecordLog commands, int index) {
        GenericRecord value =
                new Wire(registry).read(commands.await(index + 1).get(index).value());
        return (GenericRecord) ((List<?>) value.get("files")).get(0);
    }

    private static MinioClient client(S3Server s3) {
        return MinioClient.builder()
                .endpoint(s3.url())
                .credentials(s3.accessKey(), s3.secretKey())
                .build();
    }
}
