package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM amid answers: the bridge ends within ten seconds, and the next one goes on where it ended. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class StopIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String POSTS = "/channels/*/messages";

    private Stage stage;
    private List<Channel> rooms;
    private BridgeProcess bridge;
    private Answers answers;
    private Results results;

    @BeforeEach
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        Guild home = stage.discord().addGuild("Home");
        rooms = List.of(home.addTextChannel("one"), home.addTextChannel("two"), home.addTextChannel("three"));
        bridge = stage.bridge(directory).start();
        answers = new Answers(stage);
        results = new Results(stage);
    }

    @AfterEach
    void stop() {
        results.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void endsWhileDiscordHangs() {
        stage.discord().fault(Fault.hangAfterEffect()).on("POST", POSTS).after(6);
        endsAmid(60);
    }

    @Nightly
    @Test
    void endsInTimeWhileDiscordHangs() {
        stage.discord().fault(Fault.hangAfterEffect()).on("POST", POSTS).after(6);
        assertThat(endsAmid(60)).isLessThan(TEN_SECONDS);
    }

    @Nightly
    @Test
    void endsInTimeWhileDiscordIsSlow() {
        stage.discord().fault(Fault.slow(Duration.ofSeconds(2))).on("POST", POSTS);
        assertThat(endsAmid(60)).isLessThan(TEN_SECONDS);
    }

    @Nightly
    @Test
    void endsInTimeWhileDiscordFails() {
        stage.discord().fault(Fault.status(500)).on("POST", POSTS).after(6);
        assertThat(endsAmid(60)).isLessThan(TEN_SECONDS);
    }

    /** Returns how long the bridge took to end. */
    private Duration endsAmid(int count) {
        List<RecordMetadata> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(answers.send(rooms.get(i % rooms.size()).id(), "answer " + i));
        }
        stage.discord().awaitCalls(3, "POST", POSTS, SOON);

        long start = System.nanoTime();
        assertThat(bridge.stop()).isEqualTo(143);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(rooms.stream().mapToInt(room -> room.messages().size()).sum())
                .isLessThan(count);

        stage.discord().clearFaults();
        bridge.start();
        for (int r = 0; r < rooms.size(); r++) {
            List<String> expected = new ArrayList<>();
            for (int i = r; i < count; i += rooms.size()) {
                expected.add("answer " + i);
            }
            rooms.get(r).awaitMessages(expected.size(), SOON);
            results.of(sent.get(count - rooms.size() + r));
            assertThat(rooms.get(r).messages()).extracting(Message::content).containsExactlyElementsOf(expected);
        }
        assertThat(results.all())
                .extracting(result -> result.get("status").toString())
                .doesNotContain("FAILED");
        return took;
    }
}
