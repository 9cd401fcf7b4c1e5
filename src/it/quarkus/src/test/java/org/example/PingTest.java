package org.example;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts the application with another address of Discord. */
@Timeout(60)
@QuarkusTest
@QuarkusTestResource(PingTest.Discord.class)
class PingTest {
    DiscordSimulator discord;

    /** Starts Discord before the application, which is told where it is. */
    public static class Discord implements QuarkusTestResourceLifecycleManager {
        private DiscordSimulator discord;

        @Override
        public Map<String, String> start() {
            discord = DiscordSimulator.start();
            return Map.of(
                    "camel.component.discord.token", discord.token(),
                    "camel.component.discord.api-url", discord.apiUrl());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(discord, new TestInjector.MatchesType(DiscordSimulator.class));
        }

        @Override
        public void stop() {
            discord.close();
        }
    }

    @Test
    void answersPing() throws Exception {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        User ada = discord.addUser("Ada");
        general.post(ada, "ping");

        general.awaitMessage("pong", Duration.ofSeconds(20));
    }
}
