package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What waits since Discord does not want it now is posted later, and becomes no dead letter. */
@Nightly
@Timeout(600)
@ExtendWith(ServersExtension.class)
class BanGuardIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private Guild home;
    private BridgeProcess bridge;
    private Answers answers;
    private Results results;

    @BeforeEach
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        bridge = stage.bridge(directory)
                .with("RESPONSES_RETRIES", "0")
                .withOption("-Dcamel.component.discord.ban-limit=40")
                .withOption("-Dcamel.component.discord.ban-window=12000")
                .start();
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
    void answersWaitWhileRequestsAreHeldBack() {
        // many channels, so that all are refused within the window, even on a busy machine
        List<Channel> closed = IntStream.range(0, 10)
                .mapToObj(i -> home.addTextChannel("closed-" + i))
                .toList();
        Channel open = home.addTextChannel("open");
        closed.forEach(channel -> channel.deny(Permission.SEND_MESSAGES));
        List<RecordMetadata> refused = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            refused.add(answers.send(closed.get(i % closed.size()).id(), "refused " + i));
        }
        await().atMost(SOON).until(() -> !bridge.isReady());
        assertThat(bridge.get("/observe/health").body()).contains("Requests to Discord are held back until");
        List<RecordMetadata> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(answers.send(open.id(), "waited " + i));
        }

        await().atMost(SOON).until(() -> open.messages().size() == 5);
        assertThat(open.messages())
                .extracting(Message::content)
                .containsExactly("waited 0", "waited 1", "waited 2", "waited 3", "waited 4");
        assertThat(waiting).extracting(record -> status(results.of(record))).containsOnly("POSTED");
        assertThat(refused).extracting(record -> status(results.of(record))).containsOnly("FAILED");
        await().atMost(SOON).until(bridge::isReady);
    }

    @Test
    void aChannelThatIsRateLimitedDelaysNoOtherAndLosesNothing() {
        Channel limited = home.addTextChannel("limited");
        Channel free = home.addTextChannel("free");
        stage.discord()
                .fault(Fault.rateLimited(Duration.ofSeconds(15)))
                .on("POST", "/channels/" + limited.id() + "/messages")
                .times(1);
        RecordMetadata first = answers.send(limited.id(), "limited 0");
        answers.send(limited.id(), "limited 1");
        for (int i = 0; i < 20; i++) {
            answers.send(free.id(), "free " + i);
        }

        List<Message> others = free.awaitMessages(20, SOON);
        assertThat(status(results.of(first))).isEqualTo("POSTED");
        limited.awaitMessages(2, SOON);
        assertThat(limited.messages()).extracting(Message::content).containsExactly("limited 0", "limited 1");
        // ids grow with time: all others were there before
        assertThat(others)
                .extracting(Message::id)
                .allSatisfy(id ->
                        assertThat(id).isLessThan(limited.messages().get(0).id()));
    }

    private static String status(GenericRecord result) {
        return result.get("status").toString();
    }
}
