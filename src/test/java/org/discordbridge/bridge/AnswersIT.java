package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way from the responses topic into channels, when all is well. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnswersIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private BridgeProcess bridge;
    private Guild home;
    private User ada;
    private Answers answers;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        ada = stage.discord().addUser("Ada");
        bridge = stage.bridge(directory).withEarlyTakeover().start();
        answers = new Answers(stage);
    }

    @AfterAll
    void stop() {
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void answersArePostedOnceAndInOrderPerChannel() {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            channels.add(home.addTextChannel("room-" + i));
        }
        for (int i = 0; i < 200; i++) {
            answers.send(channels.get(i % 10).id(), "answer " + i);
        }

        for (int c = 0; c < 10; c++) {
            List<String> expected = new ArrayList<>();
            for (int i = c; i < 200; i += 10) {
                expected.add("answer " + i);
            }
            assertThat(channels.get(c).awaitMessages(20, SOON))
                    .extracting(Message::content)
                    .containsExactlyElementsOf(expected);
        }
        for (Channel channel : channels) {
            // a call is recorded a moment after its answer
            assertThat(stage.discord().awaitCalls(20, "POST", posts(channel), SOON))
                    .hasSize(20);
        }
    }

    @Test
    void answersGoIntoThreadsAndDirectMessages() {
        Channel general = home.addTextChannel("general");
        Channel thread = general.addThread("side");
        Channel direct = stage.discord().directChannel(ada);

        answers.send(thread.id(), "into the thread");
        answers.send(direct.id(), "between us");

        assertThat(thread.awaitMessage("into the thread", SOON).author())
                .isEqualTo(stage.discord().bot());
        assertThat(direct.awaitMessage("between us", SOON).author())
                .isEqualTo(stage.discord().bot());
    }

    @Test
    void longAnswerIsSplitWithoutBreakingCodeBlocks() {
        Channel general = home.addTextChannel("general");
        String code = "```java\n" + "int answer = 42; // 😀\n".repeat(60) + "```";
        answers.send(general.id(), "word ".repeat(300) + "\n" + code + "\nthat was it");

        List<Message> parts = general.awaitMessages(2, SOON);

        assertThat(parts)
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.content()).hasSizeLessThanOrEqualTo(2000));
        assertThat(parts.get(0).content()).doesNotContain("```");
        assertThat(parts.get(1).content()).startsWith("```java\nint").endsWith("```\nthat was it");
    }

    @Test
    void nobodyIsPingedAndRepliesRefer() {
        Channel general = home.addTextChannel("general");
        Message question = general.post(ada, "?");
        Schema schema = parse(Path.of("schemas/response.avsc"));
        Wire wire = new Wire(stage.registry());
        int id = wire.register(stage.responses() + "-value", schema);
        answers.send(
                null,
                wire.write(
                        id,
                        schema,
                        Map.of(
                                "uuid",
                                "u",
                                "content",
                                "@everyone <@" + ada.id() + ">",
                                "channel_id",
                                String.valueOf(general.id()),
                                "reply_to",
                                String.valueOf(question.id()))));

        RecordedCall post =
                stage.discord().awaitCalls(1, "POST", posts(general), SOON).get(0);
        assertThat(post.body().path("allowed_mentions").path("parse").isArray()).isTrue();
        assertThat(post.body().path("allowed_mentions").path("parse")).isEmpty();
        assertThat(post.body().path("allowed_mentions").path("replied_user").asText())
                .isEqualTo("false");
        assertThat(post.body().path("message_reference").path("message_id").asText())
                .isEqualTo(String.valueOf(question.id()));
        assertThat(post.body().path("enforce_nonce").asBoolean()).isTrue();
    }

    @Test
    void discordsFailuresAreTriedAgain() {
        Channel general = home.addTextChannel("general");
        stage.discord().fault(Fault.status(500)).on("POST", posts(general)).times(2);
        stage.discord()
                .fault(Fault.statusAfterEffect(500))
                .on("POST", posts(general))
                .after(2)
                .times(1);
        stage.discord()
                .fault(Fault.rateLimited(Duration.ofSeconds(1)))
                .on("POST", posts(general))
                .after(3)
                .times(1);

        answers.send(general.id(), "at last");
        answers.send(general.id(), "and then");

        general.awaitMessage("and then", SOON);
        assertThat(general.messages()).extracting(Message::content).containsExactly("at last", "and then");
    }

    @Test
    void recordHeadersSteerNothing() {
        Channel general = home.addTextChannel("general");
        Channel other = home.addTextChannel("other");
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                answers.topic(), null, "k".getBytes(UTF_8), answers.value(general.id(), "where it belongs"));
        for (String name : List.of(
                "CamelDiscordChannelId",
                "cameldiscordchannelid",
                "CAMELDISCORDCHANNELID",
                "kafka.OVERRIDE_TOPIC",
                "CamelHttpUri",
                "CamelDiscordIdentity",
                "kafka.TOPIC")) {
            record.headers().add(name, String.valueOf(other.id()).getBytes(UTF_8));
        }
        answers.send(record);

        general.awaitMessage("where it belongs", SOON);
        assertThat(other.messages()).isEmpty();
    }

    /** The last one, since many answers still wait when it ends. */
    @Test
    @Order(Integer.MAX_VALUE)
    void slowChannelDelaysNoOther() {
        Channel slow = home.addTextChannel("slow");
        Channel quick = home.addTextChannel("quick");
        stage.discord().fault(Fault.hangAfterEffect()).on("POST", posts(slow));
        for (int i = 0; i < 2_000; i++) {
            answers.send(slow.id(), "slow " + i);
        }
        for (int i = 0; i < 20; i++) {
            answers.send(quick.id(), "quick " + i);
        }

        quick.awaitMessages(20, SOON);
        // the first one is there, but Discord's answer never comes, and so the second has not been sent
        assertThat(slow.messages()).hasSizeLessThanOrEqualTo(1);
        stage.discord().clearFaults();
    }

    @Test
    void answersThatWaitedForTheBridgeArePostedWhenItIsBack() {
        Channel general = home.addTextChannel("general");
        answers.send(general.id(), "before");
        general.awaitMessage("before", SOON);
        assertThat(bridge.stop()).isEqualTo(143);
        answers.send(general.id(), "while away");

        bridge.start();

        general.awaitMessage("while away", SOON);
        answers.send(general.id(), "after");
        general.awaitMessage("after", SOON);
        assertThat(general.messages().stream().map(Message::content).collect(Collectors.toList()))
                .containsExactly("before", "while away", "after");
    }

    @Test
    void killLosesAndDoublesNoAnswer() {
        List<Channel> channels = List.of(home.addTextChannel("one"), home.addTextChannel("two"));
        // each has one that was posted, and whose answer has not come
        channels.forEach(channel -> stage.discord()
                .fault(Fault.hangAfterEffect())
                .on("POST", posts(channel))
                .after(20));
        for (int i = 0; i < 200; i++) {
            answers.send(channels.get(i % 2).id(), "answer " + i);
        }
        channels.forEach(channel -> channel.awaitMessages(21, SOON));
        bridge.kill();
        stage.discord().clearFaults();
        assertThat(channels)
                .allSatisfy(channel -> assertThat(channel.messages()).hasSize(21));

        bridge.start();

        for (int c = 0; c < 2; c++) {
            List<String> expected = new ArrayList<>();
            for (int i = c; i < 200; i += 2) {
                expected.add("answer " + i);
            }
            channels.get(c).awaitMessage("answer " + (198 + c), SOON);
            assertThat(channels.get(c).messages()).extracting(Message::content).containsExactlyElementsOf(expected);
        }
    }

    private static String posts(Channel channel) {
        return "/channels/" + channel.id() + "/messages";
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
