package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.awaitility.Awaitility;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Camel's users take for granted of a component. */
@Simulated
@Timeout(120)
class ComponentCustomsTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;

    @BeforeEach
    void people() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    @Test
    void endpointsSayThatTheyAreAsynchronousAndWhereTheyGo() {
        try (ComponentStage stage = new ComponentStage(discord)) {
            assertThat(stage.context.getEndpoint("discord:send-message"))
                    .isInstanceOf(AsyncEndpoint.class)
                    .isInstanceOfSatisfying(EndpointServiceLocation.class, endpoint -> {
                        assertThat(endpoint.getServiceUrl()).isEqualTo(discord.apiUrl());
                        assertThat(endpoint.getServiceProtocol()).isEqualTo("rest");
                    });
        }
    }

    @Test
    void goesThroughAProxyIfOneIsSet() throws Exception {
        try (HttpProxy proxy = new HttpProxy();
                ComponentStage stage = new ComponentStage(discord)) {
            stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .getConfiguration()
                    .setProxy(proxy.address());
            stage.route("discord:message-created").start();
            general.post(ada, "hello");

            assertThat(stage.await(EventType.MESSAGE_CREATED, MessageCreated.class)
                            .content())
                    .isEqualTo("hello");
            String host = URI.create(discord.apiUrl()).getAuthority();
            assertThat(proxy.asked()).contains("GET " + discord.apiUrl() + "/gateway/bot", "CONNECT " + host);
        }
    }

    @Test
    void refusesAProxyThatIsNoAddress() {
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .getConfiguration()
                    .setProxy("http://proxy");

            assertThatThrownBy(() -> stage.route("discord:ready").start())
                    .hasMessage("proxy 'http://proxy' is not understood: it is a host and a port, such as"
                            + " proxy.example.org:3128");
        }
    }

    @Test
    void isNotCheckedIfHealthChecksAreOff() throws Exception {
        try (ComponentStage stage = new ComponentStage(discord)) {
            DiscordComponent component = new DiscordComponent();
            component.setConfiguration(stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .getConfiguration());
            component.setHealthCheckConsumerEnabled(false);
            component.setHealthCheckProducerEnabled(false);
            stage.context.removeComponent("discord");
            stage.context.addComponent("discord", component);
            stage.route("discord:ready").start();

            assertThat(HealthCheckHelper.getHealthCheck(stage.context, "discord"))
                    .isNull();
        }
    }

    @Test
    void showsItsSessionsInTheDeveloperConsole() throws Exception {
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.route("discord:message-created", "listen").start();
            DevConsole console =
                    PluginHelper.getDevConsoleResolver(stage.context).resolveDevConsole("discord");
            Awaitility.await("ready")
                    .atMost(ComponentStage.SOON)
                    .until(() -> String.valueOf(console.call(DevConsole.MediaType.TEXT))
                            .contains("Session 1: READY since "));

            assertThat(String.valueOf(console.call(DevConsole.MediaType.TEXT)))
                    .contains("Shard 0 of 1: READY since ", "Route listen", "MESSAGE_CONTENT")
                    .doesNotContain(discord.token());
            JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON);
            JsonObject session = (JsonObject) ((JsonArray) json.get("sessions")).get(0);
            assertThat(session)
                    .containsEntry("number", 1)
                    .containsEntry("state", "READY")
                    .containsEntry("closeCode", 0);
            assertThat((JsonArray) session.get("routes")).containsExactly("listen");
            assertThat((JsonArray) session.get("shards")).hasSize(1);
            assertThat(json.toJson()).doesNotContain(discord.token());
        }
    }

    @Test
    void doesWhatTheBodySays() throws Exception {
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("discord:operation");
                }
            });
            stage.start();
            Exchange sent = ask(
                    stage,
                    Map.of(
                            "operation",
                            "send-message",
                            "channel_id",
                            String.valueOf(general.id()),
                            "content",
                            "hello"));
            assertThat(sent.getException()).isNull();
            general.awaitMessage("hello", ComponentStage.SOON);

            assertThat(ask(stage, Map.of("content", "hello")).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The body does not say what to do: it is no map with the field operation."
                            + " Nothing was done. Operations are send-message, ");
            assertThat(ask(stage, "hello").getException()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Exchange ask(ComponentStage stage, Object body) {
        return stage.context
                .createProducerTemplate()
                .request("direct:in", exchange -> exchange.getMessage().setBody(body));
    }
}
