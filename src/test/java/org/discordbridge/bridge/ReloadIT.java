package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Routes and schemas that are edited by their users, without a compiler. */
@Order(6)
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class ReloadIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Path directory;

    @BeforeEach
    void folder(BridgeProcess bridge) {
        directory = bridge.directory();
    }

    @Test
    void editTakesEffectWithoutReconnectAndLosesNothing(Stage stage, BridgeProcess bridge) throws IOException {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                RecordLog elsewhere = new RecordLog(stage.kafka(), stage.commands() + ".edited")) {
            stage.kafka().createTopic(stage.commands() + ".edited", 1);
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            general.post(ada, "before");
            commands.await(1);

            edit("discord-to-kafka", "uri: kafka:{{COMMANDS_TOPIC}}", "uri: kafka:{{COMMANDS_TOPIC}}.edited");
            List<String> written = new ArrayList<>();
            int count = 0;
            while (elsewhere.read().isEmpty()) {
                written.add(general.post(ada, "during " + count++).content());
                commands.read();
            }
            written.add(general.post(ada, "last").content());

            Wire wire = new Wire(stage.registry());
            elsewhere.await(record ->
                    wire.read(record.value()).get("content").toString().equals("last"));
            List<String> arrived = new ArrayList<>();
            commands.read()
                    .forEach(record ->
                            arrived.add(wire.read(record.value()).get("content").toString()));
            elsewhere
                    .read()
                    .forEach(record ->
                            arrived.add(wire.read(record.value()).get("content").toString()));
            assertThat(arrived.remove(0)).isEqualTo("before");
            assertThat(arrived).containsExactlyElementsOf(written);
            assertThat(stage.discord().gateway().identifies()).isEqualTo(1);
            assertThat(stage.discord().gateway().resumes()).isZero();
        }
    }

    @Test
    @Nightly
    void editWhileKafkaIsAwayLosesNothing(
            @Separate KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path apart) throws IOException {
        directory = apart;
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            List<String> written = new ArrayList<>();
            written.add(general.post(ada, "before").content());
            commands.await(1);
            kafka.stop();
            for (int i = 0; i < 20; i++) {
                written.add(general.post(ada, "away " + i).content());
            }

            edit("discord-to-kafka", "description: Publish messages", "description: Edited, publish messages");
            bridge.awaitLog("routes/discord-to-kafka.camel.yaml is in effect");
            written.add(general.post(ada, "edited").content());
            kafka.start();

            commands.await(written.size(), SOON);
            Wire wire = new Wire(registry);
            assertThat(commands.all().stream()
                            .map(record ->
                                    wire.read(record.value()).get("content").toString()))
                    .containsExactlyInAnyOrderElementsOf(written);
            assertThat(bridge.log()).doesNotContain("it is lost");
        }
    }

    @Test
    void answersGoOnAfterAnEdit(Stage stage, BridgeProcess bridge) throws IOException {
        try (Answers answers = new Answers(stage)) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            answers.send(general.id(), "0");
            general.awaitMessage("0", SOON);

            edit("kafka-to-discord", "description: Post answers into their channels", "description: Edited");
            for (int i = 1; i < 100; i++) {
                answers.send(general.id(), String.valueOf(i));
            }

            assertThat(general.awaitMessages(100, SOON)).hasSize(100);
            assertThat(general.messages())
                    .extracting(Message::content)
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 100)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(bridge.log()).doesNotContain("its topic was made anew");
        }
    }

    @Test
    void fieldThatTheEventCarriesIsAddedToTheSchemaAlone(Stage stage, BridgeProcess bridge) throws IOException {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            Path schema = bridge.directory().resolve("schemas/message.avsc");
            Files.writeString(
                    schema,
                    Files.readString(schema)
                            .replace(
                                    "{\"name\": \"edited_timestamp\"",
                                    "{\"name\": \"flags\", \"type\": \"long\", \"default\": -1},\n    {\"name\": \"edited_timestamp\""));
            assertThat(new Schema.Parser().parse(schema.toFile()).getField("flags"))
                    .isNotNull();
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();

            general.post(stage.discord().addUser("Ada"), "x");

            assertThat(new Wire(stage.registry())
                            .read(commands.await(1).get(0).value())
                            .get("flags"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void greetingIsPostedWhenReady(Stage stage, BridgeProcess bridge) {
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        bridge.with("ANNOUNCEMENT_CHANNEL_ID", String.valueOf(general.id()))
                .with("ANNOUNCEMENT_TEXT", "Good morning, \"all\"")
                .start();

        general.awaitMessage("Good morning, \"all\"", SOON);
        stage.discord().gateway().invalidate(false);
        stage.discord().gateway().awaitIdentifies(2, SOON);
        general.post(stage.discord().addUser("Ada"), "!echo still here");
        general.awaitMessage("still here", SOON);
        assertThat(general.messages()).hasSize(3);
    }

    private void edit(String route, String before, String after) throws IOException {
        Path file = directory.resolve("routes/" + route + ".camel.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
