package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real traffic, and what {@code /observe} says of it. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class MetricsIT {
    private static final String READY = "discord_gateway_ready{session=\"1\",shard=\"0\"}";
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private Channel general;
    private User ada;
    private Path temporary;
    private BridgeProcess bridge;
    private Answers answers;
    private RecordLog commands;

    @BeforeEach
    void start(
            KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory, @TempDir Path temporary) {
        this.temporary = temporary;
        stage = Stage.on(kafka, registry, s3);
        general = stage.discord().addGuild("Home").addTextChannel("general");
        ada = stage.discord().addUser("Ada");
        bridge = stage.bridge(directory)
                .with("RESPONSES_RETRIES", "1")
                .withOption("-Djava.io.tmpdir=" + temporary)
                .start();
        answers = new Answers(stage);
        commands = new RecordLog(kafka, stage.commands());
    }

    @AfterEach
    void stop() {
        commands.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void figuresOfWhatWasDone() {
        general.post(ada, "one");
        general.post(ada, "two");
        general.post(ada, MessageDraft.text("with a file").attach(Upload.text("a.txt", "0123456789")));
        commands.await(3);
        answers.send(general.id(), "an answer");
        general.awaitMessage("an answer", SOON);
        answers.send(general.id(), " ");
        stage.discord()
                .fault(Fault.rateLimited(Duration.ofMillis(100)))
                .on("POST", "/channels/" + general.id() + "/messages")
                .times(1);
        answers.send(general.id(), "after a pause");
        general.awaitMessage("after a pause", SOON);
        stage.discord().fault(Fault.status(500)).on("POST", "/channels/" + general.id() + "/messages");
        answers.send(general.id(), "in vain");
        stage.discord().gateway().closeAll(4000);
        String dead = "discord_published_total{topic=\"" + stage.deadLetters() + "\"}";
        await().atMost(SOON).until(() -> metrics().getOrDefault(dead, 0.0) == 2);
        await().atMost(SOON).until(() -> metrics().getOrDefault(READY, -1.0) == 1);

        Map<String, Double> metrics = metrics();
        assertThat(metrics)
                .containsEntry("discord_events_total{event=\"message-created\",route=\"discord-to-kafka\"}", 3.0)
                .containsEntry("discord_events_failed_total{route=\"discord-to-kafka\"}", 0.0)
                .containsEntry("discord_events_lost_total{route=\"discord-to-kafka\"}", 0.0)
                .containsEntry("discord_lag_seconds_count{route=\"discord-to-kafka\"}", 3.0)
                .containsEntry("discord_lag_seconds_bucket{route=\"discord-to-kafka\",le=\"600.0\"}", 3.0)
                .containsEntry("discord_published_total{topic=\"" + stage.commands() + "\"}", 3.0)
                .containsEntry("discord_answers_total{status=\"POSTED\"}", 2.0)
                .containsEntry("discord_answers_total{status=\"FAILED\"}", 2.0)
                .containsEntry("discord_answers_total{status=\"DUPLICATE\"}", 0.0)
                .containsEntry("discord_answer_seconds_count", 2.0)
                .containsEntry("discord_answer_retries_total", 1.0)
                .containsEntry("discord_operation_seconds_count{operation=\"send-message\",outcome=\"done\"}", 2.0)
                .containsEntry("discord_operation_seconds_count{operation=\"send-message\",outcome=\"failed\"}", 2.0)
                .containsEntry("discord_files_total{status=\"STORED\"}", 1.0)
                .containsEntry("discord_files_total{status=\"PENDING\"}", 0.0)
                .containsEntry("discord_file_bytes_total", 10.0)
                .containsEntry("discord_store_away_seconds", 0.0)
                .containsEntry("discord_kafka_stalled_seconds", 0.0)
                .containsEntry("discord_rate_limited_total{session=\"1\"}", 1.0)
                .containsEntry("discord_refused_requests{session=\"1\"}", 1.0)
                .containsEntry("discord_requests_held_back{session=\"1\"}", 0.0)
                .containsEntry("discord_rest_requests_total{session=\"1\",status=\"5xx\"}", 2.0)
                .containsEntry("discord_gateway_disconnects_total{session=\"1\",shard=\"0\"}", 1.0)
                .containsEntry("discord_gap_open", 0.0);
        assertThat(metrics.get("discord_gateway_ping_seconds{session=\"1\",shard=\"0\"}"))
                .isNotNull();
        // guilds are looked at every five seconds
        await().atMost(SOON).until(() -> names().contains("discord_watermark_age_seconds"));
        assertThat(names()).containsExactlyInAnyOrderElementsOf(documented());
        assertThat(metrics.keySet()).noneMatch(name -> name.contains(String.valueOf(general.id())));
        assertThat(metrics.get("discord_published_total{topic=\"" + stage.ledger() + "\"}"))
                .isEqualTo(2.0);
        assertThat(metrics.get("discord_published_total{topic=\"" + stage.watermarks() + "\"}"))
                .isPositive();
        assertThat(metrics.keySet()).anyMatch(name -> name.startsWith("jvm_memory_used_bytes{area=\"heap\""));
        assertThat(temporary).as("what a kill would leave behind").isEmptyDirectory();
    }

    private void everyPartIsHealthy() {
        JsonNode health = json("/observe/health?data=true");

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(part(health, "discord"))
                .containsEntry("gateway", "READY")
                .containsEntry("shard", "0 of 1")
                .containsEntry("gaps", "0");
        assertThat(part(health, "kafka"))
                .containsEntry("servers", stage.kafka().bootstrapServers())
                .containsEntry("acknowledges", "true");
        assertThat(part(health, "store"))
                .containsEntry("bucket", stage.bucket())
                .containsEntry("awaySeconds", "0");
        assertThat(json("/observe/health/live").path("status").asText()).isEqualTo("UP");
        assertThat(json("/observe/info").path("camel").path("name").asText()).isEqualTo("discord-bridge");
        assertThat(health.toString()
                        + json("/observe/info")
                        + bridge.get("/observe/metrics").body())
                .doesNotContain(stage.discord().token(), stage.s3().secretKey());
    }

    private void whoeverAsksIsAnswered() {
        for (String path : List.of("/observe/metrics", "/observe/health", "/observe/health/ready", "/observe/info")) {
            for (String accept : List.of(
                    "*/*",
                    "text/plain",
                    "text/plain;version=0.0.4",
                    "text/plain; version=0.0.4; charset=utf-8",
                    "application/openmetrics-text",
                    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                    "application/openmetrics-text; version=1.0.0; charset=utf-8",
                    "application/json",
                    "text/html,application/xhtml+xml")) {
                assertThat(bridge.ask("GET", path, accept).statusCode())
                        .as("%s as %s", path, accept)
                        .isEqualTo(200);
            }
            HttpResponse<String> head = bridge.ask("HEAD", path, "*/*");
            assertThat(head.statusCode()).as("HEAD %s", path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(bridge.ask("GET", "/observe/metrics", "text/plain").body())
                .contains("# HELP discord_gap_open ", "# TYPE discord_gap_open gauge");
        assertThat(bridge.ask("GET", "/observe/metrics", "application/openmetrics-text")
                        .body())
                .endsWith("# EOF\n");
        assertThat(bridge.ask("GET", "/observe/health", "text/plain").body()).startsWith("{");
    }

    private void everyFigureHasItsHelp() {
        List<String> lines = bridge.ask("GET", "/observe/metrics", "text/plain")
                .body()
                .lines()
                .toList();
        List<String> names = lines.stream()
                .filter(line -> line.startsWith("# TYPE discord_"))
                .map(line -> line.split(" ")[2])
                .toList();
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(lines)
                        .anyMatch(
                                line -> line.startsWith("# HELP " + name + " ") && line.length() > name.length() + 10));
    }

    @Test
    void saysWhatItIsConnectedToAndWhatItHasDone() {
        everyPartIsHealthy();
        whoeverAsksIsAnswered();
        everyFigureHasItsHelp();
        bridge.awaitLog("bridge -   http      http://127.0.0.1:" + bridge.setting("HTTP_PORT"));
        assertThat(bridge.log())
                .contains("bridge - The bridge is ready", "guilds, shard 0 of 1")
                .contains("intents   AUTO_MODERATION_CONFIGURATION, ", "MESSAGE_CONTENT")
                .contains("kafka     " + stage.kafka().bootstrapServers() + ", topics " + stage.commands() + ", ")
                .contains("registry  " + stage.registry().url() + ", 5 schemas")
                .contains("bucket    " + stage.bucket() + " at " + stage.s3().url())
                .contains("routes    announce, answer-failed, ask, ");
        general.post(ada, MessageDraft.text("secret words").attach(Upload.text("a.txt", "0123456789")));
        commands.await(1);
        answers.send(general.id(), "an answer");
        general.awaitMessage("an answer", SOON);
        answers.send(general.id(), " ");
        bridge.awaitLog("There is nothing to send");
        await().atMost(SOON).until(() -> metrics().get("discord_answers_total{status=\"FAILED\"}") == 1);

        bridge.stop();

        assertThat(bridge.log())
                .containsPattern("bridge - The bridge has ended after \\d+ s: 1 messages came in, \\d+ records were"
                        + " published, 1 answers posted, 1 dead letters kept, 1 files of 10 bytes stored; 0 channels"
                        + " have gaps")
                .doesNotContain(
                        "secret words", stage.discord().token(), stage.s3().secretKey());
    }

    private JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(bridge.get(path).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> part(JsonNode health, String name) {
        Map<String, String> details = new TreeMap<>();
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                check.path("data")
                        .fields()
                        .forEachRemaining(
                                one -> details.put(one.getKey(), one.getValue().asText()));
            }
        }
        return details;
    }

    private Set<String> names() {
        return metrics().keySet().stream()
                .filter(name -> name.startsWith("discord_"))
                .map(name -> name.replaceFirst("\\{.*", "").replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toSet());
    }

    /** What operating.md says there is. */
    private static List<String> documented() {
        try {
            return Pattern.compile("^\\| `(discord_[a-z_]+)` \\|", Pattern.MULTILINE)
                    .matcher(Files.readString(Path.of("src/main/docs/operating.md"))
                            .split("\\| metric \\|")[1])
                    .results()
                    .map(row -> row.group(1))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, Double> metrics() {
        Map<String, Double> values = new TreeMap<>();
        bridge.get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" (?=[^ ]+$)"))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> values.put(parts[0], Double.valueOf(parts[1])));
        return values;
    }
}
