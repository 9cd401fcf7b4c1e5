package org.discordbridge.discord;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is said and done when Discord closes the gateway, before it was ready and again and again. */
@Order(1)
@Simulated
@Timeout(120)
@ResourceLock("log of DiscordSession")
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

    private static void startWithin(ComponentStage stage, int millis) {
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setStartTimeout(millis);
    }

    private HealthCheck.Result health() {
        return health(stage);
    }

    private static HealthCheck.Result health(ComponentStage stage) {
        return HealthCheckHelper.getHealthCheck(stage.context, "discord").call();
    }

    /** All codes at the same time, since each takes as long as a start may. */
    @Test
    void tellsTheCodeThatComesBeforeTheGatewayIsReady() throws Exception {
        Map<Integer, String> meanings = Map.ofEntries(
                entry(1000, "normal closure"),
                entry(1001, "going away: that server of Discord's is shut down or relieved"),
                entry(4000, "unknown error"),
                entry(4001, "unknown opcode: it does not know a command it was sent"),
                entry(4002, "decode error: it could not read what it was sent"),
                entry(
                        4003,
                        "not authenticated: it was sent something before the session began, or the session has ended"),
                entry(4005, "already authenticated: the session was begun twice"),
                entry(4007, "invalid seq: it cannot resume from there, a new session is needed"),
                entry(4008, "rate limited: it was sent too much"),
                entry(4009, "session timed out: a new session is needed"),
                entry(4999, "unknown code"));
        List<Callable<Void>> starts = new ArrayList<>();
        meanings.forEach((code, meaning) -> starts.add(() -> tellsTheCode(code, meaning)));
        atOnce(starts);
    }

    private static void atOnce(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void tellsTheCode(int code, String meaning) throws Exception {
        String reason = "Discord closed the connection with " + code + " (" + meaning + ")";
        try (DiscordSimulator own = DiscordSimulator.start();
                ComponentStage refused = new ComponentStage(own).route("discord:message-created")) {
            own.gateway().refuseSessions(code);
            startWithin(refused, 10_000);

            assertThatThrownBy(refused::start)
                    .hasStackTraceContaining("Cannot start discord:message-created: Discord's gateway was not ready"
                            + " within 10 s: " + reason + ". Check that websocket connections to it are possible from"
                            + " here, and Discord's state (https://discordstatus.com)");
            assertThat(session.messages(reason)).startsWith(LOST + reason + ". It is made again");
        }
        return null;
    }

    @Test
    void goesOnWhenItIsLetInAfterAll() throws Exception {
        discord.gateway().refuseSessions(4002);
        startWithin(stage, 60_000);
        CompletableFuture<Void> start = CompletableFuture.runAsync(stage::start);
        await().atMost(SOON).until(() -> lost().size() >= 2);

        String reason = "Discord closed the connection with 4002 (decode error: it could not read what it was sent)";
        assertThat(health().getMessage()).hasValue("Not connected to Discord yet: " + reason);
        assertThat(lost())
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
        startWithin(stage, 60_000);

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

    @Test
    void resumesWithPausesThatGrow() throws Exception {
        atOnce(List.of(() -> resumes(4000), () -> resumes(4002), () -> resumes(4999)));
    }

    private Void resumes(int code) throws Exception {
        try (DiscordSimulator own = DiscordSimulator.start();
                ComponentStage closed =
                        new ComponentStage(own).route("discord:message-created").start()) {
            own.gateway().refuseSessions(code);
            own.gateway().closeAll(code);

            assertPausesGrow(LOST + "Discord closed the connection with " + code + " ");
            own.gateway().refuseSessions(0);
            await().atMost(SOON).until(() -> health(closed).getState() == HealthCheck.State.UP);
        }
        return null;
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
        assertThat(lost())
                .containsExactly(reason, reason + " in 1 s at the earliest, since the last ones did not last");
    }

    @Test
    void tellsThatDiscordAskedForANewConnection() {
        stage.start();
        discord.gateway().reconnect();
        discord.gateway().awaitResumes(1, SOON);

        assertThat(lost()).containsExactly(LOST + "Discord asked for a new connection (op 7). It is made again");
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

    /** What is told of connections that Discord has ended, of sessions with one shard as here. */
    private List<String> lost() {
        return session.messages(LOST + "Discord ");
    }

    private void assertPausesGrow(String lost) {
        await().atMost(SOON).until(() -> session.messages(lost).size() >= 4);
        List<String> told = session.messages(lost);
        assertThat(told.get(0)).endsWith(". It is made again");
        for (int i = 1; i < 4; i++) {
            assertThat(told.get(i))
                    .endsWith(". It is made again in " + (1 << (i - 1))
                            + " s at the earliest, since the last ones did not last");
        }
    }
}
