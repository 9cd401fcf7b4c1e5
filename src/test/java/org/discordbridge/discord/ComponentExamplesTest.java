package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.dv8tion.jda.api.entities.Activity;
import okhttp3.OkHttpClient;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.session.connect.JdaCustomizer;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.ShardSharing;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts Camel's own main with the properties that the component's page shows. */
@Simulated
@Timeout(120)
class ComponentExamplesTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;

    @BeforeEach
    void people() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    private static Map<String, String> properties(String title) {
        Map<String, String> properties = new LinkedHashMap<>();
        PageExample.all().stream()
                .filter(example -> title.equals(example.title()))
                .flatMap(example -> example.text().lines())
                .map(line -> line.split("=", 2))
                .forEach(line -> properties.put(line[0], line[1]));
        assertThat(properties).isNotEmpty();
        return properties;
    }

    /** Starts an application with these properties, and lets it hear something. */
    private DiscordComponent hear(Main main, Map<String, String> properties) throws Exception {
        properties.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:message-created").to("discord:add-reaction?emoji=👍");
            }
        });
        main.start();
        DiscordComponent component = main.getCamelContext().getComponent("discord", DiscordComponent.class);
        discord.gateway().awaitConnected(1, ComponentStage.SOON);
        general.post(ada, "hello");
        discord.awaitCalls(1, "PUT", "/channels/*/messages/*/reactions/**", ComponentStage.SOON);
        return component;
    }

    @Test
    void optionsOfTheSessionAreTaken() throws Exception {
        Map<String, String> properties = properties("Options of the session");
        Main main = new Main();
        try (HttpProxy proxy = new HttpProxy()) {
            main.addInitialProperty("DISCORD_TOKEN", discord.token());
            main.addInitialProperty("DISCORD_API_URL", discord.apiUrl());
            main.addInitialProperty("PROXY", proxy.address());
            DiscordComponent component = hear(main, properties);

            assertThat(discord.sessions()).hasSize(2);
            assertThat(proxy.asked()).contains("GET " + discord.apiUrl() + "/gateway/bot");
            DiscordConfiguration options = component.getConfiguration();
            assertThat(options.isCompress()).isFalse();
            assertThat(options.getStartTimeout()).isEqualTo(60_000);
            assertThat(options.getBanLimit()).isEqualTo(5_000);
            assertThat(options.getBanWindow()).isEqualTo(300_000);
            assertThat(component.getRequestsPerSecond()).isEqualTo(40);
            assertThat(component.isStopContextOnFailure()).isTrue();
            assertThat(component.isHealthCheckProducerEnabled()).isFalse();
        } finally {
            main.stop();
        }
    }

    @Test
    void beansOfTheComponentAreTaken() throws Exception {
        OkHttpClient http = new OkHttpClient();
        Main main = new Main();
        main.bind("http", http);
        main.bind("presence", (JdaCustomizer) builder -> builder.setActivity(Activity.watching("the door")));
        main.bind("sharing", new Alone());
        DiscordConfiguration options = new DiscordConfiguration();
        options.setToken(discord.token());
        options.setApiUrl(discord.apiUrl());
        main.bind("discordOptions", options);
        try {
            DiscordComponent component = hear(main, properties("Beans of the component"));

            assertThat(component.getHttpClient()).isSameAs(http);
            assertThat(component.getConfiguration()).isSameAs(options);
            assertThat(component.getHandOverTimeout()).isEqualTo(10_000);
            assertThat(component.isAutowiredEnabled()).isFalse();
            assertThat(discord.sessions().get(0).identify()).contains("the door");
        } finally {
            main.stop();
        }
    }

    /** Shares with nobody. */
    private static final class Alone implements ShardSharing {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Membership join(ShardHost host) {
            throw new IllegalStateException("nobody is asked");
        }
    }
}
