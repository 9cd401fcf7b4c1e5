package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.GatewayReady;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The component in an application of its own, with nothing of the bridge around it. */
@Simulated
@Timeout(120)
@ResourceLock("log of org.apache.camel.impl")
class DiscordComponentTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private ComponentStage stage;
    private MockEndpoint out;

    @BeforeEach
    void script() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
        out = stage.out;
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void receivesAMessage() throws Exception {
        stage.route("discord:message-created").start();
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
        stage.route("discord:message-created").start();
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
        stage.route("discord:message-created").start();
        postOfEveryKind();
        out.expectedMessageCount(1);
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::content).containsExactly("by a person");
    }

    @Test
    void takesOtherBotsAndWebhooksIfToldTo() throws Exception {
        stage.route("discord:message-created?bots=true").start();
        postOfEveryKind();
        out.expectedMessageCount(3);
        out.assertIsSatisfied();

        assertThat(received())
                .extracting(MessageCreated::content)
                .containsExactly("by a bot", "by a webhook", "by a person");
    }

    @Test
    void takesNoticesIfToldTo() throws Exception {
        stage.route("discord:message-created?notices=true").start();
        postOfEveryKind();
        out.expectedMessageCount(2);
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::messageType).containsExactly(7, 0);
    }

    @Test
    void saysThatTheGatewayIsReady() throws Exception {
        stage.route("discord:ready");
        out.expectedMessageCount(1);
        stage.start();
        out.assertIsSatisfied();

        GatewayReady ready = out.getExchanges().get(0).getMessage().getBody(GatewayReady.class);
        assertThat(ready.botId()).isEqualTo(String.valueOf(discord.bot().id()));
        assertThat(ready.botName()).isEqualTo("bridge");
        assertThat(ready.guildCount()).isEqualTo(1);
    }

    @Test
    void connectsForARouteThatIsAddedLater() throws Exception {
        stage.start();
        assertThat(discord.sessions()).isEmpty();

        stage.route("discord:message-created");
        discord.gateway().awaitConnected(1, ComponentStage.SOON);
        out.expectedMessageCount(1);
        general.post(ada, "better late");
        out.assertIsSatisfied();

        assertThat(received()).extracting(MessageCreated::content).containsExactly("better late");
    }

    @Test
    void answersASlashCommand() throws Exception {
        stage.context.addRoutes(new RouteBuilder() {
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
        stage.start();
        discord.awaitCalls(1, "PUT", "/applications/*/commands", ComponentStage.SOON);
        Interaction used = discord.slashCommand(ada, general, "echo", Map.of("message", "hello"));

        assertThat(used.awaitReply(ComponentStage.SOON).content()).isEqualTo("hello");
        assertThat(used.deferred()).isTrue();
    }

    @Test
    void sharesASessionBetweenEndpoints() throws Exception {
        stage.route("discord:message-created");
        sender("discord:send-message?channelId=" + general.id());
        stage.context.createProducerTemplate().requestBody("direct:send", "hi");

        assertThat(discord.gateway().identifies()).isEqualTo(1);
        assertThat(discord.sessions()).hasSize(1);
        general.awaitMessage("hi", ComponentStage.SOON);
    }

    @Test
    void keepsTheSessionAndLosesNothingWhileARouteIsStopped() throws Exception {
        stage.route("discord:message-created").start();
        String route = stage.context.getRoutes().get(0).getRouteId();
        general.post(ada, "before");
        await().until(() -> out.getReceivedCounter() == 1);
        stage.context.getRouteController().stopRoute(route);
        general.post(ada, "meanwhile 1");
        general.post(ada, "meanwhile 2");
        stage.context.getRouteController().startRoute(route);
        general.post(ada, "after");
        await().until(() -> out.getReceivedCounter() == 4);

        assertThat(received())
                .extracting(MessageCreated::content)
                .containsExactly("before", "meanwhile 1", "meanwhile 2", "after");
        assertThat(discord.gateway().identifies()).isEqualTo(1);
        assertThat(discord.connections()).hasSize(1);
    }

    /** At the levels of daily use: Camel itself writes route definitions as they are when it debugs. */
    @Test
    void neverShowsATokenGivenInAUri() throws Exception {
        String token = discord.token();
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.DEBUG);
                CapturedLog ours = CapturedLog.of("org.discordbridge", Level.DEBUG);
                CapturedLog routes = CapturedLog.of("org.apache.camel.impl", Level.INFO)) {
            stage.route("discord:message-created?token=" + token, "secret");
            stage.start();
            out.expectedMessageCount(1);
            general.post(ada, "hello");
            out.assertIsSatisfied();

            for (CapturedLog log : List.of(jda, ours, routes)) {
                assertThat(log.text()).isNotEmpty().doesNotContain(token);
            }
        }
        assertThat(stage.context.getEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.toString()).doesNotContain(token));
        assertThat(out.getExchanges().get(0).getFromEndpoint()).hasToString("discord:message-created");
    }

    /** Nothing but a sender: that alone makes the component connect. */
    private void sender(String to) throws Exception {
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:send").to(to);
            }
        });
        stage.start();
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
