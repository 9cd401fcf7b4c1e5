package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.event.GatewayReady;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The component in an application of its own, with nothing of the bridge around it. */
@Simulated
@Timeout(60)
class DiscordComponentTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    DiscordSimulator discord;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Channel general;
    private User ada;
    private MockEndpoint out;
    private CapturedLog camel;

    @BeforeEach
    void script() {
        camel = CapturedLog.of("org.apache.camel", Level.INFO);
        context.getShutdownStrategy().setTimeout(5);
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        configure(discord);
        out = context.getEndpoint("mock:out", MockEndpoint.class);
    }

    @AfterEach
    void stop() {
        context.stop();
        camel.close();
    }

    @Test
    void receivesAMessage() throws Exception {
        route("discord:message-created");
        context.start();
        out.expectedMessageCount(1);
        var posted = general.post(ada, "hello");
        out.assertIsSatisfied();

        Exchange exchange = out.getExchanges().get(0);
        MessageCreated message = exchange.getMessage().getBody(MessageCreated.class);
        assertThat(message.content()).isEqualTo("hello");
        assertThat(message.messageId()).isEqualTo(String.valueOf(posted.id()));
        assertThat(message.channelName()).isEqualTo("general");
        assertThat(message.guildName()).isEqualTo("Home");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(DiscordConstants.EVENT, "message-created")
                .containsEntry(DiscordConstants.CHANNEL_ID, String.valueOf(general.id()))
                .containsEntry(DiscordConstants.GUILD_ID, message.guildId())
                .containsEntry(DiscordConstants.AUTHOR_ID, String.valueOf(ada.id()))
                .containsEntry(DiscordConstants.MESSAGE_ID, message.messageId())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, message.timestamp().toEpochMilli())
                .hasSize(6);
    }

    @Test
    void keepsTheOrderOfAChannel() throws Exception {
        Channel other = general.guild().orElseThrow().addTextChannel("other");
        route("discord:message-created");
        context.start();
        out.expectedMessageCount(200);
        for (int i = 0; i < 100; i++) {
            general.post(ada, "%03d".formatted(i));
            other.post(ada, "%03d".formatted(i));
        }
        out.assertIsSatisfied();

        for (Channel channel : List.of(general, other)) {
            assertThat(received().stream()
                            .filter(message -> message.channelId().equals(String.valueOf(channel.id())))
                            .map(MessageCreated::content))
                    .hasSize(100)
                    .isSorted();
        }
    }

    @Test
    void ignoresBotsWebhooksNoticesAndItself() throws Exception {
        route("discord:message-created");
        context.start();
        postOfEveryKind();
        out.expectedMessageCount(1);
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::content).containsExactly("by a person");
    }

    @Test
    void takesOtherBotsAndWebhooksIfToldTo() throws Exception {
        route("discord:message-created?bots=true");
        context.start();
        postOfEveryKind();
        out.expectedMessageCount(3);
        out.assertIsSatisfied();

        assertThat(received())
                .extracting(MessageCreated::content)
                .containsExactly("by a bot", "by a webhook", "by a person");
    }

    @Test
    void takesNoticesIfToldTo() throws Exception {
        route("discord:message-created?notices=true");
        context.start();
        postOfEveryKind();
        out.expectedMessageCount(2);
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::messageType).containsExactly(7, 0);
    }

    @Test
    void saysThatTheGatewayIsReady() throws Exception {
        route("discord:ready");
        out.expectedMessageCount(1);
        context.start();
        out.assertIsSatisfied();

        GatewayReady ready = out.getExchanges().get(0).getMessage().getBody(GatewayReady.class);
        assertThat(ready.botId()).isEqualTo(String.valueOf(discord.bot().id()));
        assertThat(ready.botName()).isEqualTo("bridge");
        assertThat(ready.guildCount()).isEqualTo(1);
    }

    @Test
    void connectsForARouteThatIsAddedLater() throws Exception {
        context.start();
        assertThat(discord.sessions()).isEmpty();

        route("discord:message-created");
        discord.gateway().awaitConnected(1, SOON);
        out.expectedMessageCount(1);
        general.post(ada, "better late");
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::content).containsExactly("better late");
    }

    @Test
    void answersASlashCommand() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=echo&description=Says&options=message:string!:What")
                        .process(exchange -> {
                            var command = exchange.getMessage().getBody(org.discordbridge.event.CommandInvoked.class);
                            exchange.getMessage()
                                    .setBody(Map.of(
                                            "content", command.options().get("message"),
                                            "interaction_token", command.interactionToken()));
                        })
                        .to("discord:send-message");
            }
        });
        context.start();
        discord.awaitCalls(1, "PUT", "/applications/*/commands", SOON);
        Interaction used = discord.slashCommand(ada, general, "echo", Map.of("message", "hello"));

        assertThat(used.awaitReply(SOON).content()).isEqualTo("hello");
        assertThat(used.deferred()).isTrue();
    }

    @Test
    void sharesASessionBetweenEndpoints() throws Exception {
        route("discord:message-created");
        sender("discord:send-message?channelId=" + general.id());
        context.createProducerTemplate().requestBody("direct:send", "hi");

        assertThat(discord.gateway().identifies()).isEqualTo(1);
        assertThat(discord.sessions()).hasSize(1);
        general.awaitMessage("hi", SOON);
    }

    @Test
    void keepsTheSessionAndLosesNothingWhileARouteIsStopped() throws Exception {
        route("discord:message-created");
        context.start();
        String route = context.getRoutes().get(0).getRouteId();
        general.post(ada, "before");
        await().until(() -> out.getReceivedCounter() == 1);
        context.getRouteController().stopRoute(route);
        general.post(ada, "meanwhile 1");
        general.post(ada, "meanwhile 2");
        context.getRouteController().startRoute(route);
        general.post(ada, "after");
        await().until(() -> out.getReceivedCounter() == 4);

        assertThat(received())
                .extracting(MessageCreated::content)
                .containsExactly("before", "meanwhile 1", "meanwhile 2", "after");
        assertThat(discord.gateway().identifies()).isEqualTo(1);
        assertThat(discord.connections()).hasSize(1);
    }

    @Test
    void saysThatTheTokenIsMissing() {
        context.getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken(" ");

        assertThatThrownBy(() -> started("discord:message-created"))
                .rootCause()
                .hasMessage("Cannot start discord:message-created: there is no bot token. Set DISCORD_TOKEN (component"
                        + " option token) to the token shown under Developer Portal > Bot");
    }

    @Test
    void saysThatTheTokenIsRefused() throws Exception {
        context.getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken("wrong.token.here");
        route("discord:message-created");

        assertThatThrownBy(context::start)
                .hasStackTraceContaining("Cannot start discord:message-created: Discord refused the bot token (401"
                        + " Unauthorized). Set DISCORD_TOKEN to the token shown under Developer Portal > Bot > Reset"
                        + " Token");
        assertThat(camel.text()).doesNotContain("wrong.token.here");
    }

    @Test
    void saysThatAnIntentIsSwitchedOff() throws Exception {
        try (DiscordSimulator strict =
                DiscordSimulator.builder().disallow(Intent.MESSAGE_CONTENT).start()) {
            configure(strict);
            route("discord:message-created");
            try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN)) {
                assertThatThrownBy(context::start)
                        .hasStackTraceContaining("Cannot start discord:message-created: Discord closed the gateway with"
                                + " 4014 (disallowed intents). Switch on MESSAGE CONTENT INTENT under Developer Portal >"
                                + " Bot");
                assertThat(jda.text()).doesNotContain(strict.token());
            }
        }
    }

    @Test
    void triesAgainWhileDiscordDoesNotAnswer() throws Exception {
        discord.fault(Fault.status(503)).on("GET", "/gateway").times(1);
        route("discord:message-created");
        try (CapturedLog log = CapturedLog.of(SessionHolder.class.getName(), Level.WARN)) {
            context.start();

            assertThat(log.messages())
                    .containsExactly("Waiting for Discord: Cannot find Discord's gateway: " + discord.apiUrl()
                            + "/gateway answered 503. Check the API address (DISCORD_API_URL)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-updated", "send-message", "Ready"})
    void saysWhichEventsThereAre(String event) {
        assertThatThrownBy(() -> started("discord:" + event))
                .rootCause()
                .hasMessage("from: discord:" + event + " is not possible: there is no event '" + event
                        + "'. Events are " + org.discordbridge.event.EventType.names());
    }

    /** At the levels of daily use: Camel itself writes route definitions as they are when it debugs. */
    @Test
    void neverShowsATokenGivenInAUri() throws Exception {
        String token = discord.token();
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.DEBUG);
                CapturedLog ours = CapturedLog.of("org.discordbridge", Level.DEBUG);
                CapturedLog routes = CapturedLog.of("org.apache.camel.impl", Level.INFO)) {
            route("discord:message-created?token=" + token);
            context.start();
            out.expectedMessageCount(1);
            general.post(ada, "hello");
            out.assertIsSatisfied();

            for (CapturedLog log : List.of(jda, ours, routes)) {
                assertThat(log.text()).isNotEmpty().doesNotContain(token);
            }
        }
        assertThat(context.getEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.toString()).doesNotContain(token));
        assertThat(out.getExchanges().get(0).getFromEndpoint()).hasToString("discord:message-created");
    }

    @Test
    void isHealthyWhileTheGatewayIsReady() throws Exception {
        route("discord:message-created");
        context.start();
        HealthCheck check = HealthCheckHelper.getHealthCheck(context, "discord");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check.call().getDetails()).containsEntry("gateway", "READY");
        assertThat(check.isLiveness()).isFalse();

        try (CapturedLog session = CapturedLog.of("org.discordbridge.discord.session", Level.WARN);
                CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN)) {
            discord.gateway().refuseConnections(true);
            discord.gateway().drop();
            await().until(() -> check.call().getState() == HealthCheck.State.DOWN);
            assertThat(check.call().getMessage())
                    .hasValueSatisfying(message ->
                            assertThat(message).startsWith("Discord's gateway is not ready: RECONNECTING since "));
            discord.gateway().refuseConnections(false);
            await().atMost(Duration.ofSeconds(20)).until(() -> check.call().getState() == HealthCheck.State.UP);
            assertThat(session.messages()).isNotEmpty();
            assertThat(jda.text()).doesNotContain(discord.token());
        }
    }

    private void configure(DiscordSimulator simulator) {
        DiscordConfiguration configuration =
                context.getComponent("discord", DiscordComponent.class).getConfiguration();
        configuration.setToken(simulator.token());
        configuration.setApiUrl(simulator.apiUrl());
        configuration.setStartTimeout(10_000);
    }

    private void route(String from) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to("mock:out");
            }
        });
    }

    private void started(String from) throws Exception {
        route(from);
        context.start();
    }

    /** Nothing but a sender: that alone makes the component connect. */
    private void sender(String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:send").to(to);
            }
        });
        context.start();
    }

    private void postOfEveryKind() {
        general.post(discord.bot(), "by itself");
        general.system(7, ada);
        general.post(discord.addBot("Robot"), "by a bot");
        general.addWebhook("Hook").post("by a webhook");
        general.post(ada, "by a person");
    }

    private List<MessageCreated> received() {
        return out.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(MessageCreated.class))
                .toList();
    }
}
