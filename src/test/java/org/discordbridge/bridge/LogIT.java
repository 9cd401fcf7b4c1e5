package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The log for programs: every line can be read, and says what it is about. */
@Order(8)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class LogIT {
    private static final ObjectMapper JSON = new ObjectMapper();
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
    void linesOfJsonCarryTheIdsOfWhatTheyAreAbout() {
        try (Stage stage = Stage.on(kafka, registry, s3);
                RecordLog commands = new RecordLog(kafka, stage.commands());
                Answers answers = new Answers(stage);
                BridgeProcess bridge = stage.bridge(directory)
                        .with("LOG_FORMAT", "json")
                        .with("RESPONSES_RETRIES", "1")
                        .with("ATTACHMENT_TIMEOUT", "2")) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            User ada = stage.discord().addUser("Ada");
            bridge.start();
            Upload upload = Upload.text("a.txt", "0123456789");
            stage.discord().fault(Fault.status(404)).on("GET", "/attachments/**");
            Message sent =
                    general.post(ada, MessageDraft.text("secret \"words\"").attach(upload));
            Message plain = general.post(ada, "more secret words");
            commands.await(2);
            stage.discord().fault(Fault.status(500)).on("POST", "/channels/" + general.id() + "/messages");
            answers.send(Map.of("uuid", "answer-1", "channel_id", String.valueOf(general.id()), "content", "secret"));
            RecordMetadata unreadable = answers.send("x".getBytes(UTF_8), "nonsense".getBytes(UTF_8));
            bridge.awaitLog(unreadable.topic() + "-0@" + unreadable.offset() + " was not posted");
            bridge.awaitLog(unreadable.topic() + "-0@" + (unreadable.offset() - 1) + " was not posted");
            bridge.stop();

            List<JsonNode> lines = bridge.log().lines().map(LogIT::parsed).toList();
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.path("level").asText()).isNotBlank();
                assertThat(line.path("formattedMessage").asText()).isNotBlank();
            });
            assertThat(ids(lines, text -> text.startsWith("Attachment ") && text.contains(" was not stored")))
                    .isEqualTo(sent.id() + " " + general.id() + " " + uuid(sent));
            assertThat(ids(lines, text -> text.contains("Failed delivery for ") && text.contains("attempt: 0")))
                    .isEqualTo(" " + general.id() + " answer-1");
            assertThat(ids(lines, text -> text.contains((unreadable.offset() - 1) + " was not posted")))
                    .isEqualTo(" " + general.id() + " answer-1");
            assertThat(ids(lines, text -> text.contains(unreadable.offset() + " was not posted: the value")))
                    .isEqualTo("  " + unreadable.topic() + "-0@" + unreadable.offset());
            assertThat(lines)
                    .filteredOn(line -> line.path("loggerName").asText().equals("bridge"))
                    .extracting(line -> line.path("formattedMessage").asText())
                    .containsExactly("The bridge is ready", "The bridge has ended");
            assertThat(lines.stream()
                            .filter(line -> line.path("loggerName").asText().equals("bridge"))
                            .flatMap(line -> line.path("kvpList").findValuesAsText("messages").stream()))
                    .containsExactly("2");
            assertThat(lines.stream().flatMap(line -> line.path("kvpList").findValuesAsText("registry").stream()))
                    .containsExactly(registry.url() + ", 5 schemas");
            assertThat(bridge.log()).doesNotContain("secret", stage.discord().token());
            assertThat(plain.content()).contains("secret");
        }
    }

    @Test
    @Nightly
    void whatLibrariesTellIsInItsFormatToo() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (Stage stage = Stage.on(kafka, registry, s3);
                RecordLog commands = new RecordLog(kafka, stage.commands());
                BridgeProcess bridge = stage.bridge(directory)
                        .with("LOG_FORMAT", "json")
                        .with("TRACING", "true")
                        .with("ATTACHMENT_TIMEOUT", "1")
                        .with("OTEL_BSP_SCHEDULE_DELAY", "100")
                        .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + nobody)) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            User ada = stage.discord().addUser("Ada");
            bridge.start();
            stage.discord().fault(Fault.status(503)).on("GET", "/attachments/**");
            for (int i = 0; i < 5; i++) {
                general.post(ada, MessageDraft.text("file " + i).attach(Upload.text("a.txt", "0123456789")));
            }
            commands.await(5);
            bridge.awaitLog("Failed to export");
            // while files wait to be stored
            bridge.stop();

            assertThat(bridge.log().lines())
                    .allSatisfy(line -> assertThat(
                                    parsed(line).path("formattedMessage").asText())
                            .isNotBlank());
            assertThat(bridge.log().lines().filter(line -> line.contains("Failed to export")))
                    .allSatisfy(line ->
                            assertThat(parsed(line).path("throwable").isNull()).isTrue());
            assertThat(bridge.log().lines().filter(line -> line.length() > 3_000))
                    .isEmpty();
        }
    }

    @Test
    void linesOfPairs() {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge =
                        stage.bridge(directory).with("LOG_FORMAT", "keyvalue").start()) {
            bridge.stop();

            assertThat(bridge.log().lines())
                    .allMatch(line -> line.matches(
                            "time=\\S+Z level=[A-Z]+ logger=\\S+( [.\\w]+=(\"(?:[^\"\\\\]++|\\\\.)*+\"|[^\\s\"]+))+"))
                    .anyMatch(line -> line.contains(" logger=bridge discord=\"http")
                            && line.endsWith(" text=\"The bridge is ready\""))
                    .anyMatch(line -> line.contains(" logger=bridge uptime_seconds=")
                            && line.contains(" messages=0 ")
                            && line.endsWith(" text=\"The bridge has ended\""));
        }
    }

    @Test
    void whatIsWrongWithTheSettingsIsToldInTheFormatOfTheEnvironment() {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge =
                        stage.bridge(directory).with("LOG_FORMAT", "json").with("DISCORD_TOKEN", "")) {
            assertThat(bridge.launch().awaitEnd(SOON)).isEqualTo(1);

            assertThat(bridge.log().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(
                                    parsed(line).path("formattedMessage").asText())
                            .startsWith("Cannot start: DISCORD_TOKEN is not set"));
        }
    }

    private static String uuid(Message message) {
        return java.util
                .UUID
                .nameUUIDFromBytes(("discord:message:" + message.id()).getBytes(UTF_8))
                .toString();
    }

    private static String ids(List<JsonNode> lines, Predicate<String> text) {
        return lines.stream()
                .filter(line -> text.test(line.path("formattedMessage").asText()))
                .findFirst()
                .map(line -> line.path("mdc"))
                .map(mdc ->
                        mdc.path("message").asText() + " " + mdc.path("channel").asText() + " "
                                + mdc.path("correlation").asText())
                .orElse("there is no such line");
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("This is not JSON: " + line, e);
        }
    }
}
