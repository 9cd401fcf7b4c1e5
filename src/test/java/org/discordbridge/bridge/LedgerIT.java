package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * No answer is lost and none is doubled, whatever ends the bridge: counted on Discord and on the results topic.
 *
 * <p>Of kills, {@code -Dchaos.rounds=N} and {@code -Dchaos.seed=N} make it longer, or the same again.
 */
@Order(5)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class LedgerIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String POSTS = "/channels/*/messages";
    private static final Duration BEYOND_NONCES = Duration.ofHours(2);
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 5);
    private static final long SEED = ChaosIT.seed();

    @TempDir
    Path directory;

    private Stage stage;
    private Guild home;
    private BridgeProcess bridge;
    private Answers answers;
    private Results results;
    private int bridges;

    @BeforeEach
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        kafka.createTopic(stage.responses(), 4);
        bridge = bridge().start();
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

    private BridgeProcess bridge() {
        Path own = directory.resolve("bridge-" + ++bridges);
        try {
            return stage.bridge(Files.createDirectories(own)).withEarlyTakeover();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bridge that reads the responses topic from its beginning, hours later. */
    private void readAllOfItAgain() {
        bridge.stop();
        stage.discord().advanceClock(BEYOND_NONCES);
        bridge = bridge().with("RESPONSES_GROUP", stage.name() + "-again").start();
    }

    @Test
    @Nightly
    void whatIsReadAgainAfterHoursIsNotPostedAgain() {
        Channel room = home.addTextChannel("room");
        await().atMost(SOON)
                .until(() -> !stage.discord()
                        .calls("PUT", "/applications/*/commands")
                        .isEmpty());
        Interaction use =
                stage.discord().slashCommand(stage.discord().addUser("Ada"), room, "echo", Map.of("message", "hello"));
        use.awaitReply(SOON);
        List<RecordMetadata> sent = new ArrayList<>();
        sent.add(answers.send(room.id(), "plain"));
        sent.add(answers.send(room.id(), "line\n".repeat(1_000)));
        sent.add(answers.send(Map.of("uuid", "", "channel_id", id(room), "content", "without uuid")));
        sent.add(answers.send(Map.of("channel_id", id(room), "operation", "send-webhook", "content", "webhook")));
        sent.add(answers.send(Map.of("channel_id", id(room), "operation", "create-thread", "thread_name", "Talk")));
        results.await(6, SOON);
        List<String> before = contents(room);
        int threads = home.channels().size();

        readAllOfItAgain();
        results.await(12, SOON);

        assertThat(contents(room)).isEqualTo(before);
        assertThat(use.followUps()).isEmpty();
        assertThat(home.channels()).hasSize(threads);
        assertThat(sent)
                .allSatisfy(record -> assertThat(results.allOf(record))
                        .extracting(result -> result.get("status").toString())
                        .containsExactly("POSTED", "DUPLICATE"));
    }

    @Test
    void anAnswerThatWasKilledBetweenItsPartsIsCompleted() {
        Channel room = home.addTextChannel("room");
        stage.discord().fault(Fault.hang()).on("POST", POSTS).after(2);
        RecordMetadata sent = answers.send(room.id(), "line\n".repeat(1_000));
        stage.discord().awaitCalls(2, "POST", POSTS, SOON);
        // the third part is on its way when the second one is noted, as such and as what follows the first message
        await().atMost(SOON).until(() -> new LedgerLog(stage).size() == 3);
        bridge.kill();
        stage.discord().clearFaults();
        stage.discord().advanceClock(BEYOND_NONCES);

        bridge.start();
        results.of(sent);

        assertThat(room.messages())
                .extracting(message -> message.content().length())
                .containsExactly(1999, 1999, 999);
    }

    @Test
    void lostAnswersOfDiscordDoubleNothing() {
        List<Fault> faults =
                List.of(Fault.statusAfterEffect(500), Fault.statusAfterEffect(503), Fault.dropConnectionAfterEffect());
        Channel room = home.addTextChannel("room");
        for (int i = 0; i < 30; i++) {
            stage.discord()
                    .fault(faults.get(i % faults.size()))
                    .on("POST", POSTS)
                    .after(i * 2)
                    .times(1);
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.send(room.id(), "answer " + i);
            expected.add("answer " + i);
        }
        results.await(30, SOON);

        assertThat(contents(room)).isEqualTo(expected);
    }

    @Nightly
    @Test
    void killsAtAnyMomentLoseAndDoubleNothing() {
        Random random = new Random(SEED);
        List<Channel> rooms = rooms(6);
        Map<Channel, List<String>> expected = new TreeMap<>(java.util.Comparator.comparing(Channel::id));
        int count = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int posts = stage.discord().calls("POST", POSTS).size() + random.nextInt(50);
            for (int i = 0; i < 60; i++) {
                Channel room = rooms.get(random.nextInt(rooms.size()));
                String text = "answer " + count++;
                answers.send(room.id(), text);
                expected.computeIfAbsent(room, key -> new ArrayList<>()).add(text);
            }
            stage.discord().awaitCalls(posts, "POST", POSTS, SOON);
            bridge.kill();
            bridge.start();
        }
        int all = count;
        await("seed " + SEED)
                .atMost(SOON)
                .until(() ->
                        rooms.stream().mapToInt(room -> room.messages().size()).sum() >= all);
        assertThat(statuses(all)).as("seed " + SEED).doesNotContainKey("FAILED");
        expected.forEach(
                (room, texts) -> assertThat(contents(room)).as("seed " + SEED).isEqualTo(texts));

        // and hours later, from the beginning
        readAllOfItAgain();
        Channel last = home.addTextChannel("last");
        answers.send(last.id(), "done");
        last.awaitMessage("done", SOON);
        results.await(2 * all + 1, SOON);
        expected.forEach(
                (room, texts) -> assertThat(contents(room)).as("seed " + SEED).isEqualTo(texts));
    }

    @Nightly
    @Test
    void partitionsThatChangeHandsLoseAndDoubleNothing() {
        List<Channel> rooms = rooms(8);
        Map<Channel, List<String>> expected = new TreeMap<>(java.util.Comparator.comparing(Channel::id));
        int count = 0;
        for (int round = 0; round < 4; round++) {
            int posts = stage.discord().calls("POST", POSTS).size() + 20;
            BridgeProcess second = round % 2 == 0 ? bridge().start() : null;
            for (int i = 0; i < 80; i++) {
                Channel room = rooms.get(i % rooms.size());
                String text = "answer " + count++;
                answers.send(room.id(), text);
                expected.computeIfAbsent(room, key -> new ArrayList<>()).add(text);
            }
            if (second != null) {
                stage.discord().awaitCalls(posts, "POST", POSTS, SOON);
                bridge.stop();
                bridge = second;
            }
        }
        int all = count;
        await().atMost(SOON)
                .untilAsserted(() -> expected.forEach(
                        (room, texts) -> assertThat(contents(room)).isEqualTo(texts)));
        assertThat(statuses(all)).doesNotContainKey("FAILED");
        expected.forEach((room, texts) -> assertThat(contents(room)).isEqualTo(texts));
    }

    /** How often each status was told, once every record has one. */
    private Map<String, Integer> statuses(int records) {
        Map<String, Integer> statuses = new TreeMap<>();
        await().atMost(SOON)
                .pollInSameThread()
                .until(() -> results.all().stream()
                                .map(result -> result.get("partition") + "@" + result.get("offset"))
                                .distinct()
                                .count()
                        == records);
        results.all().forEach(result -> statuses.merge(result.get("status").toString(), 1, Integer::sum));
        return statuses;
    }

    private List<Channel> rooms(int count) {
        List<Channel> rooms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rooms.add(home.addTextChannel("room-" + i));
        }
        return rooms;
    }

    private static List<String> contents(Channel room) {
        return room.messages().stream().map(Message::content).toList();
    }

    private static String id(Channel channel) {
        return String.valueOf(channel.id());
    }

    /** What is on the ledger's topic now. */
    private record LedgerLog(Stage stage) {
        int size() {
            try (RecordLog log = new RecordLog(stage.kafka(), stage.ledger())) {
                return log.all().size();
            }
        }
    }
}
