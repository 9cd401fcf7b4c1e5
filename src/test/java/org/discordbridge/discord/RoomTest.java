package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More comes than a route has room for. */
@Simulated
@Timeout(60)
class RoomTest {
    private static final int MANY = 3000;

    @Test
    void whatARouteSoonWorksOffWaitsAtDiscord(DiscordSimulator discord) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.route("discord:message-created?queueSize=20").start();

            for (int i = 0; i < MANY; i++) {
                general.post(ada, "message " + i);
            }

            assertThat(stage.await(MANY))
                    .extracting(event -> ((MessageCreated) event).content())
                    .startsWith("message 0", "message 1")
                    .endsWith("message " + (MANY - 1))
                    .hasSize(MANY);
        }
    }

    @Test
    void aRouteThatStandsStillDoesNotHoldUpOthers(DiscordSimulator discord) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        CountDownLatch goOn = new CountDownLatch(1);
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("discord:message-created?queueSize=20").process(exchange -> goOn.await());
                }
            });
            stage.route("discord:message-created").start();

            for (int i = 0; i < 200; i++) {
                general.post(ada, "message " + i);
            }

            assertThat(stage.await(200)).hasSize(200);
            goOn.countDown();
        }
    }
}
