package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs what is in {@code kamelets/}, with Camel's own component for it. */
@Timeout(120)
@Simulated
class KameletsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private DiscordSimulator discord;
    private Guild guild;
    private Channel general;
    private Channel other;
    private User ada;

    @BeforeEach
    void people() {
        guild = discord.addGuild("Home");
        general = guild.addTextChannel("general");
        other = guild.addTextChannel("other");
        ada = discord.addUser("Ada");
    }

    @Test
    void sourceGivesJsonAndCloudEvents() throws Exception {
        try (ComponentStage stage = stage()) {
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("kamelet:discord-source?token=" + discord.token() + "&channels=general")
                            .to("mock:out");
                }
            });
            stage.start();
            other.post(ada, "not this");
            Message hello = general.post(ada, "hello");

            stage.out.expectedMinimumMessageCount(1);
            stage.out.assertIsSatisfied(SOON.toMillis());
            Exchange exchange = stage.out.getExchanges().get(0);
            JsonNode json = JSON.readTree(exchange.getMessage().getBody(byte[].class));
            assertThat(json.path("content").asText()).isEqualTo("hello");
            assertThat(json.path("message_id").asText()).isEqualTo(String.valueOf(hello.id()));
            assertThat(exchange.getMessage().getHeaders())
                    .containsAllEntriesOf(Map.of(
                            "text", "hello",
                            "ce-specversion", "1.0",
                            "ce-id", json.path("uuid").asText(),
                            "ce-type", "org.discordbridge.message-created",
                            "ce-source", "discord:" + general.id(),
                            "ce-time", json.path("timestamp").asText(),
                            "ce-datacontenttype", "application/json"));
            assertThat(stage.out.getReceivedCounter()).isEqualTo(1);
        }
    }

    @Test
    void sinkPostsIntoTheChannelThatIsNamedAndNoOther() throws Exception {
        try (ComponentStage stage = stage()) {
            stage.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("kamelet:discord-sink?token=" + discord.token() + "&channel=general");
                }
            });
            stage.start();
            stage.context
                    .createProducerTemplate()
                    .sendBodyAndHeaders(
                            "direct:in",
                            "hello",
                            Map.of(
                                    "ce-channelid", String.valueOf(other.id()),
                                    "CamelDiscordChannelId", String.valueOf(other.id())));

            general.awaitMessage("hello", SOON);
            assertThat(other.messages()).isEmpty();
        }
    }

    @Test
    void exampleAnswersACommandInOneRoute() throws Exception {
        try (ComponentStage stage = stage()) {
            Properties settings = new Properties();
            settings.setProperty("DISCORD_TOKEN", discord.token());
            stage.context.getPropertiesComponent().setOverrideProperties(settings);
            PluginHelper.getRoutesLoader(stage.context)
                    .loadRoutes(ResourceHelper.resolveResource(stage.context, "file:kamelets/example/echo.camel.yaml"));
            stage.start();
            Awaitility.await("/echo")
                    .atMost(SOON)
                    .until(() -> !discord.commands().isEmpty());
            Interaction used = discord.slashCommand(ada, general, "echo", Map.of("text", "again"));

            assertThat(used.awaitReply(SOON).content()).isEqualTo("again");
        }
    }

    private ComponentStage stage() {
        ComponentStage stage = new ComponentStage(discord);
        // each kamelet brings its own
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setToken(null);
        stage.context.getComponent("kamelet", KameletComponent.class).setLocation("file:kamelets");
        return stage;
    }
}
