package org.discordbridge.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.discordbridge.avro.RegistryAvroDataFormat;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done while no route is made yet. */
@Simulated
@Timeout(120)
class HeadStartTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    DiscordSimulator discord;
    private Main main;

    @BeforeEach
    void script() {
        main = new Main();
        main.addMainListener(new HeadStart());
        main.addOverrideProperty("camel.component.discord.token", discord.token());
        main.addOverrideProperty("camel.component.discord.apiUrl", discord.apiUrl());
        main.addOverrideProperty("PEOPLE", "member-joined");
        main.addOverrideProperty("WITH_REACTIONS", "false");
    }

    @AfterEach
    void stop() {
        main.getCamelContext().stop();
    }

    private void routes(String... inputs) {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (String input : inputs) {
                    from(input).to("mock:out");
                }
                from("discord:reaction-added").autoStartup("{{WITH_REACTIONS}}").to("mock:out");
            }
        });
    }

    @Test
    void connectsForTheRoutesThatStartByThemselves() {
        routes("discord:message-deleted", "discord:{{PEOPLE}}", "direct:in");

        main.init();

        discord.gateway().awaitConnected(1, SOON);
        assertThat(discord.sessions().get(0).intentNames())
                .containsExactlyInAnyOrder(
                        Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES, Intent.GUILD_MEMBERS);
        assertThat(main.getCamelContext().isStarted()).isFalse();
    }

    @Test
    void doesNotConnectIfTheStartWillFailAnyway() {
        routes("discord:message-deleted");
        RegistryAvroDataFormat format = new RegistryAvroDataFormat();
        format.setSchema(Path.of("not-there.avsc").toString());
        main.bind("format", format);

        assertThatThrownBy(main::init)
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot start: schema file ");

        assertStaysAway();
    }

    @Test
    void leavesARouteThatCannotBeMadeToTheStart() {
        routes("discord:message-deleted", "discord:member-joined?nonsense=true");

        main.init();

        assertStaysAway();
    }

    private void assertStaysAway() {
        // after which it would connect
        discord.awaitCalls(1, "GET", "/users/@me", SOON);
        await().during(A_WHILE).atMost(SOON).until(() -> discord.connections().isEmpty());
    }
}
