package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands, buttons and forms, through Kafka and back. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class InteractionsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    /** However long is waited: the simulator takes no acknowledgement after Discord's three seconds. */
    private static final Duration AT_ONCE = SOON;

    private Stage stage;
    private BridgeProcess bridge;
    private Guild home;
    private Channel general;
    private User ada;
    private Answers answers;
    private RecordLog commands;
    private Wire wire;

    @BeforeEach
    void prepare(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
        ada = stage.discord().addUser("Ada");
        bridge = stage.bridge(directory);
        answers = new Answers(stage);
        commands = new RecordLog(kafka, stage.commands());
        wire = new Wire(registry);
    }

    @AfterEach
    void stop() {
        commands.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    /** Starts a bridge, and waits until its commands can be used: they are registered when the gateway is ready. */
    private static void start(BridgeProcess bridge, Stage on) {
        bridge.start();
        Awaitility.await().atMost(SOON).until(() -> on.discord().commands().size() == 3);
    }

    private GenericRecord published(int count) {
        return wire.read(commands.await(count).get(count - 1).value());
    }

    private void answer(GenericRecord to, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("channel_id", id(general)));
        all.put("interaction_token", to.get("interaction_token").toString());
        all.putAll(fields);
        answers.send(all);
    }

    private static String id(Channel channel) {
        return String.valueOf(channel.id());
    }

    @Test
    void aQuestionIsAnsweredThroughKafka() {
        start(bridge, stage);
        Interaction asked = stage.discord()
                .slashCommand(ada, general, "ask", Map.of("question", "What is it like?"))
                .awaitAcknowledged(AT_ONCE);
        GenericRecord record = published(1);

        assertThat(asked.deferred()).isTrue();
        assertThat(record.get("command")).hasToString("ask");
        assertThat(record.get("content")).hasToString("What is it like?");
        assertThat(record.get("author_id")).hasToString(String.valueOf(ada.id()));
        answer(record, Map.of("content", "Quiet.", "interaction_deadline", record.get("interaction_deadline")));
        assertThat(asked.awaitReply(SOON).content()).isEqualTo("Quiet.");
        answer(record, Map.of("content", "And warm."));
        assertThat(asked.awaitFollowUps(1, SOON).get(0).content()).isEqualTo("And warm.");

        // late
        Interaction forgotten = stage.discord().slashCommand(ada, general, "ask", Map.of("question", "Still there?"));
        GenericRecord late = published(2);
        forgotten.awaitAcknowledged(AT_ONCE);
        forgotten.expire();
        answer(late, Map.of("content", "Yes!"));
        assertThat(general.awaitMessage("Yes!", SOON).type()).isZero();
    }

    @Test
    void lateAnswersBecomeDeadLettersIfTheSettingSaysSo(KafkaServer kafka) {
        start(bridge.with("LATE_ANSWERS", "dead-letter"), stage);
        try (RecordLog deadLetters = new RecordLog(kafka, stage.deadLetters())) {
            Interaction asked = stage.discord().slashCommand(ada, general, "ask", Map.of("question", "?"));
            GenericRecord record = published(1);
            asked.awaitAcknowledged(AT_ONCE);
            asked.expire();
            answer(record, Map.of("content", "Too late"));

            ConsumerRecord<byte[], byte[]> letter = deadLetters.await(1).get(0);
            assertThat(new String(letter.headers().lastHeader("cause").value(), UTF_8))
                    .contains("The answer to an interaction came too late: ")
                    .endsWith("It was not posted");
            assertThat(general.messages())
                    .noneMatch(message -> message.content().equals("Too late"));
        }
    }

    @Test
    void feedbackGoesFromAButtonThroughAFormToKafka() {
        start(bridge, stage);
        Message menu =
                stage.discord().slashCommand(ada, general, "feedback", Map.of()).awaitReply(SOON);
        assertThat(menu.content()).isEqualTo("How do you like it here?");
        Interaction pressed =
                stage.discord().pressButton(ada, menu, "feedback-open").awaitAcknowledged(AT_ONCE);
        Interaction sent = stage.discord().submitModal(pressed, Map.of("subject", "Tea", "text", "More, please"));

        Message thanks = sent.awaitReply(SOON);
        assertThat(thanks.content()).isEqualTo("Thank you! It is on its way.");
        assertThat(thanks.flags() & 64).isEqualTo(64);
        GenericRecord record = published(1);
        assertThat(record.get("custom_id")).hasToString("feedback");
        assertThat(record.get("fields").toString()).contains("subject=Tea", "text=More, please");
        assertThat(record.get("content")).hasToString("Tea\nMore, please");
        assertThat(record.get("message_id")).hasToString(String.valueOf(menu.id()));
    }

    @Test
    void commandsAreAcknowledgedWhileKafkaIsAway(
            @Separate KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        try (Stage apart = Stage.on(kafka, registry, s3);
                BridgeProcess alone = apart.bridge(directory)) {
            Channel room = apart.discord().addGuild("Apart").addTextChannel("room");
            User ben = apart.discord().addUser("Ben");
            start(alone, apart);
            kafka.stop();

            List<Interaction> used = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                used.add(apart.discord()
                        .slashCommand(ben, room, "echo", Map.of("message", "number " + i))
                        .awaitAcknowledged(AT_ONCE));
            }
            assertThat(used)
                    .allMatch(Interaction::deferred)
                    .noneMatch(one -> one.reply().isPresent());
            kafka.start();

            for (int i = 0; i < 10; i++) {
                assertThat(used.get(i).awaitReply(SOON).content()).isEqualTo("number " + i);
            }
        }
    }

    @Test
    void commandsAreThereAtOnceInTheGuildsOfTheSetting() {
        bridge.with("COMMAND_GUILDS", String.valueOf(home.id())).start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> stage.discord().commands(home).size() == 3);

        assertThat(stage.discord().commands()).isEmpty();
        stage.discord()
                .slashCommand(ada, general, "ask", Map.of("question", "Here?"))
                .awaitAcknowledged(AT_ONCE);
    }
}
