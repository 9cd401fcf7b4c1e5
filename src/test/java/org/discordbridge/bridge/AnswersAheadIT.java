package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Posts are ahead of what Kafka acknowledges, and records count as done only behind it. */
@Timeout(180)
@ExtendWith(ServersExtension.class)
class AnswersAheadIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final int MOST_AHEAD = 40;

    @TempDir
    Path directory;

    private Stage stage;
    private Channel room;
    private BridgeProcess bridge;
    private Answers answers;
    private Results results;
    private Admin admin;

    @BeforeEach
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        stage = Stage.on(kafka, registry, s3);
        room = stage.discord().addGuild("Home").addTextChannel("room");
        kafka.createTopic(stage.responses(), 1);
        admin = Admin.create(kafka.clientSettings());
        bridge = stage.bridge(directory)
                .with("RESPONSES_AHEAD", String.valueOf(MOST_AHEAD))
                .start();
        // before that, nothing would be posted
        bridge.awaitLog("The ledger is read: 0 messages on topic " + stage.ledger());
        answers = new Answers(stage);
        results = new Results(stage);
    }

    @AfterEach
    void stop() {
        results.close();
        answers.close();
        bridge.close();
        admin.close();
        stage.close();
    }

    @Test
    void theNextAnswerDoesNotWaitForTheLedger() throws Exception {
        lose(stage.ledger());
        String uuid = UUID.randomUUID().toString();
        answers.send(Map.of("uuid", uuid, "channel_id", id(), "content", "draft"));
        send(1, 10);
        answers.send(
                Map.of("channel_id", id(), "operation", "edit-message", "answer_uuid", uuid, "content", "answer 0"));

        await().atMost(SOON).untilAsserted(() -> assertThat(contents()).containsExactlyElementsOf(numbered(10)));
        assertThat(results.await(11, SOON))
                .extracting(result -> result.get("status").toString())
                .containsOnly("POSTED");
        bridge.stop();
        assertThat(committed()).isZero();

        // makes the topic
        bridge.start();
        await().atMost(SOON).until(() -> committed() == 11);
        // Discord knows them by their nonces
        assertThat(contents()).containsExactlyElementsOf(numbered(10));
    }

    @Test
    void theNextAnswerDoesNotWaitForTheResult() throws Exception {
        lose(stage.results());
        send(0, 20);

        await().atMost(SOON).untilAsserted(() -> assertThat(contents()).containsExactlyElementsOf(numbered(20)));
        await().during(A_WHILE).until(() -> committed() == 0);

        stage.kafka().createTopic(stage.results(), 1);
        await().atMost(SOON).until(() -> committed() == 20);
        assertThat(results.await(20, SOON)).extracting(this::offset).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @Nightly
    void postsAreNotAheadWithoutBound() throws Exception {
        lose(stage.ledger());
        send(0, MOST_AHEAD + 50);

        // the last of them waits for what Kafka acknowledges
        await().atMost(SOON).until(() -> room.messages().size() == MOST_AHEAD + 1);
        await().during(A_WHILE).until(() -> room.messages().size() == MOST_AHEAD + 1);

        stage.kafka().createTopic(stage.ledger(), 1);
        await().atMost(SOON).until(() -> committed() == MOST_AHEAD + 50);
        assertThat(contents()).containsExactlyElementsOf(numbered(MOST_AHEAD + 50));
    }

    /** What is written to a topic that is gone waits until it is there again. */
    private void lose(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(topic));
    }

    private void send(int from, int to) {
        List<String> all = numbered(to);
        all.subList(from, to).forEach(text -> answers.send(room.id(), text));
    }

    private static List<String> numbered(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> "answer " + i).toList());
    }

    private List<String> contents() {
        return room.messages().stream().map(Message::content).toList();
    }

    private long offset(GenericRecord result) {
        return (long) result.get("offset");
    }

    private String id() {
        return String.valueOf(room.id());
    }

    private long committed() throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(stage.name() + "-responses")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(stage.responses(), 0));
        return offset == null ? 0 : offset.offset();
    }
}
