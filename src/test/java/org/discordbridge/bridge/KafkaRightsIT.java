package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that does not let the bridge do all it needs with its own topics. */
@Nightly
@Timeout(600)
@ExtendWith(ServersExtension.class)
class KafkaRightsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final KafkaSettings WITH_RIGHTS = KafkaSettings.defaults()
            .with("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .with("allow.everyone.if.no.acl.found", "true");

    @TempDir
    Path directory;

    @Test
    void answersWaitForTheLedgerAndTheGroupDoesNot(Servers servers, RegistryServer registry, S3Server s3)
            throws Exception {
        try (KafkaServer kafka = servers.separateKafka(WITH_RIGHTS);
                Admin admin = Admin.create(kafka.clientSettings());
                Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory).with("TOPIC_PARTITIONS", "2")) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            try (Answers answers = new Answers(stage);
                    Results results = new Results(stage)) {
                results.of(answers.send(general.id(), "before"));
            }
            bridge.stop();
            allow(admin, stage.ledger(), AclOperation.WRITE, AclOperation.DESCRIBE);
            bridge.launch();
            bridge.awaitLog("ERROR LedgerReader - Topic " + stage.ledger()
                    + " cannot be read, and no answer of partitions that this bridge has just got is posted until then: Not"
                    + " authorized to access topics: [" + stage.ledger()
                    + "]. Give the bridge's Kafka user the rights DESCRIBE and READ on it");
            assertThat(bridge.get("/observe/health").statusCode()).isEqualTo(503);
            assertThat(bridge.get("/observe/health").body())
                    .contains("The bridge's Kafka user needs the rights DESCRIBE and READ on " + stage.ledger());
            // the ledger is read before the routes are there
            await("it lives all the same")
                    .atMost(SOON)
                    .until(() -> bridge.get("/observe/health/live").statusCode() == 200);

            try (Answers answers = new Answers(stage);
                    Results results = new Results(stage)) {
                var sent = answers.send(general.id(), "once");
                try (KafkaConsumer<byte[], byte[]> other = member(kafka, stage)) {
                    await("a partition of its own")
                            .atMost(SOON)
                            .pollInSameThread()
                            .until(() -> {
                                other.poll(Duration.ofMillis(100));
                                return other.assignment().size() == 1;
                            });
                }
                assertThat(general.messages()).extracting(Message::content).containsExactly("before");

                allow(admin, stage.ledger(), AclOperation.READ);
                assertThat(results.of(sent).get("status")).hasToString("POSTED");
                assertThat(general.messages()).extracting(Message::content).containsExactly("before", "once");
            }
            bridge.awaitLog("INFO  LedgerReader - Topic " + stage.ledger() + " can be read again");
            bridge.awaitReady();
            assertThat(bridge.log().lines().filter(line -> line.contains("LedgerReader")))
                    .hasSize(2);
            assertThat(bridge.log()).containsOnlyOnce("Not authorized");
        }
    }

    @Test
    void watermarksThatCannotBeReadAreSaid(Servers servers, RegistryServer registry, S3Server s3) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(WITH_RIGHTS);
                Admin admin = Admin.create(kafka.clientSettings());
                Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            try (RecordLog watermarks = new RecordLog(kafka, stage.watermarks())) {
                general.post(stage.discord().addUser("Ada"), "hello");
                watermarks.await(1);
            }
            bridge.stop();
            allow(admin, stage.watermarks(), AclOperation.WRITE, AclOperation.DESCRIBE);

            assertThat(bridge.launch().awaitEnd(SOON)).isEqualTo(1);
            assertThat(bridge.log())
                    .contains("Main - Cannot start: topic " + stage.watermarks()
                            + " cannot be read: Not authorized to access topics: [" + stage.watermarks()
                            + "]. Give the bridge's Kafka user the rights DESCRIBE and READ on it")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aMessageWaitsUntilItsPendingFilesAreKept(Servers servers, RegistryServer registry, S3Server s3)
            throws Exception {
        try (KafkaServer kafka = servers.separateKafka(WITH_RIGHTS);
                Admin admin = Admin.create(kafka.clientSettings());
                FileScene scene = new FileScene(kafka, registry, s3, directory).with("ATTACHMENT_TIMEOUT", "1")) {
            scene.bridge().withoutLongWaits("store-pending-files");
            scene.start();
            allow(admin, scene.stage().pendingFiles(), AclOperation.READ, AclOperation.DESCRIBE);
            scene.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
            Message message = scene.post("with a file", Upload.text("a.txt", "a"));
            scene.bridge()
                    .awaitLog(
                            "Not authorized to access topics: [" + scene.stage().pendingFiles() + "]");
            assertThat(scene.commands().read()).isEmpty();

            allow(admin, scene.stage().pendingFiles(), AclOperation.WRITE);
            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            assertThat(scene.pending().await(1)).hasSize(1);
        }
    }

    private static void allow(Admin admin, String topic, AclOperation... operations) throws Exception {
        List<AclBinding> bindings = Stream.of(operations)
                .map(operation -> new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry("User:*", "*", operation, AclPermissionType.ALLOW)))
                .toList();
        admin.createAcls(bindings).all().get();
    }

    /** Another member of the group, which does nothing. */
    private static KafkaConsumer<byte[], byte[]> member(KafkaServer kafka, Stage stage) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("group.id", stage.name() + "-responses");
        settings.put("enable.auto.commit", "false");
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(stage.responses()));
        return member;
    }
}
