package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** When routes start that wait for the gateway. */
@Simulated
@Timeout(120)
@ResourceLock("log of Sessions")
class GatewayReadyRoutePolicyTest {
    DiscordSimulator discord;
    private ComponentStage stage;

    @BeforeEach
    void open() {
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Adds a route that only posts, once, when the gateway is ready. */
    private void waitingRoute() throws Exception {
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:once?repeatCount=1&delay=0")
                        .routeId("waiting")
                        .autoStartup(false)
                        .routePolicy(new GatewayReadyRoutePolicy())
                        .setBody(constant("here"))
                        .to("discord:send-message?channel=general&token=" + discord.token());
            }
        });
    }

    private ServiceStatus status() {
        return stage.context.getRouteController().getRouteStatus("waiting");
    }

    private void starts() {
        await().atMost(ComponentStage.SOON).until(() -> status().isStarted());
    }

    @Test
    void startWhenItIsReady() throws Exception {
        var general = discord.addGuild("Home").addTextChannel("general");
        stage.route("discord:message-created");
        waitingRoute();
        stage.start();

        starts();
        general.awaitMessage("here", Duration.ofSeconds(20));
    }

    @Test
    void startAtOnceIfTheyAreAddedLater() throws Exception {
        stage.route("discord:message-created").start();
        waitingRoute();

        starts();
    }

    @Test
    void needNoTokenOfTheComponent() throws Exception {
        discord.addGuild("Home").addTextChannel("general");
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken(null);
        stage.route("discord:message-created?token=" + discord.token());
        waitingRoute();
        stage.start();

        starts();
    }

    @Test
    void waitForEverySession() throws Exception {
        try (DiscordSimulator other = DiscordSimulator.start()) {
            stage.context.getRouteController().supervising().setBackOffDelay(100);
            other.fault(Fault.status(401)).on("GET", "/gateway/bot").times(2);
            stage.route("discord:message-created", "own")
                    .route("discord:message-created?token=" + other.token() + "&apiUrl=" + other.apiUrl(), "other");
            waitingRoute();
            stage.start();
            await().atMost(ComponentStage.SOON)
                    .until(() -> discord.sessions().stream().anyMatch(GatewaySession::connected));
            assertThat(status().isStarted()).isFalse();

            starts();
            assertThat(other.sessions()).anyMatch(GatewaySession::connected);
        }
    }

    @Test
    void waitForTheSessionThatTakesThePlaceOfOneThatFailed() throws Exception {
        stage.context.getRouteController().supervising().setBackOffDelay(100);
        discord.fault(Fault.status(401)).on("GET", "/gateway/bot").times(2);
        stage.route("discord:message-created");
        waitingRoute();
        stage.start();
        assertThat(status().isStarted()).isFalse();

        starts();
        assertThat(discord.sessions()).hasSize(1);
    }
}
