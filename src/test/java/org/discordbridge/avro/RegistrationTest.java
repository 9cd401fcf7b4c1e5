package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.assertj.core.api.AbstractThrowableAssert;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What happens with the schema when the context starts. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
@ResourceLock("log of org.apache.camel.impl")
class RegistrationTest {
    private CapturedLog log;
    private CapturedLog camel;

    @TempDir
    Path directory;

    @BeforeEach
    void captureLog() {
        camel = CapturedLog.of("org.apache.camel.impl.engine", Level.WARN);
        log = CapturedLog.of(RegistryAvroDataFormat.class.getName(), Level.INFO);
    }

    @AfterEach
    void releaseLog() {
        log.close();
        camel.close();
    }

    @Test
    void registersTheSchemaOfTheTopicsValues(RegistryServer registry) throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            SchemaRegistry.Version latest =
                    stage.client.latest(stage.topic + "-value").orElseThrow();

            assertThat(latest.version()).isEqualTo(1);
            assertThat(latest.schema()).isEqualTo(new Schema.Parser().parse(AvroStage.MESSAGE.toFile()));
            // other classes register schemas at the same time
            assertThat(log.messages())
                    .filteredOn(line -> line.contains(" " + stage.topic + "-value "))
                    .containsExactly("Schema schemas/message.avsc is registered under " + stage.topic
                            + "-value with id " + latest.id());
        }
    }

    @Test
    void makesNoNewVersionOfTheSameSchema(RegistryServer registry) throws Exception {
        new AvroStage(registry, AvroStage.MESSAGE, "same").start().close();
        try (AvroStage again = new AvroStage(registry, AvroStage.MESSAGE, "same").start()) {
            assertThat(again.client.latest("same-value").orElseThrow().version())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatTheRegistrysOwnRuleRefusesIsKnownBefore(RegistryServer registry) throws Exception {
        Path response = Path.of("schemas/response.avsc");
        new AvroStage(registry, response, "ruled").start().close();
        HttpRequest rule = HttpRequest.newBuilder(URI.create(registry.url() + "/config/ruled-value"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"BACKWARD\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(rule, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        Path schema = Files.writeString(
                directory.resolve("response.avsc"),
                Files.readString(response)
                        .replaceFirst("\"fields\": *\\[", "\"fields\": [{\"name\": \"mood\", \"type\": \"long\"},"));
        String advice = ". Mend the schema file, use another topic, or give the subject another rule at registry "
                + registry.url()
                + " (PUT /config/ruled-value); SCHEMA_COMPATIBILITY is what the bridge itself asks for";
        try (AvroStage again = new AvroStage(registry, schema, "ruled")) {
            again.format.setCompatibility(Compatibility.NONE);
            assertThatThrownBy(again.format::plan)
                    .hasMessageStartingWith(
                            "Cannot start: " + schema + " would be refused as a new version of ruled-value: ")
                    .hasMessageEndingWith(advice);
            assertThatThrownBy(again::start)
                    .hasStackTraceContaining("refused the schema (409")
                    .hasStackTraceContaining(advice);
        }
    }

    @Test
    void registersANewVersionThatFits(RegistryServer registry) throws Exception {
        new AvroStage(registry, AvroStage.MESSAGE, "grown").start().close();
        Path schema = message("{\"name\": \"flags\", \"type\": \"long\", \"default\": 0}, {\"name\": \"uuid\"");
        try (AvroStage again = new AvroStage(registry, schema, "grown").start()) {
            assertThat(again.client.latest("grown-value").orElseThrow().version())
                    .isEqualTo(2);
        }
    }

    @Test
    void stopsTheStartWithAFieldOfAnotherTypeThanEventsHave(RegistryServer registry) throws Exception {
        Path schema = message("{\"name\": \"flags\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"uuid\"");
        try (AvroStage stage = new AvroStage(registry, schema)) {
            String reason =
                    "field 'flags' of " + schema + " is \"string\", and MessageCreated has it as long, so that none"
                            + " could be written. Make it long, or a union of null and that";
            failsToStart(stage).hasMessage("Cannot start: " + reason);
            assertThat(stage.client.latest(stage.topic + "-value")).isEmpty();
            assertThatThrownBy(stage.format::plan).hasMessage("Cannot start: " + reason);
        }
    }

    @Test
    void tellsOfAFieldThatNoEventHas(RegistryServer registry) throws Exception {
        Path schema = message("{\"name\": \"flagz\", \"type\": \"long\", \"default\": 0}, {\"name\": \"uuid\"");
        try (AvroStage stage = new AvroStage(registry, schema).start()) {
            String oddity = "Field 'flagz' of " + schema + " is none that events have: every record has its default."
                    + " Correct the name, which is one of those in the table of the component's page";
            assertThat(log.messages()).contains(oddity);
            assertThat(stage.format.oddities()).containsExactly(oddity);
        }
    }

    @Test
    void stopsTheStartWithASchemaThatDoesNotFit(RegistryServer registry) throws Exception {
        new AvroStage(registry, AvroStage.MESSAGE, "broken").start().close();
        Path schema = message("{\"name\": \"event\", \"type\": \"string\"}, {\"name\": \"uuid\"");
        try (AvroStage again = new AvroStage(registry, schema, "broken")) {
            failsToStart(again)
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessage(
                            "Cannot start: " + schema + " is incompatible with version 1 of broken-value at registry "
                                    + registry.url()
                                    + ": field 'event' has no default: a reader of the new schema could not"
                                    + " read the records before. Mend the schema file, or use another topic");
            assertThat(again.client.latest("broken-value").orElseThrow().version())
                    .isEqualTo(1);
        }
    }

    @Test
    void registersWhatDoesNotFitIfToldSo(RegistryServer registry) throws Exception {
        new AvroStage(registry, AvroStage.MESSAGE, "forced").start().close();
        Path schema = message("{\"name\": \"event\", \"type\": \"string\"}, {\"name\": \"uuid\"");
        try (AvroStage again = new AvroStage(registry, schema, "forced")) {
            again.format.setCompatibility(Compatibility.NONE);
            again.start();

            assertThat(again.client.latest("forced-value").orElseThrow().version())
                    .isEqualTo(2);
        }
    }

    @Test
    void refusesATopicOfOtherRecords(RegistryServer registry) throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE)) {
            stage.wire.register(
                    stage.topic + "-value",
                    SchemaBuilder.record("Cat").fields().requiredString("name").endRecord());

            failsToStart(stage)
                    .hasMessageStartingWith("Cannot start: schemas/message.avsc is incompatible with version 1 of "
                            + stage.topic + "-value at registry " + registry.url() + ": ");
        }
    }

    @Test
    void passesOnWhatTheRegistryRefuses() {
        try (StubRegistry stub = StubRegistry.answering(401, "{\"error_code\":401,\"message\":\"who are you\"}");
                AvroStage stage = stage(stub.url(), AvroStage.MESSAGE, 20_000)) {
            failsToStart(stage)
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessage("registry " + stub.url() + " refused the credentials (401: who are you)");
            // not tried again
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void saysThatTheSchemaFileIsMissing(RegistryServer registry) {
        Path schema = directory.resolve("nowhere.avsc");
        try (AvroStage stage = new AvroStage(registry, schema)) {
            failsToStart(stage)
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot start: schema file " + schema + " cannot be read: ");
        }
    }

    @Test
    void saysThatTheSchemaFileIsNoSchema(RegistryServer registry) throws Exception {
        Path schema = directory.resolve("broken.avsc");
        for (String text : new String[] {"{", "{\"type\":\"recorder\"}", ""}) {
            Files.writeString(schema, text);
            try (AvroStage stage = new AvroStage(registry, schema)) {
                failsToStart(stage)
                        .isExactlyInstanceOf(RegistryException.class)
                        .hasMessageStartingWith("Cannot start: schema file " + schema + " cannot be read: ");
            }
        }
    }

    @Test
    void givesUpWaitingForTheRegistry() {
        try (StubRegistry stub = StubRegistry.answering(503, "");
                AvroStage stage = stage(stub.url(), AvroStage.MESSAGE, 4_000)) {
            failsToStart(stage)
                    .isExactlyInstanceOf(RegistryException.class)
                    .hasMessage("Cannot start: registry " + stub.url() + " cannot answer GET /subjects/" + stage.topic
                            + "-value/versions/latest (503), tried for 4 s. Start it, or set SCHEMA_REGISTRY_URL to where"
                            + " it is");
            assertThat(stub.requests()).hasSizeBetween(2, 6);
            assertThat(log.messages())
                    .contains("Waiting for the schema registry: registry " + stub.url()
                            + " cannot answer GET /subjects/" + stage.topic + "-value/versions/latest (503)");
        }
    }

    @Test
    void waitsForARegistryThatIsReadyLater() throws Exception {
        String known = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("id", 7)
                .put("version", 1)
                .put("schema", Files.readString(AvroStage.MESSAGE))
                .toString();
        try (StubRegistry stub = StubRegistry.answering(503, "");
                AvroStage stage = stage(stub.url(), AvroStage.MESSAGE, 20_000)) {
            Thread helper = new Thread(() -> {
                org.awaitility.Awaitility.await()
                        .until(() -> log.messages().stream().anyMatch(line -> line.contains(stub.url())));
                stub.answerNow(200, known);
            });
            helper.start();
            stage.start();
            helper.join();

            assertThat(log.messages())
                    .filteredOn(line -> line.contains(stage.topic + "-value"))
                    .containsExactly(
                            "Waiting for the schema registry: registry " + stub.url() + " cannot answer GET /subjects/"
                                    + stage.topic + "-value/versions/latest (503)",
                            "Schema schemas/message.avsc is registered under " + stage.topic + "-value with id 7");
        }
    }

    private static AvroStage stage(String url, Path schema, long timeout) {
        AvroStage stage = new AvroStage(
                new RegistryServer() {
                    @Override
                    public String url() {
                        return url;
                    }

                    @Override
                    public void kill() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void start() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void stop() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void close() {
                        throw new UnsupportedOperationException();
                    }
                },
                schema);
        stage.format.setStartupTimeoutMillis(timeout);
        return stage;
    }

    private Path message(String first) throws Exception {
        Path schema = directory.resolve("message.avsc");
        Files.writeString(schema, Files.readString(AvroStage.MESSAGE).replace("{\"name\": \"uuid\"", first));
        return schema;
    }

    private static AbstractThrowableAssert<?, ?> failsToStart(AvroStage stage) {
        return assertThatThrownBy(stage::start);
    }
}
