package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.RecordedCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --check}: one row for everything, whatever else is wrong, and nothing is changed. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class CheckIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private KafkaServer kafka;
    private RegistryServer registry;
    private S3Server s3;

    @BeforeEach
    void servers(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        this.kafka = kafka;
        this.registry = registry;
        this.s3 = s3;
    }

    @Test
    void allIsWellAndNothingIsMade() {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            assertThat(check(bridge)).isZero();

            assertThat(rows(bridge))
                    .contains(
                            "ok    Intents   MESSAGE_CONTENT is switched on",
                            "ok    Bridges   no other one is there",
                            "ok    Registry  schemas/message.avsc will be the first of " + stage.commands() + "-value",
                            "ok    Bucket    " + stage.bucket() + " at " + s3.url()
                                    + " is not there yet and will be made")
                    .anyMatch(row -> row.startsWith("ok    Token     bot ") && row.contains(", which may log in 1000 "))
                    .anyMatch(row -> row.startsWith("ok    Kafka     " + kafka.bootstrapServers()
                            + ", 0 topics are there, 11 will be made: " + stage.commands() + ", "))
                    .anyMatch(row -> row.matches("ok {4}Routes {4}14 files with \\d+ routes"))
                    .endsWith("The bridge can start.");
            assertThat(bridge.log())
                    .doesNotContain("FAIL", "WARN", stage.discord().token(), s3.secretKey());
            assertThat(stage.discord().sessions()).isEmpty();
            assertThat(stage.discord().calls())
                    .isNotEmpty()
                    .extracting(RecordedCall::method)
                    .containsOnly("GET");
            assertThat(topics()).noneMatch(topic -> topic.startsWith(stage.name()));
            assertThat(new Wire(registry).subjects()).noneMatch(subject -> subject.startsWith(stage.name()));
        }
    }

    @Test
    void rulesOfTheStreamsAreRead() throws IOException {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            Files.writeString(directory.resolve("rules/broken.yaml"), "rules:\n  - name: a\n    kind: flod\n");
            assertThat(check(bridge)).isZero();

            assertThat(rows(bridge))
                    .contains("ok    Rules     streams would watch for young-accounts-join, same-text-everywhere,"
                            + " message-flood")
                    .anyMatch(row -> row.startsWith("WARN  Rules     broken.yaml, line 3: "));
        }
    }

    @Test
    void whatIsThereIsFoundAndLeftAsItIs() {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            bridge.start();
            bridge.awaitLog("Bucket " + stage.bucket() + " was created");
            bridge.stop();

            assertThat(check(bridge)).isZero();

            assertThat(rows(bridge))
                    .contains(
                            "ok    Kafka     " + kafka.bootstrapServers() + ", 11 topics are there",
                            "ok    Registry  schemas/message.avsc is version 1 of " + stage.commands() + "-value",
                            "ok    Bucket    " + stage.bucket() + " at " + s3.url() + " takes files");
            assertThat(objects(stage.bucket())).isEmpty();
        }
    }

    @Test
    void everythingThatIsWrongIsTold() throws IOException {
        DiscordSimulator discord =
                DiscordSimulator.builder().disallow(Intent.MESSAGE_CONTENT).start();
        try (Stage stage = Stage.on(discord, kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)
                        .with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9")
                        .with("MINIO_SECRET_KEY", "not-the-key")
                        .with("LATE_ANSWERS", "never")) {
            Schema other = new Schema.Parser()
                    .parse(Answers.ORIGINAL
                            .toString()
                            .replace(
                                    "{\"name\":\"content\",\"type\":\"string\"}",
                                    "{\"name\":\"content\",\"type\":\"int\"}"));
            new Wire(registry).register(stage.commands() + "-value", other);
            route("mine", "from:\n      uri: discord:message-exploded");
            route(
                    "yours",
                    "from:\n      uri: discord:ready\n      steps:\n        - to:\n            uri: kafka:{{NOPE}}");
            route("echo-twice", "from:\n      uri: discord:ready", "echo");
            route("crooked", "from:\n    uri: x\n   steps:");

            assertThat(check(bridge)).isEqualTo(1);

            assertThat(rows(bridge))
                    .contains(
                            "FAIL  Settings  LATE_ANSWERS is 'never': it must be channel or dead-letter",
                            "FAIL  Intents   Discord would close the gateway with 4014",
                            "                -> Switch on MESSAGE CONTENT INTENT under Developer Portal > Bot, for"
                                    + " discord:message-changed, discord:message-created, discord:message-edited, discord:message-system",
                            "                -> Start it, or set KAFKA_BOOTSTRAP_SERVERS to where it is",
                            "                -> Mend the schema file, or use another topic",
                            "                -> Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY",
                            "FAIL  Routes    routes/mine.camel.yaml, line 4: from: discord:message-exploded is not possible:"
                                    + " there is no event 'message-exploded'",
                            "FAIL  Routes    routes/yours.camel.yaml, line 6: {{NOPE}} is set nowhere")
                    .anyMatch(row -> row.startsWith("ok    Token     bot "))
                    .anyMatch(row -> row.startsWith("FAIL  Kafka     Kafka at 127.0.0.1:9 does not answer ("))
                    .anyMatch(row ->
                            row.startsWith("FAIL  Registry  schemas/message.avsc is incompatible with version 1"))
                    .anyMatch(row -> row.startsWith("ok    Registry  schemas/response.avsc will be the first of "))
                    .anyMatch(
                            row -> row.startsWith("FAIL  Bucket    S3 at " + s3.url() + " refused the keys for bucket"))
                    .anyMatch(row -> row.matches(
                            "FAIL {2}Routes {4}routes/echo\\.camel\\.yaml, line \\d+: there is a route 'echo'"
                                    + " in routes/echo-twice\\.camel\\.yaml already"))
                    .anyMatch(row -> row.startsWith("FAIL  Routes    routes/crooked.camel.yaml, line 5: "))
                    .endsWith("The bridge cannot start: 9 failed, 0 not checked.");
            assertThat(bridge.log()).doesNotContain("not-the-key", "\tat ");
        }
    }

    @Test
    void whatIsRefused(Servers servers) {
        try (KafkaServer locked = servers.separateKafka(KafkaSettings.defaults().withSasl("bridge", "secret-1"));
                Stage stage = Stage.on(locked, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)
                        .with("DISCORD_TOKEN", "not-the-token")
                        .with("SCHEMA_REGISTRY_URL", "nowhere")
                        .with("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                        .with("KAFKA_SASL_MECHANISM", "PLAIN")
                        .with(
                                "KAFKA_SASL_JAAS_CONFIG",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bridge\""
                                        + " password=\"secret-2\";")) {
            assertThat(check(bridge)).isEqualTo(1);

            assertThat(rows(bridge))
                    .contains(
                            "FAIL  Token     Discord refused the bot token (401 Unauthorized)",
                            "                -> Set DISCORD_TOKEN to the token shown under Developer Portal > Bot > Reset"
                                    + " Token",
                            "-     Intents   not checked: see Token",
                            "FAIL  Kafka     Kafka at " + locked.bootstrapServers() + " refused the bridge:"
                                    + " Authentication failed: Invalid username or password",
                            "-     Registry  not checked: see SCHEMA_REGISTRY_URL")
                    .endsWith("The bridge cannot start: 3 failed, 2 not checked.");
            assertThat(bridge.log()).doesNotContain("not-the-token", "secret-2");
        }
    }

    @Test
    void usage() {
        try (BridgeProcess bridge = new BridgeProcess(directory)) {
            assertThat(bridge.withArguments("--help").launch().awaitEnd(SOON)).isZero();
            assertThat(bridge.log()).startsWith("Usage: java -jar discord-bridge.jar");
            assertThat(bridge.withArguments("--chekc").launch().awaitEnd(SOON)).isEqualTo(2);
            assertThat(bridge.log()).contains("Unknown: --chekc");
        }
    }

    private static int check(BridgeProcess bridge) {
        return bridge.withArguments("--check").launch().awaitEnd(SOON);
    }

    private static List<String> rows(BridgeProcess bridge) {
        return bridge.log().lines().toList();
    }

    private void route(String file, String rest) throws IOException {
        route(file, rest, file);
    }

    private void route(String file, String rest, String id) throws IOException {
        String steps = rest.contains("steps:") ? "" : "\n      steps:\n        - log: x";
        Files.writeString(
                directory.resolve("routes/" + file + ".camel.yaml"),
                "- route:\n    id: " + id + "\n    " + rest + steps + "\n");
    }

    private Iterable<Result<Item>> objects(String bucket) {
        return MinioClient.builder()
                .endpoint(s3.url())
                .credentials(s3.accessKey(), s3.secretKey())
                .build()
                .listObjects(
                        ListObjectsArgs.builder().bucket(bucket).recursive(true).build());
    }

    private Set<String> topics() {
        try (Admin admin = Admin.create(new java.util.HashMap<>(kafka.clientSettings()))) {
            return admin.listTopics().names().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
