package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers that go away while the bridge runs, and come back. */
@Order(3)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class OutageIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void messagesWaitForKafkaInOrder(@Separate KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                expected.add(general.post(ada, "before " + i).content());
            }
            general.post(ada, "!echo first");
            expected.add("!echo first");
            general.awaitMessage("first", SOON);

            kafka.stop();
            for (int i = 0; i < 50; i++) {
                expected.add(general.post(ada, "meanwhile " + i).content());
            }
            bridge.awaitLog(
                    "Kafka at " + kafka.bootstrapServers() + " has acknowledged nothing for 10 s: 50 records for"
                            + " topic " + stage.commands() + " wait for it and are kept");
            await("health tells")
                    .atMost(SOON)
                    .until(() -> bridge.get("/observe/health").statusCode() == 503);
            assertThat(bridge.get("/observe/health").body())
                    .contains("Kafka at " + kafka.bootstrapServers() + " has acknowledged nothing for 3")
                    .contains(" s: what comes waits for it and is kept");
            assertThat(bridge.get("/observe/health/ready").statusCode()).isEqualTo(200);
            assertThat(bridge.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(stalled(bridge)).isGreaterThan(30);
            kafka.start();
            bridge.awaitLog("Kafka at " + kafka.bootstrapServers() + " acknowledges records for topic "
                    + stage.commands() + " again");
            expected.add(general.post(ada, "!echo after").content());

            general.awaitMessage("after", SOON);
            await("nothing waits").atMost(SOON).until(() -> stalled(bridge) == 0);
            assertThat(bridge.get("/observe/health").statusCode()).isEqualTo(200);
            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                Wire wire = new Wire(registry);
                assertThat(commands.await(expected.size()))
                        .extracting(record ->
                                wire.read(record.value()).get("content").toString())
                        .containsExactlyElementsOf(expected);
            }
            assertThat(stage.discord().gateway().identifies()).isEqualTo(1);
        }
    }

    private static double stalled(BridgeProcess bridge) {
        return bridge.get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("discord_kafka_stalled_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Nightly
    void answersWaitForTheRegistry(KafkaServer kafka, @Separate RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory).withoutLongWaits("kafka-to-discord");
                Answers answers = new Answers(stage)) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            User ada = stage.discord().addUser("Ada");
            bridge.start();
            registry.stop();

            // its schema is not known to the bridge yet
            answers.send(general.id(), "who am I");
            bridge.awaitLog("registry " + registry.url() + " does not answer (");
            // what is known needs no registry
            Message message = general.post(ada, "still published");
            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                assertThat(commands.await(1)).hasSize(1);
            }
            assertThat(general.messages()).containsExactly(message);

            registry.start();
            general.awaitMessage("who am I", SOON);
        }
    }
}
