package org.example;

import java.time.Duration;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application as its users do, with another address of Discord. */
@Timeout(60)
@Simulated
class PingTest {
    @Test
    void answersPing(DiscordSimulator discord) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        try (ConfigurableApplicationContext context = SpringApplication.run(
                Application.class,
                "--camel.component.discord.token=" + discord.token(),
                "--camel.component.discord.api-url=" + discord.apiUrl())) {
            general.post(ada, "ping");

            general.awaitMessage("pong", Duration.ofSeconds(20));
        }
    }
}
