package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.discord.options.DiscordConfiguration;
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
@Timeout(120)
class StartFailuresTest {
    private static final Duration SOON = Duration.ofSeconds(60);

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

    private DiscordConfiguration configuration() {
        return stage.context.getComponent("discord", DiscordComponent.class).getConfiguration();
    }

    @Test
    void saysThatTheTokenIsMissing() {
        configuration().setToken(" ");

        assertThatThrownBy(() -> stage.route("discord:message-created").start())
                .rootCause()
                .hasMessage("Cannot start discord:message-created: there is no bot token. Set DISCORD_TOKEN (component"
                        + " option token) to the token shown under Developer Portal > Bot");
    }

    @Test
    void saysThatTheTokenIsRefused() throws Exception {
        configuration().setToken("wrong.token.here");
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

            assertThat(log.messages(discord.apiUrl()))
                    .containsExactly("Waiting for Discord: Cannot find Discord's gateway: " + discord.apiUrl()
                            + "/gateway/bot answered 503. Check the API address (DISCORD_API_URL)");
        }
    }

    @Test
    void triesAgainAfterAPauseWhileTheGatewayCannotBeReached() throws Exception {
        discord.gateway().refuseConnections(true);
        configuration().setStartTimeout(60_000);
        stage.route("discord:message-created");
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                CapturedLog session =
                        CapturedLog.of("org.discordbridge.discord.session.connect.ConnectQueue", Level.WARN)) {
            Instant began = Instant.now();
            CompletableFuture<Void> start = CompletableFuture.runAsync(stage::start);
            await().atMost(SOON)
                    .until(() -> session.messages(discord.gatewayUrl()).size() >= 3);

            String problem = "no connection to " + discord.gatewayUrl() + ": The status code of the opening handshake"
                    + " response is not '101 Switching Protocols'. The status line is: HTTP/1.1 503 Service"
                    + " Unavailable";
            int seconds = (int) Duration.between(began, Instant.now()).toSeconds();
            assertThat(session.messages(discord.gatewayUrl()))
                    .hasSizeLessThanOrEqualTo(1 + seconds)
                    .startsWith(
                            "Discord's gateway cannot be reached, the next try is in 1 s: " + problem,
                            "Discord's gateway cannot be reached, the next try is in 2 s: " + problem,
                            "Discord's gateway cannot be reached, the next try is in 4 s: " + problem);
            assertThat(jda.text()).doesNotContain("appending to queue");
            assertThat(HealthCheckHelper.getHealthCheck(stage.context, "discord")
                            .call()
                            .getMessage())
                    .hasValue("Not connected to Discord yet: " + problem);
            discord.gateway().refuseConnections(false);
            start.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void saysWhyTheGatewayWasNotReady() throws Exception {
        discord.gateway().refuseConnections(true);
        configuration().setStartTimeout(3_000);
        stage.route("discord:message-created");

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining("Cannot start discord:message-created: Discord's gateway was not ready within"
                        + " 3 s: no connection to " + discord.gatewayUrl() + ": The status code ")
                .hasStackTraceContaining(". Check that websocket connections to it are possible from here");
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
