package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of src/main/docs/simulator.md. */
@Timeout(120)
@Simulated
class PingBotTest {
    @Test
    void answersOnceThoughDiscordIsInTrouble(DiscordSimulator discord) throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        JDA bot = startPingBot(discord);

        discord.fault(Fault.rateLimited(Duration.ofSeconds(1)))
                .on("POST", "/channels/*/messages")
                .times(1);
        general.post(ada, "!ping");
        general.awaitMessage("pong", Duration.ofSeconds(10));
        discord.gateway().drop();
        general.post(ada, "!ping");
        discord.gateway().awaitResumes(1, Duration.ofSeconds(10));
        assertThat(general.awaitMessages(4, Duration.ofSeconds(10)))
                .extracting(Message::content)
                .containsExactly("!ping", "pong", "!ping", "pong");

        assertThat(discord.awaitCalls(3, "POST", "/channels/*/messages", Duration.ofSeconds(10)))
                .extracting(RecordedCall::status)
                .containsExactly(429, 200, 200);
        bot.shutdownNow();
    }

    // how JDA finds the simulator; discord.js takes new Client({ rest: { api: "http://127.0.0.1:PORT/api" } })
    private static JDA startPingBot(DiscordSimulator discord) throws InterruptedException {
        return JDABuilder.createLight(discord.token(), GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .addEventListeners(new PingBot())
                .build()
                .awaitReady();
    }
}
