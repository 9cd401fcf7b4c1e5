package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka never takes, since it is too large: told as what it is, and the next one goes on. */
@Order(8)
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedRecordsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    /** What a client would send at most, for all topics. */
    private static final int MOST = 20_000;

    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    /** More than any record here has. */
    private static final int PLENTY = 1_000_000;

    private FileScene scene;
    private Stage stage;
    private BridgeProcess bridge;
    private BridgeProcess tool;
    private Channel general;
    private Answers answers;
    private Results results;
    private RecordLog letters;
    private int lettersBefore;
    private Admin admin;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory, @TempDir Path other) {
        scene = new FileScene(kafka, registry, s3, directory).with("ATTACHMENT_TIMEOUT", "1");
        stage = scene.stage();
        bridge = scene.bridge().withOption("-Dcamel.component.kafka.maxRequestSize=" + MOST);
        scene.start();
        tool = stage.bridge(other)
                .with("HTTP_PORT", bridge.setting("HTTP_PORT"))
                .with("DISCORD_TOKEN", "");
        answers = new Answers(stage);
        results = new Results(stage);
        letters = new RecordLog(kafka, stage.deadLetters());
        admin = Admin.create(kafka.clientSettings());
    }

    @BeforeEach
    void room() {
        general = scene.home().addTextChannel("room");
        lettersBefore = letters.all().size();
    }

    @AfterEach
    void takeEverythingAgain() throws Exception {
        stage.discord().clearFaults();
        for (String topic : List.of(
                stage.commands(),
                stage.events(),
                stage.deadLetters(),
                stage.results(),
                stage.ledger(),
                stage.pendingFiles())) {
            limit(topic, PLENTY);
        }
    }

    @AfterAll
    void stop() {
        admin.close();
        letters.close();
        results.close();
        answers.close();
        tool.close();
        scene.close();
    }

    /** The first one, since it looks at all dead letters there are. */
    @Test
    @Order(1)
    void messagesAndEventsAreKeptWithoutTheirValueAndPassed(KafkaServer kafka) throws Exception {
        limit(stage.commands(), 1_500);
        limit(stage.events(), 1_500);
        Message large = scene.post(general, "a".repeat(2_000));
        Message small = scene.post(general, "small");

        assertThat(scene.record(small).get("content")).hasToString("small");
        ConsumerRecord<byte[], byte[]> letter = letters(1).get(0);
        assertThat(letter.value()).isNull();
        assertThat(letter.key()).asString().isEqualTo(id(general));
        Map<String, String> headers = headers(letter);
        assertThat(headers)
                .containsOnlyKeys(
                        "cause", "error_class", "value_bytes", "event", "guild_id", "channel_id", "message_id")
                .containsEntry("error_class", "org.discordbridge.delivery.RefusedRecordException")
                .containsEntry("event", "message-created")
                .containsEntry("guild_id", String.valueOf(scene.home().id()))
                .containsEntry("channel_id", id(general))
                .containsEntry("message_id", String.valueOf(large.id()));
        int bytes = Integer.parseInt(headers.get("value_bytes"));
        assertThat(bytes).isGreaterThan(2_000);
        String cause = "Topic " + stage.commands() + " does not take this record of "
                + (bytes + id(general).length())
                + " bytes: The request included a message larger than the max message size the server will accept. Raise"
                + " the topic's max.message.bytes, and camel.component.kafka.maxRequestSize to the same";
        assertThat(headers).containsEntry("cause", cause);
        String what = "message-created of message " + large.id() + " in channel " + general.id();
        bridge.awaitLog("ERROR refused-records - " + what + " is kept on " + stage.deadLetters()
                + " without its value: " + cause);

        large.edit("b".repeat(2_000));
        small.edit("smaller");
        assertThat(event("message-edited").get("content")).hasToString("smaller");
        assertThat(headers(letters(2).get(1)))
                .containsEntry("event", "message-edited")
                .containsEntry("channel_id", id(general))
                .containsEntry("message_id", String.valueOf(large.id()));

        // it is done: a start does not come to it again
        try (RecordLog watermarks = new RecordLog(kafka, stage.watermarks())) {
            watermarks.await(record -> record.key() != null
                    && id(general).equals(new String(record.key(), UTF_8))
                    && Long.parseUnsignedLong(new String(record.value(), UTF_8)) >= small.id());
        }
        assertThat(run(0, "list"))
                .contains("  " + what + "  channel " + general.id() + "  RefusedRecordException: Topic ")
                .contains("  [without its value of " + bytes + " bytes]", "2 dead letters");
        assertThat(run(1, "replay"))
                .contains(
                        "not sent  " + letter.partition() + "@0: it is kept without its value of " + bytes
                                + " bytes, which was too large. Look for it where it came from: " + what,
                        "0 sent, 2 left, 0 sent before");
        assertThat(bridge.log()).doesNotContain("\tat ");
    }

    @Test
    void aDeadLetterIsKeptWithoutItsValue() {
        String key = "k".repeat(MOST);
        RecordMetadata large = answers.send(id(general).getBytes(UTF_8), new byte[MOST]);
        RecordMetadata keyed = answers.send(key.getBytes(UTF_8), new byte[] {1});
        RecordMetadata next = answers.send(general.id(), "still here");

        general.awaitMessage("still here", SOON);
        ConsumerRecord<byte[], byte[]> letter = letters(2).get(0);
        assertThat(letter.value()).isNull();
        assertThat(letter.key()).asString().isEqualTo(id(general));
        Map<String, String> headers = headers(letter);
        assertThat(headers)
                .containsOnlyKeys("cause", "error_class", "value_bytes", "topic", "partition", "offset", "timestamp")
                .containsEntry("error_class", "org.discordbridge.avro.UnreadableRecordException")
                .containsEntry("value_bytes", String.valueOf(MOST))
                .containsEntry("topic", stage.responses())
                .containsEntry("partition", String.valueOf(large.partition()))
                .containsEntry("offset", String.valueOf(large.offset()))
                .containsEntry("timestamp", String.valueOf(large.timestamp()));
        assertThat(letters(2).get(1).key()).isNull();
        assertThat(headers(letters(2).get(1)))
                .containsEntry("value_bytes", "1")
                .containsEntry("offset", String.valueOf(keyed.offset()));
        assertThat(bridge.log())
                .contains("Record " + stage.responses() + "-0@" + large.offset() + " is kept on "
                        + stage.deadLetters() + " without its value: Topic " + stage.deadLetters()
                        + " does not take this record of ");

        GenericRecord result = results.of(large);
        assertThat(result.get("status")).hasToString("FAILED");
        assertThat(result.get("error_class")).hasToString("org.discordbridge.avro.UnreadableRecordException");
        assertThat(result.get("reason"))
                .hasToString("schema id 0 is not known to registry "
                        + stage.registry().url());
        assertThat(headers).containsEntry("cause", result.get("reason").toString());
        assertThat(results.of(keyed).get("status")).hasToString("FAILED");
        assertThat(results.of(next).get("status")).hasToString("POSTED");
        assertThat(run(1, "replay", "--at", letter.partition() + "@" + letter.offset()))
                .contains("Look for it where it came from: " + stage.responses() + "-0@" + large.offset());
        assertThat(results.allOf(large)).hasSize(1);
    }

    @Test
    void whatNotEvenADeadLetterIsTakenOfIsInTheLog() throws Exception {
        limit(stage.deadLetters(), 10);
        RecordMetadata garbage = answers.send("k".getBytes(UTF_8), "garbage".getBytes(UTF_8));
        RecordMetadata next = answers.send(general.id(), "still here");

        assertThat(results.of(next).get("status")).hasToString("POSTED");
        assertThat(results.of(garbage).get("reason").toString())
                .startsWith("the value is not in the registry wire format");
        bridge.awaitLog("Record " + stage.responses() + "-0@" + garbage.offset()
                + " is lost, since its dead letter is not taken either: Topic " + stage.deadLetters()
                + " does not take this record of 1 bytes: ");
    }

    @Test
    void aResultGoesWithoutWhatIsTooLarge() throws Exception {
        for (int i = 0; i < 3; i++) {
            general.post(stage.discord().bot(), "x".repeat(1_000));
        }
        limit(stage.results(), 1_500);
        RecordMetadata read =
                answers.send(Map.of("operation", "get-history", "channel_id", id(general), "content", ""));
        RecordMetadata failed = answers.send(
                Map.of("operation", "o".repeat(3_000), "channel_id", id(general), "content", "nobody can do this"));
        RecordMetadata next = answers.send(general.id(), "still here");

        GenericRecord result = results.of(read);
        assertThat(result.get("status")).hasToString("POSTED");
        assertThat(result.get("body")).isNull();
        assertThat(result.get("reason").toString())
                .startsWith("What Discord returned is left out. Topic " + stage.results()
                        + " does not take this record of ");
        assertThat(results.of(failed).get("status")).hasToString("FAILED");
        assertThat(results.of(failed).get("operation")).hasToString("o".repeat(100) + "…");
        assertThat(results.of(next).get("status")).hasToString("POSTED");

        limit(stage.results(), 10);
        RecordMetadata lost = answers.send(general.id(), "nobody hears of this");
        bridge.awaitLog("The result of record " + stage.responses() + "-0@" + lost.offset()
                + ", POSTED, is lost: Topic " + stage.results());
        await("it counts as done").atMost(SOON).until(() -> done(stage.name() + "-responses") > lost.offset());
        assertThat(general.messages().stream().map(Message::content)).containsOnlyOnce("nobody hears of this");
    }

    @Test
    void whatTheLedgerDoesNotTakeIsPostedOnce() throws Exception {
        limit(stage.ledger(), 10);
        RecordMetadata sent = answers.send(general.id(), "once");

        assertThat(results.of(sent).get("status")).hasToString("POSTED");
        await("it counts as done").atMost(SOON).until(() -> done(stage.name() + "-responses") > sent.offset());
        assertThat(general.messages()).extracting(Message::content).containsExactly("once");
        bridge.awaitLog("Message " + general.messages().get(0).id()
                + " was posted, but is not in the ledger, so that its answer would be posted again after a crash or with"
                + " its uuid: Topic " + stage.ledger() + " does not take this record of ");
    }

    @Test
    void filesThatCannotBeKeptPendingFail() throws Exception {
        FaultRule failing = stage.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
        limit(stage.pendingFiles(), 10);
        Message message = scene.post(general, "with files", Upload.text("a.txt", "a"), Upload.text("b.txt", "b"));

        assertThat(scene.files(message)).hasSize(2).allSatisfy(file -> {
            assertThat(file.get("status")).hasToString("FAILED");
            assertThat(file.get("reason").toString())
                    .startsWith(
                            "it cannot be stored later, since it cannot be put on the topic of pending files: Topic "
                                    + stage.pendingFiles() + " does not take this record of ");
        });

        limit(stage.pendingFiles(), PLENTY);
        limit(stage.events(), 10);
        Message later = scene.post(general, "stored later", Upload.text("c.txt", "c"));
        assertThat(scene.file(later).get("status")).hasToString("PENDING");
        failing.stop();
        assertThat(headers(letters(1).get(0)))
                .containsEntry("event", "file-event")
                .containsEntry("channel_id", id(general))
                .containsEntry("message_id", String.valueOf(later.id()));
        assertThat(scene.pending().await(2).get(1).value()).isNull();
    }

    @Test
    void whoUsesACommandIsTold() throws Exception {
        await().atMost(SOON).until(() -> stage.discord().commands().size() == 3);
        limit(stage.commands(), 400);
        for (String command : List.of("ask", "echo")) {
            Interaction used = stage.discord()
                    .slashCommand(
                            scene.ada(),
                            general,
                            command,
                            Map.of("ask".equals(command) ? "question" : "message", "w".repeat(500)));
            assertThat(used.awaitReply(SOON).content())
                    .isEqualTo("This was too much to be passed on. Please try it with fewer words.");
        }
        assertThat(letters(2)).allSatisfy(letter -> assertThat(headers(letter)).containsEntry("event", "command"));
    }

    /** The dead letters of this test, once there are so many. */
    private List<ConsumerRecord<byte[], byte[]>> letters(int count) {
        return letters.await(lettersBefore + count).subList(lettersBefore, lettersBefore + count);
    }

    private GenericRecord event(String name) {
        return scene.wire()
                .read(scene.events()
                        .await(record -> name.equals(
                                scene.wire().read(record.value()).get("event").toString()))
                        .value());
    }

    /** Up to which offset a group has done the first partition of its topic. */
    private long done(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .max()
                .orElse(0);
    }

    /** Lets a topic take only so much, and waits until the broker goes by it. */
    private void limit(String topic, int bytes) throws Exception {
        String most = String.valueOf(bytes);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(MAX_MESSAGE_BYTES, most), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        await().atMost(SOON)
                .until(() -> most.equals(admin.describeConfigs(List.of(resource))
                        .values()
                        .get(resource)
                        .get()
                        .get(MAX_MESSAGE_BYTES)
                        .value()));
    }

    /** What the tool prints. */
    private String run(int status, String... arguments) {
        String before = tool.log();
        List<String> all = new ArrayList<>(List.of("--dead-letters"));
        all.addAll(List.of(arguments));
        assertThat(tool.withArguments(all.toArray(String[]::new)).launch().awaitEnd(SOON))
                .as(() -> tool.log())
                .isEqualTo(status);
        return tool.log().substring(before.length());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    private static String id(Channel channel) {
        return String.valueOf(channel.id());
    }
}
