package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.discordbridge.servers.ModelServer;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged bridge with the libraries of {@code target/assistant}. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class AssistantIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @Test
    void whoMentionsTheBotOrWritesToItGetsAnAnswer(Stage stage, BridgeProcess bridge) {
        User ada = stage.discord().addUser("Ada");
        User bot = stage.discord().bot();
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        try (ModelServer server = ModelServer.start()) {
            bridge.with("ASSISTANT_URL", server.url())
                    .with("ASSISTANT_MODEL", "small")
                    .start();

            general.post(ada, "nobody is asked");
            server.says("It is blue.");
            Message asked = general.post(ada, bot.mention() + " what is the sky?");
            Message answer = general.awaitMessage("It is blue.", SOON);
            assertThat(answer.author().id()).isEqualTo(bot.id());
            assertThat(answer.json()
                            .path("message_reference")
                            .path("message_id")
                            .asText())
                    .isEqualTo(String.valueOf(asked.id()));

            server.says("Only you.");
            assertThat(stage.discord()
                            .directMessage(ada, "who reads this?")
                            .channel()
                            .awaitMessage("Only you.", SOON))
                    .isNotNull();
            assertThat(server.questions()).hasSize(2);
            assertThat(server.questions().get(0).messages().get(1))
                    .isEqualTo("user: Ada: " + bot.mention() + " what is the sky?");
            assertThat(bridge.log()).doesNotContain("what is the sky", "It is blue");
        }
    }

    @Test
    void aQuestionThatIsReadTwiceIsAnsweredOnce(Stage stage, BridgeProcess bridge) {
        User ada = stage.discord().addUser("Ada");
        User bot = stage.discord().bot();
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        try (ModelServer server = ModelServer.start();
                RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                Answers answers = new Answers(stage)) {
            bridge.with("ASSISTANT_URL", server.url())
                    .with("ASSISTANT_MODEL", "small")
                    .start();
            server.says("It is blue.");
            server.says("No, it is green.");
            server.says("Yes.");

            general.post(ada, bot.mention() + " what is the sky?");
            Message blue = general.awaitMessage("It is blue.", SOON);
            ConsumerRecord<byte[], byte[]> asked = commands.await(1).get(0);
            answers.send(new ProducerRecord<>(stage.commands(), asked.partition(), asked.key(), asked.value()));
            general.post(
                    ada, MessageDraft.text(bot.mention() + " are you sure?").replyTo(blue));

            general.awaitMessage("Yes.", SOON);
            assertThat(server.questions()).hasSize(3);
            assertThat(general.messages())
                    .extracting(Message::content)
                    .containsExactly(
                            bot.mention() + " what is the sky?",
                            "It is blue.",
                            bot.mention() + " are you sure?",
                            "Yes.");
            // what was said before is read from Discord
            assertThat(server.questions().get(2).messages().subList(1, 4))
                    .containsExactly(
                            "user: Ada: " + bot.mention() + " what is the sky?",
                            "assistant: It is blue.",
                            "user: Ada: " + bot.mention() + " are you sure?");
        }
    }
}
