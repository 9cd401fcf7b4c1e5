package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The component in somebody else's application: a plain context, endpoints built from options, nothing of the bridge. */
@Timeout(120)
class EndpointBuilderTest {
    @Test
    void endpointsAreBuiltFromTheirOptions() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            User ada = discord.addUser("Ada");
            Channel general = discord.addGuild("Home").addTextChannel("general");
            Map<String, Object> shared = Map.of("token", discord.token(), "apiUrl", discord.apiUrl());
            String listen = uri(context, shared, Map.of("action", "message-created", "prefix", "!", "bots", true));
            String answer = uri(
                    context,
                    shared,
                    Map.of("action", "send-message", "channelId", String.valueOf(general.id()), "silent", true));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(listen)
                            .to("mock:heard")
                            .setBody(simple("heard ${body.content}"))
                            .to(answer);
                }
            });
            MockEndpoint heard = context.getEndpoint("mock:heard", MockEndpoint.class);
            heard.expectedMessageCount(1);
            context.start();

            general.post(ada, "not for us");
            general.post(ada, "!for us");

            heard.assertIsSatisfied();
            assertThat(heard.getExchanges()
                            .get(0)
                            .getMessage()
                            .getBody(MessageCreated.class)
                            .authorName())
                    .isEqualTo("Ada");
            assertThat(general.awaitMessage("heard !for us", java.time.Duration.ofSeconds(10))
                            .flags())
                    .isEqualTo(4096);
            assertThat(listen).as("secrets are marked as such").contains("token=RAW(" + discord.token() + ")");
        }
    }

    private static String uri(DefaultCamelContext context, Map<String, Object> shared, Map<String, Object> own)
            throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("discord");
        assertThat(factory.isEnabled("discord")).isTrue();
        assertThat(factory.secretPropertyNames()).contains("token", "webhookUrl");
        Map<String, Object> properties = new LinkedHashMap<>(shared);
        properties.putAll(own);
        return factory.buildUri("discord", properties, true);
    }
}
