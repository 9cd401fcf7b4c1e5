package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said and done when Discord closes the gateway, before it was ready and again and again. */
@Simulated
@Timeout(120)
class CloseCodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LOST = "Discord's gateway connection is lost: ";

    DiscordSimulator discord;
    private ComponentStage stage;
    private CapturedLog session;

    @BeforeEach
    void script() throws Exception {
        session = CapturedLog.of("org.discordbridge.discord.session.life.DiscordSession", Level.WARN);
        stage = new ComponentStage(discord).route("discord:message-created");
    }

    @AfterEach
    void stop() {
        stage.close();
        session.close();
    }

    private void startWithin(int millis) {
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setStartTimeout(millis);
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.getHealthCheck(stage.context, "discord").call();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 | normal closure
            1001 | going away: that server of Discord's is shut down or relieved
            4000 | unknown error
            4001 | unknown opcode: it does not know a command it was sent
            4002 | decode error: it could not read what it was sent
            4003 | not authenticated: it was sent something before the session began, or the session has ended
            4005 | already authenticated: the session was begun twice
            4007 | invalid seq: it cannot resume from there, a new session is needed
            4008 | rate limited: it was sent too much
            4009 | session timed out: a new session is needed
            4999 | unknown code
            """)
    void tellsTheCodeThatComesBeforeTheGatewayIsReady(int code, String meaning) {
        discord.gateway().refuseSessions(code);
        startWithin(2_000);
        String reason = "Discord closed the connection with " + code + " (" + meaning + ")";

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining("Cannot start discord:message-created: Discord's gateway was not ready within"
                        + " 2 s: " + reason + ". Check that websocket connections to it are possible from here, and"
                        + " Discord's state (https://discordstatus.com)");
        assertThat(session.messages()).containsExactly(LOST + reason + ". It is made again");
    }

    @Test
    void goesOnWhenItIsLetInAfterAll() throws Exception {
        discord.gateway().refuseSessions(4002);
        startWithin(60_000);
        CompletableFuture<Void> start = CompletableFuture.runAsync(stage::start);
        await().atMost(SOON).until(() -> session.messages().size() >= 2);

        String reason = "Discord closed the connection with 4002 (decode error: it could not read what it was sent)";
        assertThat(health().getMessage()).hasValue("Not connected to Discord yet: " + reason);
        assertThat(session.messages())
                .startsWith(
                        LOST + reason + ". It is made again",
                        LOST + reason + ". It is made again in 1 s at the earliest, since the last ones did not last");
        discord.gateway().refuseSessions(0);
        start.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void endsAtOnceWhenTheVersionIsTooOld() {
        discord.gateway().refuseSessions(4012);
        startWithin(60_000);

        assertThatThrownBy(stage::start)
                .hasStackTraceContaining("Cannot start discord:message-created: Discord closed the gateway with 4012"
                        + " (invalid API version): it does not speak this one any more. Use a newer version of the"
                        + " bridge");
        assertThat(discord.connections()).hasSize(1);
    }

    @Test
    void endsForGoodWhenTheVersionBecomesTooOld() {
        stage.start();
        discord.gateway().closeAll(4012);

        HealthCheck.Result down = await().atMost(SOON)
                .until(
                        this::health,
                        result -> "FAILED".equals(result.getDetails().get("gateway")));
        assertThat(down.getDetails()).containsEntry("closeCode", 4012);
        assertThat(down.getMessage())
                .hasValue("Discord closed the gateway with 4012 (invalid API version): it does not speak this one any"
                        + " more. Use a newer version of the bridge");
    }

    @ParameterizedTest
    @ValueSource(ints = {4000, 4002, 4999})
    void resumesWithPausesThatGrow(int code) {
        stage.start();
        discord.gateway().refuseSessions(code);
        discord.gateway().closeAll(code);

        assertPausesGrow();
        discord.gateway().refuseSessions(0);
        await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.UP);
    }

    @Test
    void resumesWithPausesThatGrowWhenTheSessionIsInvalidAgainAndAgain() {
        stage.start();
        discord.gateway().callSessionsInvalid(true, true);
        discord.gateway().closeAll(4000);

        assertPausesGrow();
        assertThat(session.messages().get(1)).startsWith(LOST + "Discord called the session invalid (op 9). ");
        discord.gateway().callSessionsInvalid(false, true);
        await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.UP);
        assertThat(discord.gateway().identifies()).isEqualTo(1);
    }

    @Test
    void beginsSessionsWithPausesThatGrowWhenEachIsInvalidSoon() {
        stage.start();
        for (int sessions = 2; sessions <= 3; sessions++) {
            discord.gateway().invalidate(false);
            discord.gateway().awaitIdentifies(sessions, SOON);
            await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.UP);
        }

        String reason = LOST + "Discord called the session invalid (op 9). It is made again";
        assertThat(session.messages("Discord's gateway connection"))
                .containsExactly(reason, reason + " in 1 s at the earliest, since the last ones did not last");
    }

    @Test
    void tellsThatDiscordAskedForANewConnection() {
        stage.start();
        discord.gateway().reconnect();
        discord.gateway().awaitResumes(1, SOON);

        assertThat(session.messages())
                .containsExactly(LOST + "Discord asked for a new connection (op 7). It is made again");
    }

    @Test
    void isReadyWhenItResumesBeforeItsGuildsAreThere() {
        discord.addGuild("Home");
        discord.gateway().withholdGuilds(true);
        stage.start();
        discord.gateway().closeAll(4000);
        discord.gateway().awaitResumes(1, SOON);

        await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.UP);
    }

    private void assertPausesGrow() {
        await().atMost(SOON).until(() -> session.messages().size() >= 4);
        List<String> told = session.messages();
        assertThat(told.get(0)).endsWith(". It is made again");
        for (int i = 1; i < 4; i++) {
            assertThat(told.get(i))
                    .endsWith(". It is made again in " + (1 << (i - 1))
                            + " s at the earliest, since the last ones did not last");
        }
    }
}
