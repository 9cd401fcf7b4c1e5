package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be stored while their message waits. */
@Order(2)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class PendingFilesIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void aStoreThatIsAwayIsWaitedForAcrossAKill(KafkaServer kafka, RegistryServer registry, @Separate S3Server s3)
            throws Exception {
        s3.stop();
        try (FileScene scene = new FileScene(kafka, registry, s3, directory).with("ATTACHMENT_TIMEOUT", "3")) {
            scene.bridge().withEarlyTakeover();
            scene.start();
            scene.bridge().awaitLog("S3 at " + s3.url() + " does not answer");
            Message first = scene.post("first", Upload.text("cat.txt", "meow"), Upload.text("dog.txt", "woof"));
            Message second = scene.post("second", Upload.text("fox.txt", "yiff"));

            for (Message message : List.of(first, second)) {
                assertThat(scene.file(message).get("status")).hasToString("PENDING");
                assertThat(scene.file(message).get("reason").toString())
                        .startsWith("S3 at " + s3.url() + " does not answer (")
                        .endsWith("). Check MINIO_URL");
                assertThat(scene.file(message).get("object_key")).hasToString(FileScene.keyOf(message, 0));
                assertThat(scene.file(message).get("url")).isNull();
                assertThat(scene.record(message).get("attachments")).hasToString("[]");
            }
            scene.pending().await(3);

            scene.bridge().kill();
            s3.start();
            scene.bridge().start();

            ConsumerRecord<byte[], byte[]> record = scene.eventRecord(second);
            assertThat(record.key())
                    .asString()
                    .isEqualTo(String.valueOf(scene.general().id()));
            assertThat(record.headers()).isEmpty();
            GenericRecord event = scene.event(second);
            assertThat(event.get("event")).hasToString("file-stored");
            assertThat(event.get("guild_id"))
                    .hasToString(String.valueOf(scene.home().id()));
            assertThat(event.get("user_id"))
                    .hasToString(String.valueOf(scene.ada().id()));
            GenericRecord file = (GenericRecord) event.get("file");
            assertThat(file.get("status")).hasToString("STORED");
            assertThat(file.get("url"))
                    .hasToString(s3.url() + "/" + scene.stage().bucket() + "/" + FileScene.keyOf(second, 0));
            assertThat(file.get("sha256")).hasToString(FileScene.sha256("yiff".getBytes(StandardCharsets.UTF_8)));
            assertThat(scene.object(FileScene.keyOf(second, 0))).asString().isEqualTo("yiff");
            assertThat(scene.events().await(3))
                    .extracting(
                            one -> scene.wire().read(one.value()).get("uuid").toString())
                    .doesNotHaveDuplicates();
            assertThat(scene.objects()).hasSize(3);

            // what is no longer pending has a tombstone, so that compaction forgets it
            assertThat(scene.pending().await(6))
                    .filteredOn(one -> one.value() == null)
                    .extracting(one -> new String(one.key(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrderElementsOf(scene.pending().read().stream()
                            .filter(one -> one.value() != null)
                            .map(one -> new String(one.key(), StandardCharsets.UTF_8))
                            .toList());

            Message third = scene.post("third", Upload.text("owl.txt", "hoot"));
            assertThat(scene.file(third).get("status")).hasToString("STORED");
        }
    }

    @Nightly
    @Test
    void aStoreThatIsKilledAmidAnUploadGetsTheWholeFileLater(
            KafkaServer kafka, RegistryServer registry, @Separate S3Server s3) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("ATTACHMENT_TIMEOUT", "4")
                .start()) {
            scene.discord()
                    .fault(Fault.slow(Duration.ofSeconds(2)))
                    .on("GET", "/attachments/**")
                    .times(1);
            Message message = scene.post("large", Upload.generated("large.bin", null, 20_000_000));
            await().atMost(SOON).until(() -> scene.discord().cdn().downloads() == 1);
            s3.kill();

            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            s3.start();

            assertThat(scene.event(message).get("event")).hasToString("file-stored");
            assertThat(scene.objects()).containsExactly(FileScene.keyOf(message, 0));
            assertThat(FileScene.sha256(scene.object(FileScene.keyOf(message, 0))))
                    .isEqualTo(FileScene.sha256(message.attachments().get(0).bytes()));
        }
    }

    @Test
    @Nightly
    void aStoreThatHangsDelaysAMessageNoLongerThanItIsSet(
            KafkaServer kafka, RegistryServer registry, @Separate S3Server s3) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("ATTACHMENT_TIMEOUT", "2")
                .start()) {
            scene.file(scene.post("warm", Upload.text("cat.txt", "meow")));
            s3.freeze();
            Message message = scene.post("hangs", Upload.text("dog.txt", "woof"));

            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            assertThat(scene.file(message).get("reason")).hasToString("it was not stored within 2 s");
            s3.thaw();
            assertThat(scene.event(message).get("event")).hasToString("file-stored");
            assertThat(scene.object(FileScene.keyOf(message, 0))).asString().isEqualTo("woof");
        } finally {
            s3.thaw();
        }
    }

    @Test
    @Nightly
    void refusedKeysAreSaidAndFilesWaitForBetterOnes(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("MINIO_SECRET_KEY", "wrong-secret-key")
                .start()) {
            String reason = "S3 at " + s3.url() + " refused the keys for bucket "
                    + scene.stage().bucket() + " (SignatureDoesNotMatch). Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY";
            scene.bridge()
                    .awaitLog(reason + ". Until that is mended, files are not stored but wait for it; messages are not"
                            + " affected");
            Message message = scene.post("with a file", Upload.text("cat.txt", "meow"));

            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            assertThat(scene.file(message).get("reason")).hasToString(reason);
            scene.bridge()
                    .awaitLog("Attachment " + message.attachments().get(0).id() + " (cat.txt) of message "
                            + message.id() + " was not stored: " + reason
                            + ". The record is published with status PENDING; it is stored later");
            assertThat(scene.bridge().log()).doesNotContain("wrong-secret-key");

            assertThat(scene.bridge().stop()).isNotEqualTo(1);
            scene.with("MINIO_SECRET_KEY", s3.secretKey()).start();
            assertThat(scene.event(message).get("event")).hasToString("file-stored");
        }
    }

    @Test
    void aFileWhoseMessageIsDeletedMeanwhileIsGivenUp(KafkaServer kafka, RegistryServer registry, @Separate S3Server s3)
            throws Exception {
        s3.stop();
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("ATTACHMENT_TIMEOUT", "1")
                .start()) {
            Message message = scene.post("soon gone", Upload.text("cat.txt", "meow"));
            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            message.delete();
            // neither is a record of somebody else's in the way
            try (KafkaProducer<byte[], byte[]> stranger =
                    new KafkaProducer<>(kafka.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
                stranger.send(new ProducerRecord<>(scene.stage().pendingFiles(), new byte[] {1}, new byte[] {1, 2}))
                        .get();
            }
            Message next = scene.post("stays", Upload.text("dog.txt", "woof"));
            assertThat(scene.file(next).get("status")).hasToString("PENDING");
            s3.start();

            assertThat(scene.event(next).get("event")).hasToString("file-stored");
            GenericRecord event = scene.event(message);
            assertThat(event.get("event")).hasToString("file-failed");
            GenericRecord file = (GenericRecord) event.get("file");
            assertThat(file.get("filename")).hasToString("cat.txt");
            assertThat(file.get("status")).hasToString("FAILED");
            assertThat(file.get("reason").toString()).contains("Unknown Message (404, code 10008)");
            try (RecordLog letters = new RecordLog(kafka, scene.stage().deadLetters())) {
                assertThat(letters.await(1).get(0).value()).containsExactly(1, 2);
            }
        }
    }

    @Test
    @Nightly
    void whatAnotherBridgeHasIsLeftToIt(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("ATTACHMENT_TIMEOUT", "1")
                .with("TOPIC_PARTITIONS", "2")
                .start()) {
            FaultRule failing = scene.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
            for (int i = 0; i < 2; i++) {
                Message message = scene.post("ten files", texts(10));
                assertThat(scene.files(message))
                        .extracting(file -> file.get("status").toString())
                        .containsOnly("PENDING");
            }
            List<ConsumerRecord<byte[], byte[]>> pending =
                    List.copyOf(scene.pending().await(20));
            List<String> all = keys(pending);
            List<String> taken;
            try (KafkaConsumer<byte[], byte[]> other = member(kafka, scene.stage())) {
                await("a partition of its own").atMost(SOON).pollInSameThread().until(() -> {
                    other.poll(Duration.ofMillis(100));
                    return other.assignment().size() == 1;
                });
                int partition = other.assignment().iterator().next().partition();
                taken = keys(pending.stream()
                        .filter(record -> record.partition() == partition)
                        .toList());
                List<String> kept = new ArrayList<>(all);
                kept.removeAll(taken);
                assertThat(taken).isNotEmpty();
                assertThat(kept).isNotEmpty();
                failing.stop();
                await().atMost(SOON)
                        .pollInSameThread()
                        .until(() -> storedFiles(scene).containsAll(kept));
                assertThat(storedFiles(scene)).doesNotContainAnyElementsOf(taken);
            }

            await().atMost(SOON)
                    .pollInSameThread()
                    .until(() -> storedFiles(scene).containsAll(taken));
            try (Admin admin = Admin.create(kafka.clientSettings())) {
                await("everything is done").atMost(SOON).until(() -> isDone(admin, scene.stage()));
            }
            assertThat(storedFiles(scene)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Nightly
    @Test
    void whatIsStoredBehindAFileThatStaysPendingIsToldOnce(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("ATTACHMENT_TIMEOUT", "1")
                .with("TOPIC_PARTITIONS", "2")) {
            scene.bridge().withEarlyTakeover().withoutLongWaits("store-pending-files");
            scene.start();
            FaultRule all = scene.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
            // most likely some in each partition, before the others
            Upload[] stuck = IntStream.range(0, 8)
                    .mapToObj(n -> Upload.text("stuck-" + n + ".txt", "never"))
                    .toArray(Upload[]::new);
            Message first = scene.post("stuck", stuck);
            assertThat(scene.files(first)).hasSize(8);
            first.attachments()
                    .forEach(file ->
                            scene.discord().fault(Fault.status(500)).on("GET", "/attachments/*/" + file.id() + "/*"));
            Message second = scene.post("ten files", texts(10));
            assertThat(scene.files(second)).hasSize(10);
            Message gone = scene.post("soon gone", Upload.text("gone.txt", "gone"));
            assertThat(scene.files(gone)).hasSize(1);
            scene.pending().await(19);
            gone.delete();
            all.stop();
            await().atMost(SOON)
                    .pollInSameThread()
                    .until(() -> fileEvents(scene).size() == 11);

            for (int run = 0; run < 2; run++) {
                if (run == 0) {
                    scene.bridge().stop();
                } else {
                    scene.bridge().kill();
                }
                int before = fileEvents(scene).size();
                scene.start();
                FaultRule again = scene.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
                assertThat(scene.files(scene.post("ten more, run " + run, texts(10))))
                        .hasSize(10);
                again.stop();
                await().atMost(SOON)
                        .pollInSameThread()
                        .until(() -> fileEvents(scene).size() >= before + 10);
            }

            assertThat(fileEvents(scene)).doesNotHaveDuplicates().hasSize(31);
        }
    }

    /** Kind, name and id of the files of all events so far. */
    private static List<String> fileEvents(FileScene scene) {
        return scene.events().read().stream()
                .map(record -> scene.wire().read(record.value()))
                .filter(event -> event.get("event").toString().startsWith("file-"))
                .map(event -> {
                    GenericRecord file = (GenericRecord) event.get("file");
                    return event.get("event") + " " + file.get("filename") + " " + file.get("id");
                })
                .toList();
    }

    private static Upload[] texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Upload.text("file-" + n + ".txt", "text " + n))
                .toArray(Upload[]::new);
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Ids of the files of all events so far. */
    private static List<String> storedFiles(FileScene scene) {
        return scene.events().read().stream()
                .map(record -> scene.wire().read(record.value()))
                .filter(event -> "file-stored".equals(event.get("event").toString()))
                .map(event -> ((GenericRecord) event.get("file")).get("id").toString())
                .toList();
    }

    /** Another member of the group, which does nothing. */
    private static KafkaConsumer<byte[], byte[]> member(KafkaServer kafka, Stage stage) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("group.id", stage.name() + "-files");
        settings.put("enable.auto.commit", "false");
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(stage.pendingFiles()));
        return member;
    }

    /** Whether every record of pending files is done. */
    private static boolean isDone(Admin admin, Stage stage) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(stage.name() + "-files")
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            latest.put(new TopicPartition(stage.pendingFiles(), partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .allMatch(end -> done.containsKey(end.getKey())
                        && done.get(end.getKey()).offset() == end.getValue().offset());
    }
}
