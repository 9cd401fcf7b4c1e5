package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.SupervisingRouteController;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that fails, under Camel's supervising route controller and without it. */
@Simulated
@Timeout(120)
@ResourceLock(value = "log of DiscordSession", mode = ResourceAccessMode.READ)
@ResourceLock("log of Sessions")
class SupervisedRoutesTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private ComponentStage stage;

    @BeforeEach
    void people() throws Exception {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private SupervisingRouteController supervise() throws Exception {
        SupervisingRouteController controller =
                stage.context.getRouteController().supervising();
        controller.setBackOffDelay(100);
        stage.route("discord:message-created", "messages").route("discord:typing", "typing");
        return controller;
    }

    /** Waits until both routes run, on a session that was asked for what both want. */
    private void awaitBoth() {
        await().atMost(ComponentStage.SOON)
                .until(() -> isStarted("messages")
                        && isStarted("typing")
                        && discord.sessions().stream().anyMatch(GatewaySession::connected));
        assertThat(last().intentNames()).contains(Intent.GUILD_MESSAGES, Intent.GUILD_MESSAGE_TYPING);
    }

    private GatewaySession last() {
        List<GatewaySession> sessions = discord.sessions();
        return sessions.get(sessions.size() - 1);
    }

    private boolean isStarted(String route) {
        return stage.context.getRouteController().getRouteStatus(route).isStarted();
    }

    private void hears(String text) {
        general.post(ada, text);
        await(text)
                .atMost(ComponentStage.SOON)
                .until(() -> stage.events().stream()
                        .anyMatch(event -> event instanceof MessageCreated && text.equals(event.content())));
    }

    @Test
    void areStartedAgainUntilDiscordTakesTheToken() throws Exception {
        supervise();
        discord.fault(Fault.status(401)).on("GET", "/gateway/bot").times(2);
        try (CapturedLog log = CapturedLog.of(Sessions.class.getName(), Level.ERROR)) {
            stage.start();

            assertThat(stage.context.isStarted()).isTrue();
            assertThat(log.text())
                    .contains("Discord refused the bot token (401 Unauthorized). Set DISCORD_TOKEN")
                    .contains(". Its routes are started again by the route controller")
                    .doesNotContain(discord.token());
        }
        assertThat(isStarted("messages")).isFalse();
        awaitBoth();
        hears("hello");
        assertThat(discord.sessions()).hasSize(1);
    }

    @Test
    void areStartedAgainAfterTheSessionHasEnded() throws Exception {
        supervise();
        stage.start();
        awaitBoth();
        hears("before");
        try (CapturedLog log = CapturedLog.of(Sessions.class.getName(), Level.ERROR)) {
            discord.gateway().closeAll(4004);
            await().atMost(ComponentStage.SOON).until(() -> discord.sessions().size() > 1);
            awaitBoth();
            hears("after");
            assertThat(log.messages("route controller")).isEmpty();
        }

        assertThat(stage.context.isStarted()).isTrue();
        assertThat(discord.sessions()).hasSize(2);
        assertThat(HealthCheckHelper.getHealthCheck(stage.context, "discord")
                        .call()
                        .getState())
                .isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void shareTheirSessionIfTheyStartLate() throws Exception {
        supervise().setInitialDelay(200);
        stage.start();
        awaitBoth();
        hears("late");

        assertThat(discord.sessions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areOnADeadSessionWithoutAControllerUnlessTheContextIsToStop(boolean stops) throws Exception {
        stage.route("discord:message-created", "messages");
        stage.context.getComponent("discord", DiscordComponent.class).setStopContextOnFailure(stops);
        stage.start();
        hears("before");
        HealthCheck check = HealthCheckHelper.getHealthCheck(stage.context, "discord");
        discord.gateway().closeAll(4004);
        await().atMost(ComponentStage.SOON)
                .until(() -> stops ? stage.context.isStopped() : check.call().getState() == HealthCheck.State.DOWN);

        assertThat(stage.context.isStarted()).isNotEqualTo(stops);
    }

    @Test
    void connectIfTheComponentIsMadeInAContextThatRuns() throws Exception {
        try (ComponentStage running = new ComponentStage(discord)) {
            var configuration = running.context
                    .getComponent("discord", DiscordComponent.class)
                    .getConfiguration();
            running.context.removeComponent("discord");
            running.start();
            running.context.getComponent("discord", DiscordComponent.class).setConfiguration(configuration);
            running.route("discord:message-created");
            await().atMost(ComponentStage.SOON).until(() -> !discord.sessions().isEmpty());
            general.post(ada, "hello");

            assertThat(running.await(EventType.MESSAGE_CREATED, MessageCreated.class)
                            .content())
                    .isEqualTo("hello");
        }
    }
}
