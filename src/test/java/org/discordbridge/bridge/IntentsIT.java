package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.avro.generic.GenericRecord;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged bridge with the model from {@code target/intents}, and without. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class IntentsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String HOURS = """
            intents:
              - name: opening-hours
                examples: [When are you open?, What time do you close?, Are you open on Sundays?]
            """;

    @TempDir
    Path directory;

    private Stage stage;
    private Wire wire;
    private Channel general;
    private User ada;
    private BridgeProcess bridge;
    private RecordLog commands;

    @BeforeEach
    void prepare(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        stage = Stage.on(kafka, registry, s3);
        wire = new Wire(registry);
        ada = stage.discord().addUser("Ada");
        general = stage.discord().addGuild("Home").addTextChannel("general");
        bridge = stage.bridge(directory);
        commands = new RecordLog(kafka, stage.commands());
    }

    @AfterEach
    void end() {
        commands.close();
        bridge.close();
        stage.close();
    }

    private GenericRecord record(String content) {
        general.post(ada, content);
        return wire.read(commands.await(one ->
                        content.equals(wire.read(one.value()).get("content").toString()))
                .value());
    }

    /** Whether the native library of the model is in the memory of the bridge. */
    private boolean isLoaded() throws IOException {
        return Files.readString(Path.of("/proc/" + bridge.pid() + "/maps")).contains("onnxruntime");
    }

    @Test
    void withoutIntentsNothingOfItIsLoaded() throws Exception {
        try (JarFile jar = new JarFile("target/discord-bridge.jar")) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .contains("lib/camel-main-")
                    .doesNotContain("onnxruntime", "minilm", "langchain4j");
        }
        assertThat(Path.of("target/lib"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().matches("(onnxruntime|langchain4j).*"));
        bridge.start();

        GenericRecord record = record("When are you open?");
        assertThat(record.get("intent")).isNull();
        assertThat(record.get("intent_score")).isNull();
        assertThat(isLoaded()).isFalse();
        assertThat(bridge.log()).doesNotContain("ntents in force", "WARN", "ERROR");
    }

    @Test
    void recordsHaveIntentsThatMayChange() throws Exception {
        Path file = Files.createDirectory(directory.resolve("intents")).resolve("questions.yaml");
        Files.writeString(file, HOURS);
        bridge.start();

        GenericRecord asked = record("until when can I come on a sunday?");
        assertThat(asked.get("intent")).hasToString("opening-hours");
        assertThat((Double) asked.get("intent_score")).isBetween(0.45, 1.0);
        assertThat(record("my cat has a cold").get("intent")).hasToString("unknown");
        assertThat(isLoaded()).isTrue();

        Files.writeString(file, HOURS + "  - name: sick-animals\n    examples: [my dog is ill]\n    treshold: 1\n");
        bridge.awaitLog("questions.yaml, line 6: treshold is not known here: there are examples, name, threshold. Its"
                + " last good intents go on");
        assertThat(record("are you open on Sunday evenings?").get("intent")).hasToString("opening-hours");
        Files.writeString(file, HOURS + "  - name: sick-animals\n    examples: [my dog is ill]\n");
        bridge.awaitLog("Intents in force: opening-hours, sick-animals");
        assertThat(record("my dog is ill").get("intent")).hasToString("sick-animals");

        Files.delete(file);
        bridge.awaitLog("Intents in force: none. Messages have no intent");
        assertThat(record("When do you close?").get("intent")).isNull();
    }

    @Test
    void aFolderWithoutAnyThatIsUnderstoodLoadsNothing() throws Exception {
        Files.createDirectory(directory.resolve("intents"));
        bridge.start();
        Files.writeString(directory.resolve("intents/broken.yaml"), "intents: [{name: a}]\n");
        bridge.awaitLog("broken.yaml, line 1: examples is missing: it is a list. None of its intents is in force");

        assertThat(record("When are you open?").get("intent")).isNull();
        assertThat(isLoaded()).isFalse();
    }

    @Test
    void checkTellsOfThem() throws Exception {
        Files.createDirectory(directory.resolve("intents"));
        Files.writeString(directory.resolve("intents/questions.yaml"), HOURS);
        Files.writeString(directory.resolve("intents/broken.yaml"), "intents: [{name: a}]\n");
        bridge.withArguments("--check").launch();

        assertThat(bridge.awaitEnd(SOON)).isZero();
        Awaitility.await()
                .untilAsserted(() -> assertThat(bridge.log())
                        .contains(
                                "WARN  Meaning   broken.yaml, line 1: examples is missing: it is a list",
                                "ok    Meaning   messages may be opening-hours"));
    }
}
