package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when a route cannot be started. */
@Simulated
@Timeout(60)
class StartFailuresTest {
    DiscordSimulator discord;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void saysThatTheTokenIsMissing() {
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken(" ");

        assertThatThrownBy(() -> stage.route("discord:message-created").start())
                .rootCause()
                .hasMessage("Cannot start discord:message-created: there is no bot token. Set DISCORD_TOKEN (component"
                        + " option token) to the token shown under Developer Portal > Bot");
    }

    @Test
    void saysThatTheTokenIsRefused() throws Exception {
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken("wrong.token.here");
        stage.route("discord:message-created");

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining("Cannot start discord:message-created: Discord refused the bot token (401"
                        + " Unauthorized). Set DISCORD_TOKEN to the token shown under Developer Portal > Bot > Reset"
                        + " Token");
        assertThat(stage.camel.text()).doesNotContain("wrong.token.here");
    }

    @Test
    void saysThatAnIntentIsSwitchedOff() throws Exception {
        try (DiscordSimulator strict = DiscordSimulator.builder()
                        .disallow(Intent.MESSAGE_CONTENT)
                        .start();
                CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                ComponentStage refused = new ComponentStage(strict).route("discord:message-created")) {
            assertThatThrownBy(refused::start)
                    .hasStackTraceContaining("Cannot start discord:message-created: Discord closed the gateway with"
                            + " 4014 (disallowed intents). Switch on MESSAGE CONTENT INTENT under Developer Portal >"
                            + " Bot");
            assertThat(jda.text()).doesNotContain(strict.token());
        }
    }

    @Test
    void triesAgainWhileDiscordDoesNotAnswer() throws Exception {
        discord.fault(Fault.status(503)).on("GET", "/gateway/bot").times(1);
        stage.route("discord:message-created");
        try (CapturedLog log = CapturedLog.of(SessionHolder.class.getName(), Level.WARN)) {
            stage.start();

            assertThat(log.messages())
                    .containsExactly("Waiting for Discord: Cannot find Discord's gateway: " + discord.apiUrl()
                            + "/gateway/bot answered 503. Check the API address (DISCORD_API_URL)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-updated", "send-message", "Ready"})
    void saysWhichEventsThereAre(String event) {
        assertThatThrownBy(() -> stage.route("discord:" + event).start())
                .rootCause()
                .hasMessage("from: discord:" + event + " is not possible: there is no event '" + event
                        + "'. Events are " + org.discordbridge.event.EventType.names());
    }
}
