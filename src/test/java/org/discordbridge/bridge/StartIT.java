package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Intent;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the bridge from starting, and what it says about it: one line that names the thing, and status 1. */
@Order(1)
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class StartIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    /** Where nothing listens. */
    private static final String NOBODY = "127.0.0.1:9";

    @TempDir
    Path directory;

    @Test
    void missingToken(Stage stage, BridgeProcess bridge) {
        bridge.with("DISCORD_TOKEN", "");
        assertEnds(
                bridge,
                "Cannot start: DISCORD_TOKEN is not set: it is the bot token shown under Developer Portal > Bot; set"
                        + " it in the environment or in .env");
    }

    @Test
    void wrongSetting(Stage stage, BridgeProcess bridge) {
        bridge.with("MINIO_URL", "minio:9000");
        assertEnds(
                bridge,
                "Cannot start: MINIO_URL is 'minio:9000': it must be the address of an S3 store, such as"
                        + " http://localhost:9000");
    }

    @Test
    void refusedToken(Stage stage, BridgeProcess bridge) {
        bridge.with("DISCORD_TOKEN", "not-the-token");
        assertEnds(
                bridge,
                "Cannot start discord:audit-log-entry, discord:automod-*, discord:bot-updated, discord:button,"
                        + " discord:channel-*, discord:command and 26 more: Discord refused the bot"
                        + " token (401 Unauthorized). Set DISCORD_TOKEN to the token shown under Developer Portal > Bot >"
                        + " Reset Token");
        assertThat(bridge.log()).doesNotContain("not-the-token");
    }

    @Test
    void disallowedIntents(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        DiscordSimulator discord =
                DiscordSimulator.builder().disallow(Intent.MESSAGE_CONTENT).start();
        try (Stage stage = Stage.on(discord, kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            assertEnds(
                    bridge,
                    "Cannot start discord:audit-log-entry, discord:automod-*, discord:bot-updated, discord:button,"
                            + " discord:channel-*, discord:command and 26 more: Discord closed the"
                            + " gateway with 4014 (disallowed intents). Switch on MESSAGE CONTENT INTENT under Developer"
                            + " Portal > Bot, for discord:message-changed, discord:message-created,"
                            + " discord:message-edited, discord:message-system");
            assertThat(bridge.log()).doesNotContain(discord.token());
        }
    }

    @Test
    void discordAway(Stage stage, BridgeProcess bridge) {
        bridge.with("DISCORD_API_URL", "http://" + NOBODY + "/api/v10").with("STARTUP_TIMEOUT", "2");
        assertEnds(
                bridge,
                "Cannot start discord:audit-log-entry, discord:automod-*, discord:bot-updated, discord:button,"
                        + " discord:channel-*, discord:command and 26 more: Cannot reach Discord's"
                        + " REST API: http://" + NOBODY + "/api/v10/gateway/bot does not answer (");
    }

    @Test
    void kafkaAway(Stage stage, BridgeProcess bridge) {
        bridge.with("KAFKA_BOOTSTRAP_SERVERS", NOBODY).with("STARTUP_TIMEOUT", "2");
        assertEnds(
                bridge,
                "Cannot start: Kafka at " + NOBODY + " does not answer (Timed out waiting for a node" + " assignment.");
        assertThat(bridge.log()).contains("), tried for 2 s. Start it, or set KAFKA_BOOTSTRAP_SERVERS to where it is");
        assertThat(stage.discord().sessions()).isEmpty();
    }

    @Test
    void kafkaRefuses(Servers servers, RegistryServer registry, S3Server s3) {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults().withSasl("bridge", "secret-1"));
                Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)
                        .with("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                        .with("KAFKA_SASL_MECHANISM", "PLAIN")
                        .with(
                                "KAFKA_SASL_JAAS_CONFIG",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bridge\""
                                        + " password=\"secret-2\";")) {
            assertEnds(
                    bridge,
                    "Cannot start: Kafka at " + kafka.bootstrapServers() + " refused the bridge: Authentication failed:"
                            + " Invalid username or password. Check KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM and"
                            + " KAFKA_SASL_JAAS_CONFIG, and that this user may create topics or that they exist");
            assertThat(bridge.log()).doesNotContain("secret-2");
        }
    }

    @Test
    void kafkaWithPassword(Servers servers, RegistryServer registry, S3Server s3) {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults().withSasl("bridge", "secret-1"));
                Stage stage = Stage.on(kafka, registry, s3);
                RecordLog commands = new RecordLog(kafka, stage.commands());
                BridgeProcess bridge = stage.bridge(directory)) {
            Files.writeString(directory.resolve(".env"), """
                    # read by itself, quotes and all
                    export KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT
                    KAFKA_SASL_MECHANISM="PLAIN"
                    KAFKA_SASL_JAAS_CONFIG='org.apache.kafka.common.security.plain.PlainLoginModule required username="bridge" password="secret-1";'
                    HTTP_PORT=1
                    """);
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            general.post(stage.discord().addUser("Ada"), "hello");
            assertThat(commands.await(1)).hasSize(1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Nightly
    void kafkaAndRegistryComeLate(@Separate KafkaServer kafka, @Separate RegistryServer registry, S3Server s3) {
        kafka.stop();
        registry.stop();
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge =
                        stage.bridge(directory).with("STARTUP_TIMEOUT", "120").launch()) {
            bridge.awaitLog("Waiting for Kafka at " + kafka.bootstrapServers() + ": ");
            kafka.start();
            bridge.awaitLog("Waiting for the schema registry: registry " + registry.url() + " does not answer (");
            assertThat(bridge.isReady()).isFalse();
            registry.start();
            bridge.awaitLog("Discord's gateway is ready");
        }
    }

    @Test
    void registryAway(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        String away = "http://" + NOBODY + "/apis/ccompat/v7";
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)
                        .with("SCHEMA_REGISTRY_URL", away)
                        .with("STARTUP_TIMEOUT", "2")) {
            assertEnds(bridge, "Cannot start: registry " + away + " does not answer (");
            assertThat(bridge.log()).contains("), tried for 2 s. Start it, or set SCHEMA_REGISTRY_URL to where it is");
        }
    }

    @Test
    void wrongRegistryAddress(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        String root = registry.url().replace("/apis/ccompat/v7", "");
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory).with("SCHEMA_REGISTRY_URL", root)) {
            assertEnds(bridge, "Cannot start: registry " + root + " does not serve Confluent's registry API there (");
        }
    }

    @Test
    void incompatibleSchema(Stage stage, BridgeProcess bridge) {
        Schema other = new Schema.Parser()
                .parse(Answers.ORIGINAL
                        .toString()
                        .replace(
                                "{\"name\":\"content\",\"type\":\"string\"}",
                                "{\"name\":\"content\",\"type\":\"int\"}"));
        new Wire(stage.registry()).register(stage.commands() + "-value", other);
        assertEnds(
                bridge,
                "Cannot start: schemas/message.avsc is incompatible with version 1 of " + stage.commands()
                        + "-value at registry " + stage.registry().url()
                        + ": field 'content' has another type (reader type:"
                        + " STRING not compatible with writer type: INT): a reader of the new schema could not read"
                        + " the records before. Mend the schema file, or use another topic");
    }

    @Test
    void brokenRoute(Stage stage, BridgeProcess bridge) throws IOException {
        Files.writeString(bridge.directory().resolve("routes/mine.camel.yaml"), """
                    - route:
                        id: mine
                        from:
                          uri: discord:message-exploded
                          steps:
                            - log: "x"
                    """);
        assertEnds(
                bridge,
                "Cannot start: routes/mine.camel.yaml, line 4: from: discord:message-exploded is not possible: there is no event 'message-exploded'."
                        + " Events are message-created, message-edited, ");
    }

    @Test
    void routeThatIsNoYaml(Stage stage, BridgeProcess bridge) throws IOException {
        Path echo = bridge.directory().resolve("routes/echo.camel.yaml");
        Files.writeString(echo, Files.readString(echo).replace("  - marshal:", " - marshal:"));
        assertEnds(bridge, "Cannot start: routes/echo.camel.yaml, line ");
        assertThat(bridge.log()).contains(": while parsing a block mapping: ");
        assertThat(stage.discord().sessions()).isEmpty();
    }

    @Test
    void portInUse(Stage stage, BridgeProcess bridge) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            bridge.with("HTTP_PORT", String.valueOf(taken.getLocalPort()));
            assertEnds(
                    bridge,
                    "Cannot start: HTTP_PORT is " + taken.getLocalPort()
                            + ", which cannot be used on 127.0.0.1 (Address"
                            + " already in use): end what uses it, or set another");
        }
    }

    @Test
    void tokenThatIsReplacedEndsTheBridge(Stage stage, BridgeProcess bridge) {
        bridge.start();
        stage.discord().gateway().closeAll(4004);

        assertThat(bridge.awaitEnd(SOON)).isEqualTo(1);
        assertThat(bridge.log())
                .contains("The session with Discord has ended: Discord closed the gateway with 4004 (authentication"
                        + " failed): the bot token is wrong. Set DISCORD_TOKEN to the token shown under Developer"
                        + " Portal > Bot > Reset Token");
    }

    private static void assertEnds(BridgeProcess bridge, String line) {
        assertThat(bridge.launch().awaitEnd(SOON)).isEqualTo(1);
        List<String> errors =
                bridge.log().lines().filter(text -> text.contains("ERROR")).toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).contains("ERROR Main - " + line);
        assertThat(bridge.log().lines().filter(text -> text.contains("\tat "))).isEmpty();
    }
}
