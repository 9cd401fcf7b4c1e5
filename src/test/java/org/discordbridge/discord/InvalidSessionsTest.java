package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.discordbridge.discord.ComponentStage.SOON;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(120)
@Simulated
@ResourceLock("log of DiscordSession")
class InvalidSessionsTest {
    private static final String INVALID =
            "Discord's gateway connection is lost: Discord called the session invalid (op 9). It is made again in ";
    private static final String LATER = " s at the earliest, since the last ones did not last";

    DiscordSimulator discord;

    @Test
    void areResumedWithPausesThatGrow() throws Exception {
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session.life.DiscordSession", Level.WARN);
                ComponentStage stage = new ComponentStage(discord).route("discord:message-created")) {
            stage.start();
            discord.gateway().callSessionsInvalid(true, true);
            discord.gateway().closeAll(4000);

            await().atMost(SOON).until(() -> log.messages(INVALID).size() >= 3);
            assertThat(log.messages(INVALID))
                    .isEqualTo(List.of(INVALID + 1 + LATER, INVALID + 2 + LATER, INVALID + 4 + LATER));
            discord.gateway().callSessionsInvalid(false, true);
            await().atMost(SOON).until(() -> health(stage) == HealthCheck.State.UP);
            assertThat(discord.gateway().identifies()).isEqualTo(1);
        }
    }

    private static HealthCheck.State health(ComponentStage stage) {
        return HealthCheckHelper.getHealthCheck(stage.context, "discord").call().getState();
    }
}
