package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The streams beside a bridge, as the README starts them: each flood is told once, whatever becomes of an instance. */
@Order(1)
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class StreamsIT {
    private static final int CHANNELS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folders;

    private final List<Channel> channels = new ArrayList<>();

    @Test
    void twoInstancesTellEachFloodOnceThoughOneIsKilled(Stage stage, BridgeProcess bridge) throws Exception {
        Guild guild = stage.discord().addGuild("Home");
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(guild.addTextChannel("channel-" + i));
        }
        bridge.with("TOPIC_PARTITIONS", "3").start();
        List<String> flooders = new ArrayList<>();
        try (BridgeProcess first = streams(stage, "first");
                BridgeProcess second = streams(stage, "second");
                RecordLog alerts = RecordLog.committed(stage.kafka(), stage.alerts())) {
            first.launch().awaitLog("The streams are running, with 3 rules");
            second.launch().awaitLog("The streams are running, with 3 rules");
            for (int i = 0; i < 3; i++) {
                flooders.add(flood(stage, "Mallory" + i));
            }
            awaitTold(stage, alerts, flooders);
            for (BridgeProcess one : List.of(first, second)) {
                awaitCounted(one, flooders.size() * CHANNELS);
            }

            for (int i = 3; i < 6; i++) {
                flooders.add(flood(stage, "Mallory" + i));
                if (i == 4) {
                    first.kill();
                }
            }
            awaitTold(stage, alerts, flooders);
            awaitCounted(second, flooders.size() * CHANNELS);

            Files.writeString(
                    second.directory().resolve("rules/own.yaml"),
                    "rules:\n  - {name: own, kind: flood, messages: 3, within: 10s}\n");
            second.awaitLog("Rules in force: own, young-accounts-join, same-text-everywhere, message-flood");
            User eve = stage.discord().addUser("Eve");
            for (int i = 0; i < 3; i++) {
                channels.get(0).post(eve, "number " + i);
            }
            alerts.await(record -> read(stage, record).get("rule").toString().equals("own"));
            assertThat(alerts.all()).hasSize(flooders.size() + 1);
            assertThat(second.log()).doesNotContain("one and the same").doesNotContain("ERROR");
            assertThat(second.stop()).isEqualTo(143);
            assertThat(second.log()).contains("The streams have ended");
        }
        awaitReplayed(stage, flooders.size());
    }

    /** Tries other rules on what happened, beside those that ship. */
    private void awaitReplayed(Stage stage, int floods) throws Exception {
        try (BridgeProcess replay = streams(stage, "replay")) {
            Files.writeString(
                    replay.directory().resolve("my-rules.yaml"),
                    "rules:\n  - {name: mine, kind: same-text, channels: 2, within: 30s}\n"
                            + "  - {name: message-flood, kind: flood, messages: 10, within: 5s}\n");
            int status = replay.withArguments("--streams", "--replay", "999999d", "--rules", "my-rules.yaml")
                    .launch()
                    .awaitEnd(Duration.ofSeconds(120));
            assertThat(replay.log())
                    .containsPattern("(?m)^Read \\d+ records since \\S+Z in \\d+\\.\\d s\\.$")
                    .containsPattern("(?m)^mine +" + floods + " +- ")
                    .containsPattern("(?m)^message-flood +0 +0$")
                    .containsPattern("(?m)^same-text-everywhere +- +" + floods + "$")
                    .containsPattern(
                            "(?m)^mine, \\S+Z, guild \\d+, by \\d+: The same text in 2 channels within \\d+ s by one"
                                    + " person$")
                    .contains("    https://discord.com/channels/")
                    .contains("Against the rules in force: " + floods + " alerts more, " + floods
                            + " fewer, 0 the same.");
            assertThat(status).isZero();
        }
        try (BridgeProcess replay = streams(stage, "alone")) {
            int status = replay.with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                    .withArguments("--streams", "--replay", "1d")
                    .launch()
                    .awaitEnd(Duration.ofSeconds(120));
            assertThat(replay.log())
                    .contains("Cannot start the streams: Kafka at 127.0.0.1:1 did not answer within 30 s. Start it, or"
                            + " set KAFKA_BOOTSTRAP_SERVERS to where it is");
            assertThat(status).isEqualTo(1);
        }
        try (BridgeProcess replay = streams(stage, "typo")) {
            int status = replay.withArguments("--streams", "--replay", "lately")
                    .launch()
                    .awaitEnd(Duration.ofSeconds(60));
            assertThat(replay.log()).startsWith("Not understood: --replay lately\nUsage: ");
            assertThat(status).isEqualTo(2);
        }
    }

    private BridgeProcess streams(Stage stage, String name) throws Exception {
        return stage.bridge(Files.createDirectory(folders.resolve(name)))
                .with("DISCORD_TOKEN", "")
                .with("TOPIC_PARTITIONS", "3")
                .withShippedOptions()
                .withArguments("--streams");
    }

    /** Waits until an instance shows that many messages of all channels, whichever instance has counted them. */
    private void awaitCounted(BridgeProcess instance, int messages) {
        await("the page has " + messages + " messages")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    JsonNode view = JSON.readTree(
                            instance.ask("GET", "STREAMS_HTTP_PORT", "/observe/activity", "application/json")
                                    .body());
                    assertThat(view.path("complete").asBoolean()).as("%s", view).isTrue();
                    assertThat(view.path("hours").findValues("messages").stream()
                                    .mapToInt(JsonNode::asInt)
                                    .sum())
                            .as("%s", view)
                            .isEqualTo(messages);
                    assertThat(view.path("busiest_channels").findValuesAsText("channel_name"))
                            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CHANNELS)
                                    .mapToObj(i -> "channel-" + i)
                                    .toList());
                });
        HttpResponse<String> page = instance.ask("GET", "STREAMS_HTTP_PORT", "/observe/activity", "text/html");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("<svg", "#channel-0");
        assertThat(instance.ask("GET", "STREAMS_HTTP_PORT", "/observe/health/ready", "*/*")
                        .statusCode())
                .isEqualTo(200);
    }

    private String flood(Stage stage, String name) {
        User mallory = stage.discord().addUser(name);
        for (Channel channel : channels) {
            channel.post(mallory, "one and the same of " + name);
        }
        return String.valueOf(mallory.id());
    }

    private static void awaitTold(Stage stage, RecordLog alerts, List<String> flooders) {
        await("each flood is told")
                .atMost(Duration.ofSeconds(120))
                .pollInSameThread()
                .until(() -> {
                    TreeSet<String> told = new TreeSet<>();
                    alerts.read()
                            .forEach(record ->
                                    told.add(String.valueOf(read(stage, record).get("user_ids"))));
                    return told.size() == flooders.size();
                });
        assertThat(alerts.all().stream()
                        .map(record -> read(stage, record))
                        .map(alert -> alert.get("rule") + " " + alert.get("user_ids")))
                .containsExactlyInAnyOrderElementsOf(flooders.stream()
                        .map(user -> "same-text-everywhere [" + user + "]")
                        .toList());
        assertThat(alerts.all())
                .allSatisfy(record -> assertThat(new String(record.key(), UTF_8))
                        .isEqualTo(read(stage, record).get("guild_id").toString()));
    }

    private static GenericRecord read(Stage stage, ConsumerRecord<byte[], byte[]> record) {
        return new Wire(stage.registry()).read(record.value());
    }
}
