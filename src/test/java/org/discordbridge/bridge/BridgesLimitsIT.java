package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.discordbridge.bridge.BridgesScene.SHARDS;
import static org.discordbridge.bridge.BridgesScene.count;
import static org.discordbridge.bridge.BridgesScene.tell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.RequestRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What Discord counts for a bot or an address is counted for all bridges together. */
@Timeout(600)
@ResourceLock("three bridges and a crowd")
@ExtendWith(ServersExtension.class)
class BridgesLimitsIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path folders;

    @Test
    @Nightly
    void requestsASecond(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        try (BridgesScene scene = BridgesScene.of(
                        BridgesScene.discord(SHARDS, SHARDS).globalLimit(50), SHARDS, kafka, registry, s3, folders)
                .start()) {
            scene.crowd().begin(10, 100);
            scene.crowd().awaitMore(30 * 110);
            scene.crowd().finish();
            count(scene.crowd().answers()).assertEachOnce();

            RequestRate rate = scene.discord().requestRate();
            tell("at most " + rate.busiestSecond() + " requests within a second, refused: " + rate.refusals());
            assertThat(rate.busiestSecond()).isLessThanOrEqualTo(50);
            assertThat(rate.refusals().stream()
                            .filter(refusal ->
                                    refusal.isAfter(rate.refusals().get(0).plusSeconds(1))))
                    .isEmpty();
        }
    }

    @Test
    void refusedRequests(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess first = bridge(stage, "first");
                BridgeProcess second = bridge(stage, "second");
                Answers answers = new Answers(stage)) {
            Guild home = stage.discord().addGuild("Home");
            List<Channel> closed = IntStream.range(0, 40)
                    .mapToObj(i -> home.addTextChannel("closed-" + i))
                    .toList();
            closed.forEach(channel -> channel.deny(Permission.SEND_MESSAGES));
            kafka.createTopic(stage.responses(), 2);
            first.start();
            second.start();
            await("both are there")
                    .atMost(SOON)
                    .until(() -> first.get("/observe/health?data=true").body().contains("\"bridges\":2"));
            closed.forEach(channel -> answers.send(channel.id(), "refused"));

            await("both hold requests back").atMost(SOON).until(() -> isHeldBack(first) && isHeldBack(second));
            // half of the limit, and what the other one does until it hears of it
            assertThat(stage.discord().calls("POST", "/channels/*/messages")).hasSizeBetween(20, 30);
        }
    }

    private BridgeProcess bridge(Stage stage, String name) throws Exception {
        return stage.bridge(Files.createDirectory(folders.resolve(name)))
                .with("RESPONSES_RETRIES", "0")
                .withOption("-Dcamel.component.discord.ban-limit=40")
                .withOption("-Dcamel.component.discord.ban-window=300000");
    }

    private static boolean isHeldBack(BridgeProcess bridge) {
        return bridge.get("/observe/health").body().contains("Requests to Discord are held back until");
    }
}
