package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** This machine's clock is a day ahead of Discord's. */
@Timeout(120)
class WrongClockTest {
    @Test
    void answersAreLateByDiscordsClock() throws Exception {
        try (DiscordSimulator discord =
                        DiscordSimulator.builder().ahead(Duration.ofDays(-1)).start();
                ComponentStage stage = new ComponentStage(discord)) {
            User ada = discord.addUser("Ada");
            Channel general = discord.addGuild("Home").addTextChannel("general");
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:do").to("discord:send-message");
                }
            });
            stage.route("discord:command?name=ask&description=Asks", "ask").start();
            discord.awaitCalls(1, "PUT", "/applications/*/commands", ComponentStage.SOON);
            Interaction used =
                    discord.slashCommand(ada, general, "ask", Map.of()).awaitAcknowledged(ComponentStage.SOON);
            InteractionEvent event = stage.await(EventType.COMMAND, InteractionEvent.class);
            assertThat(event.interactionDeadline()).isBefore(Instant.now());

            stage.context
                    .createProducerTemplate()
                    .sendBody(
                            "direct:do",
                            Map.of(
                                    "content", "in time",
                                    "interaction_token", event.interactionToken(),
                                    "interaction_deadline", event.interactionDeadline(),
                                    "channel_id", String.valueOf(general.id())));

            assertThat(used.awaitReply(ComponentStage.SOON).content()).isEqualTo("in time");
        }
    }
}
