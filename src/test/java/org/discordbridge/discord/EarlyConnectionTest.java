package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewayConnection;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is begun before the routes are there. */
@Simulated
@Timeout(120)
class EarlyConnectionTest {
    private static final String MESSAGES = "discord:ready,message-created";

    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void connect(ComponentStage on, String... inputs) {
        DiscordComponent component = on.context.getComponent("discord", DiscordComponent.class);
        component.logIn();
        component.connect(List.of(inputs).stream()
                .map(uri -> on.context.getEndpoint(uri, DiscordEndpoint.class))
                .toList());
    }

    private void connectAndWait(String... inputs) {
        connect(stage, inputs);
        discord.gateway().awaitConnected(1, ComponentStage.SOON);
    }

    @Test
    void losesNothingThatHappensUntilTheRoutesAreThere() throws Exception {
        connectAndWait(MESSAGES);
        for (int i = 0; i < 200; i++) {
            general.post(ada, "early " + i);
        }
        assertThat(stage.context.isStarted()).isFalse();

        stage.route(MESSAGES).start();
        general.post(ada, "late");

        assertThat(stage.await(202)).extracting(DiscordEvent::type).containsOnlyOnce(EventType.READY);
        assertThat(texts()).hasSize(201).startsWith("early 0", "early 1").endsWith("early 199", "late");
        assertThat(discord.connections()).hasSize(1);
        assertThat(discord.gateway().identifies()).isEqualTo(1);
    }

    private List<String> texts() {
        return stage.events().stream()
                .filter(event -> event.type() == EventType.MESSAGE_CREATED)
                .map(event -> ((MessageCreated) event).content())
                .toList();
    }

    @Test
    void isMadeAnewIfTheRoutesWantSomethingElse() throws Exception {
        connectAndWait(MESSAGES + ",reaction-added");
        general.post(ada, "nobody hears");

        stage.route(MESSAGES).start();
        general.post(ada, "heard");

        stage.await(2);
        assertThat(texts()).containsExactly("heard");
        assertThat(discord.sessions()).hasSize(2);
        assertThat(discord.sessions().get(1).intentNames())
                .contains(Intent.MESSAGE_CONTENT)
                .doesNotContain(Intent.GUILD_MESSAGE_REACTIONS);
        await().atMost(ComponentStage.SOON)
                .untilAsserted(() -> assertThat(discord.connections())
                        .extracting(GatewayConnection::open)
                        .containsExactly(false, true));
    }

    @Test
    void isResumedIfItIsLostBeforeTheRoutesAreThere() throws Exception {
        connectAndWait(MESSAGES);
        general.post(ada, "before");
        discord.gateway().drop();
        general.post(ada, "in between");

        stage.route(MESSAGES).start();
        general.post(ada, "after");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(texts()).containsExactly("before", "in between", "after"));
        assertThat(discord.gateway().identifies()).isEqualTo(1);
    }

    @Test
    void endsWithAContextThatNeverStarted() {
        connectAndWait(MESSAGES);
        DiscordComponent component = stage.context.getComponent("discord", DiscordComponent.class);
        component.start();

        component.stop();

        await().atMost(ComponentStage.SOON)
                .untilAsserted(() ->
                        assertThat(discord.connections()).singleElement().returns(false, GatewayConnection::open));
        assertThat(component.figures()).isEmpty();
    }

    @Test
    void tellsARefusalWhenTheContextStarts() throws Exception {
        try (DiscordSimulator strict = DiscordSimulator.builder()
                        .disallow(Intent.MESSAGE_CONTENT)
                        .start();
                ComponentStage refused = new ComponentStage(strict)) {
            connect(refused, MESSAGES);
            await().atMost(ComponentStage.SOON)
                    .untilAsserted(() -> assertThat(strict.connections())
                            .singleElement()
                            .returns(4014, GatewayConnection::serverClose));

            assertThatThrownBy(() -> refused.route(MESSAGES).start())
                    .hasStackTraceContaining("Discord closed the gateway with 4014 (disallowed intents). Switch on"
                            + " MESSAGE CONTENT INTENT under Developer Portal > Bot");
            assertThat(strict.connections()).hasSize(1);
        }
    }

    @Test
    void leavesHalfOfADaysSessionsToStartsThatGetSoFar() throws Exception {
        try (DiscordSimulator busy = DiscordSimulator.builder().sessionStarts(5).start()) {
            for (int i = 1; i <= 3; i++) {
                try (ComponentStage failing = new ComponentStage(busy)) {
                    connect(failing, MESSAGES);
                    busy.gateway().awaitIdentifies(i, ComponentStage.SOON);
                }
            }
            try (ComponentStage careful = new ComponentStage(busy)) {
                connect(careful, MESSAGES);
                await().during(Duration.ofMillis(300))
                        .until(() -> busy.connections().size() == 3);

                careful.route(MESSAGES).start();

                assertThat(busy.gateway().identifies()).isEqualTo(4);
            }
        }
    }

    @Test
    void isNotBegunWhereNoRouteBegins() throws Exception {
        connect(stage);
        stage.start();

        assertThat(discord.connections()).isEmpty();
    }
}
