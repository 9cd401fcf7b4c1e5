package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.discordbridge.discord.session.SessionException;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log-in before it is known what routes want. */
@Simulated
@Timeout(120)
class EarlyLogInTest {
    private static final String WHO = "/users/@me";

    DiscordSimulator discord;
    private ComponentStage stage;
    private DiscordComponent component;

    @BeforeEach
    void script() {
        stage = new ComponentStage(discord);
        component = stage.context.getComponent("discord", DiscordComponent.class);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void isTheOnlyOne() throws Exception {
        component.logIn();
        component.logIn();
        assertThat(discord.calls("GET", WHO)).hasSize(1);

        stage.route("discord:message-created").start();

        assertThat(component.figures())
                .singleElement()
                .satisfies(session -> assertThat(session.status().state()).hasToString("READY"));
        assertThat(discord.calls("GET", WHO)).hasSize(1);
    }

    @Test
    void connectsNothingThatNoRouteAsksFor() throws Exception {
        component.logIn();
        stage.start();

        assertThat(component.figures()).isEmpty();
    }

    @Test
    void isMadeAgainIfItFailed() throws Exception {
        component.getConfiguration().setToken("wrong.token.here");
        assertThatThrownBy(component::logIn)
                .isInstanceOf(SessionException.class)
                .hasMessageStartingWith("Discord refused the bot token (401 Unauthorized)");

        assertThatThrownBy(() -> stage.route("discord:message-created").start())
                .hasStackTraceContaining("Cannot start discord:message-created: Discord refused the bot token (401");
        assertThat(discord.calls("GET", "/gateway/bot")).hasSize(2);
    }
}
