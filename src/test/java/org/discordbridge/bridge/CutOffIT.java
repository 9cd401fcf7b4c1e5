package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.Line;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that alone is cut off from Discord or from Kafka, while both are there for everybody else. */
@Timeout(300)
@ExtendWith(ServersExtension.class)
class CutOffIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void losesNothing(Servers servers, RegistryServer registry, S3Server s3) {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults().withLines(1));
                Stage stage = Stage.on(kafka, registry, s3);
                Line toDiscord = Line.to(stage.discord().port());
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            DiscordSimulator discord = stage.discord();
            Wire wire = new Wire(registry);
            Line toKafka = kafka.lines().get(0);
            User ada = discord.addUser("Ada");
            Channel general = discord.addGuild("Home").addTextChannel("general");
            bridge.with("DISCORD_API_URL", "http://" + toDiscord.address() + "/api/v10")
                    .with("KAFKA_BOOTSTRAP_SERVERS", toKafka.address());
            bridge.start();
            general.post(ada, "before");
            commands.await(1);
            assertThat(discord.requestRate().busiestSecond()).isPositive();

            toDiscord.cut();
            await("the gateway sees it gone")
                    .atMost(SOON)
                    .until(() -> discord.sessions().stream().noneMatch(GatewaySession::connected));
            general.post(ada, "without Discord");
            toDiscord.mend();
            commands.await(2);

            toKafka.cut();
            general.post(ada, "without Kafka");
            kafka.createTopic("of-others", 1);
            toKafka.mend();
            commands.await(3);

            toKafka.freeze();
            general.post(ada, "in a stall");
            kafka.createTopic("of-others-too", 1);
            toKafka.mend();
            // at least once, in order
            assertThat(commands.await(4).stream()
                            .map(record ->
                                    wire.read(record.value()).get("content").toString())
                            .distinct())
                    .containsExactly("before", "without Discord", "without Kafka", "in a stall");
        }
    }
}
