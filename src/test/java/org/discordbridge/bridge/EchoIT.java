package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class EchoIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @Test
    void echoGoesThroughKafkaAndComesBack(Stage stage, BridgeProcess bridge) {
        User ada = stage.discord().addUser("Ada");
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        bridge.start();

        for (String text :
                List.of("hi", "it's \"quoted\", (with) ${commas}, 'and' {{braces}}", "two\nlines, and !echo again")) {
            Message asked = general.post(ada, "!echo " + text);
            Message answer = general.awaitMessage(text, SOON);
            assertThat(answer.author().id()).isEqualTo(stage.discord().bot().id());
            assertThat(answer.json()
                            .path("message_reference")
                            .path("message_id")
                            .asText())
                    .isEqualTo(String.valueOf(asked.id()));
        }
        assertThat(stage.discord()
                        .directMessage(ada, "!echo between us")
                        .channel()
                        .awaitMessage("between us", SOON))
                .isNotNull();

        Interaction used = stage.discord().slashCommand(ada, general, "echo", Map.of("message", "and, \"this\" too"));
        used.awaitAcknowledged(SOON);
        assertThat(used.deferred()).isTrue();
        assertThat(used.awaitReply(SOON).content()).isEqualTo("and, \"this\" too");
        assertThat(used.followUps()).isEmpty();
        // what the bot wrote is not published again
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            assertThat(commands.await(5)).hasSize(5);
        }
    }
}
