package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is done once for a bot, or for a guild, is done by one of its bridges. */
@Timeout(300)
@ExtendWith(ServersExtension.class)
class BridgesOnceIT {
    private static final int SHARDS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String COMMANDS = "/applications/*/commands";
    private static final String CHANNELS = "/guilds/*/channels";

    private final List<Channel> channels = new ArrayList<>();
    private DiscordSimulator discord;
    private Stage stage;
    private BridgeProcess first;
    private BridgeProcess second;

    @BeforeEach
    void prepare(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path folders) throws Exception {
        discord =
                DiscordSimulator.builder().shards(SHARDS).maxConcurrency(SHARDS).start();
        stage = Stage.on(discord, kafka, registry, s3);
        for (long i = 0; i < SHARDS; i++) {
            channels.add(discord.addGuild("Guild " + i, (3_000_000 + i) << 22).addTextChannel("general"));
        }
        first = bridge(folders, "first");
        // what each asks for is told apart by the host that it names
        second = bridge(folders, "second")
                .with("DISCORD_API_URL", discord.apiUrl().replace("127.0.0.1", "localhost"));
    }

    @AfterEach
    void end() {
        second.close();
        first.close();
        stage.close();
    }

    @Test
    void commandsAnnouncementAndAudits() {
        first.start();
        second.start();
        await("both have half of the shards")
                .atMost(SOON)
                .until(() -> Fleet.shards(first).equals(Set.of(0, 1))
                        && Fleet.shards(second).equals(Set.of(2, 3)));
        discord.awaitCalls(1, "PUT", COMMANDS, SOON);
        int before = discord.calls("GET", CHANNELS).size();
        // each guild several times
        discord.awaitCalls(before + 5 * SHARDS, "GET", CHANNELS, SOON);

        Map<String, Set<String>> auditors = new TreeMap<>();
        List<RecordedCall> audits = discord.calls("GET", CHANNELS);
        audits.subList(before + SHARDS, audits.size())
                .forEach(audit -> auditors.computeIfAbsent(audit.path(), guild -> new TreeSet<>())
                        .add(host(audit)));
        assertThat(auditors)
                .hasSize(SHARDS)
                .allSatisfy((guild, hosts) -> assertThat(hosts).as(guild).hasSize(1));
        assertThat(auditors.values())
                .as("both take part")
                .containsAll(List.of(Set.of("127.0.0.1"), Set.of("localhost")));
        assertThat(discord.calls("GET", COMMANDS))
                .extracting(BridgesOnceIT::host)
                .containsExactly("127.0.0.1");
        assertThat(discord.calls("PUT", COMMANDS)).hasSize(1);
        assertThat(announcements()).containsExactly("here");

        first.stop();
        await("the second has all shards")
                .atMost(SOON)
                .until(() -> Fleet.shards(second).size() == SHARDS);
        discord.awaitCalls(2, "GET", COMMANDS, SOON);
        assertThat(discord.calls("PUT", COMMANDS))
                .as("they are as they should be")
                .hasSize(1);
        assertThat(announcements()).containsExactly("here");
    }

    private BridgeProcess bridge(Path folders, String name) throws Exception {
        return stage.bridge(Files.createDirectory(folders.resolve(name)))
                .with("ANNOUNCEMENT_CHANNEL_ID", String.valueOf(channels.get(0).id()))
                .with("ANNOUNCEMENT_TEXT", "here")
                .with("CATCH_UP_AUDIT", "1")
                // else it waits for a quarter of a minute before it takes shards that another one could keep
                .withOption("-Dcamel.beans.bridges.settle=1");
    }

    private List<String> announcements() {
        return channels.get(0).messages().stream().map(Message::content).toList();
    }

    private static String host(RecordedCall call) {
        return call.header("Host").orElse("").replaceAll(":.*", "");
    }
}
