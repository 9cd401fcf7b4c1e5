package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.main.Main;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts the application as its users do, with another address of Discord. */
@Timeout(60)
@Simulated
class PingTest {
    @Test
    void answersPing(DiscordSimulator discord) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        Main main = new Main();
        main.addInitialProperty("camel.component.discord.token", discord.token());
        main.addInitialProperty("camel.component.discord.apiUrl", discord.apiUrl());
        main.start();
        try {
            general.post(ada, "hello");
            general.post(ada, "ping");

            general.awaitMessage("pong", Duration.ofSeconds(20));
            assertThat(general.awaitMessages(3, Duration.ofSeconds(20)))
                    .extracting(Message::content)
                    .containsExactly("hello", "ping", "pong");
        } finally {
            main.stop();
        }
    }
}
