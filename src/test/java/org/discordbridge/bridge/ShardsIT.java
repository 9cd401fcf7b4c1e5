package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bridge whose guilds are divided among shards. */
@Timeout(300)
@ExtendWith(ServersExtension.class)
class ShardsIT {
    private static final int SHARDS = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final List<Channel> channels = new ArrayList<>();
    private User ada;
    private int written;

    @Test
    void losesNothingOnAnyShardEvenIfItIsKilled(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        DiscordSimulator discord =
                DiscordSimulator.builder().shards(SHARDS).maxConcurrency(SHARDS).start();
        try (Stage stage = Stage.on(discord, kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands());
                RecordLog watermarks = new RecordLog(kafka, stage.watermarks())) {
            ada = discord.addUser("Ada");
            for (long i = 0; i < SHARDS; i++) {
                channels.add(
                        discord.addGuild("Guild " + i, (3_000_000 + i) << 22).addTextChannel("general"));
            }
            channels.add(discord.directChannel(ada));
            bridge.start();
            bridge.awaitLog("in " + SHARDS + " guilds, " + SHARDS + " shards");
            assertThat(discord.sessions())
                    .hasSize(SHARDS)
                    .extracting(GatewaySession::shards)
                    .containsOnly(SHARDS);
            assertThat(metrics(bridge))
                    .contains(
                            "discord_gateway_ready{session=\"1\",shard=\"0\"} 1.0",
                            "discord_gateway_ready{session=\"1\",shard=\"1\"} 1.0",
                            "discord_gateway_ready{session=\"1\",shard=\"2\"} 1.0");
            post(20);
            commands.await(20 * channels.size());
            // nothing of shard 1 is under way any more, so that the kill repeats nothing of it
            watermarks.awaitWatermark(channels.get(1));

            discord.gateway().refuseConnections(true);
            discord.gateway().close(1, 4000);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(metrics(bridge))
                            .contains(
                                    "discord_gateway_ready{session=\"1\",shard=\"0\"} 1.0",
                                    "discord_gateway_ready{session=\"1\",shard=\"1\"} 0.0",
                                    "discord_gateway_disconnects_total{session=\"1\",shard=\"1\"} 1.0",
                                    "discord_gateway_disconnects_total{session=\"1\",shard=\"2\"} 0.0"));
            assertThat(bridge.get("/observe/health?data=true").body())
                    .contains("\"shard.1\"", "shard 1 of 3: Discord closed the connection with 4000 (unknown error)")
                    .doesNotContain("\"shard.0\"", "\"shard.2\"");
            // nobody reads shard 1 now, and the others are cut off amid what they do
            post(20);
            bridge.kill();
            post(20);
            discord.gateway().refuseConnections(false);
            bridge.start();
            post(20);

            Wire wire = new Wire(registry);
            Map<String, List<String>> texts = texts(wire, commands);
            assertThat(channels).allSatisfy(channel -> {
                List<String> all = texts.get(String.valueOf(channel.id()));
                List<String> once = IntStream.rangeClosed(1, written)
                        .mapToObj(String::valueOf)
                        .toList();
                // the last moment before the kill may come twice
                assertThat(List.copyOf(new LinkedHashSet<>(all))).isEqualTo(once);
            });
            assertThat(texts.get(String.valueOf(channels.get(1).id()))).hasSize(written);
        }
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            written++;
            for (Channel channel : channels) {
                channel.post(ada, String.valueOf(written));
            }
        }
    }

    /** By channel, as soon as the last of each has come. */
    private Map<String, List<String>> texts(Wire wire, RecordLog commands) {
        for (Channel channel : channels) {
            String last = channel.id() + " " + written;
            commands.await(record -> {
                GenericRecord read = wire.read(record.value());
                return last.equals(read.get("channel_id") + " " + read.get("content"));
            });
        }
        return commands.read().stream()
                .map(record -> wire.read(record.value()))
                .collect(Collectors.groupingBy(
                        record -> record.get("channel_id").toString(),
                        Collectors.mapping(record -> record.get("content").toString(), Collectors.toList())));
    }

    private static String metrics(BridgeProcess bridge) {
        return bridge.get("/observe/metrics").body();
    }
}
