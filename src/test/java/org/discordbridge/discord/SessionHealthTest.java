package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the health check says of a session, and what is said of refused intents. */
@Simulated
@ResourceLock("log of DiscordSession")
@Timeout(120)
class SessionHealthTest {
    DiscordSimulator discord;

    @Test
    void tellsWhatIsWrongAndRecovers() throws Exception {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                CapturedLog session = CapturedLog.of("org.discordbridge.discord.session", Level.WARN);
                ComponentStage stage =
                        new ComponentStage(discord).route("discord:reaction-*").start()) {
            HealthCheck check = HealthCheckHelper.getHealthCheck(stage.context, "discord");
            HealthCheck.Result up = check.call();
            assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(up.getDetails())
                    .containsEntry("gateway", "READY")
                    .containsEntry("shard", "0 of 1")
                    .containsEntry("intents", "DIRECT_MESSAGE_REACTIONS, GUILD_MESSAGE_REACTIONS")
                    .doesNotContainKeys("reason", "closeCode");

            discord.gateway().refuseConnections(true);
            discord.gateway().closeAll(4000);
            HealthCheck.Result down = await().until(check::call, result -> result.getState() == HealthCheck.State.DOWN);
            Instant since = Instant.parse((String) down.getDetails().get("since"));
            assertThat(since).isBetween(Instant.now().minusSeconds(30), Instant.now());
            assertThat(down.getDetails())
                    .containsEntry("gateway", "RECONNECTING")
                    .containsEntry("closeCode", 4000)
                    .containsEntry("reason", "Discord closed the connection with 4000 (unknown error)");
            assertThat(down.getMessage())
                    .hasValue("Discord's gateway is not ready: RECONNECTING since " + since
                            + ", Discord closed the connection with 4000 (unknown error) (shard 0 of 1)");

            discord.gateway().refuseConnections(false);
            HealthCheck.Result again = await().atMost(Duration.ofSeconds(60))
                    .until(check::call, result -> result.getState() == HealthCheck.State.UP);
            assertThat(again.getDetails()).containsEntry("gateway", "READY").doesNotContainKeys("reason", "closeCode");
            assertThat(jda.text() + session.text()).doesNotContain(discord.token());
        }
    }

    @Test
    void recoversFromACutConnection() throws Exception {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                CapturedLog session = CapturedLog.of("org.discordbridge.discord.session", Level.WARN);
                ComponentStage stage = new ComponentStage(discord)
                        .route("discord:message-created")
                        .start()) {
            HealthCheck check = HealthCheckHelper.getHealthCheck(stage.context, "discord");
            assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(check.isLiveness()).isFalse();

            discord.gateway().refuseConnections(true);
            discord.gateway().drop();
            HealthCheck.Result down = await().until(check::call, result -> result.getState() == HealthCheck.State.DOWN);
            assertThat(down.getMessage())
                    .hasValueSatisfying(message ->
                            assertThat(message).startsWith("Discord's gateway is not ready: RECONNECTING since "));
            discord.gateway().refuseConnections(false);
            await().atMost(Duration.ofSeconds(60)).until(() -> check.call().getState() == HealthCheck.State.UP);
            assertThat(session.messages()).isNotEmpty();
            assertThat(jda.text()).doesNotContain(discord.token());
        }
    }

    @Test
    void tellsThatTheTokenIsNoGoodAnyMore() throws Exception {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                CapturedLog session = CapturedLog.of("org.discordbridge.discord.session", Level.WARN);
                ComponentStage stage =
                        new ComponentStage(discord).route("discord:reaction-*").start()) {
            HealthCheck check = HealthCheckHelper.getHealthCheck(stage.context, "discord");
            discord.gateway().closeAll(4004);
            HealthCheck.Result down = await().until(
                            check::call,
                            result -> "FAILED".equals(result.getDetails().get("gateway")));

            assertThat(down.getDetails()).containsEntry("closeCode", 4004);
            assertThat(down.getMessage())
                    .hasValue(
                            "Discord closed the gateway with 4004 (authentication failed): the bot token is wrong. Set"
                                    + " DISCORD_TOKEN to the token shown under Developer Portal > Bot > Reset Token");
            assertThat(session.messages())
                    .anySatisfy(message -> assertThat(message).contains("4004"));
            assertThat(jda.text()).doesNotContain(discord.token());
        }
    }

    @Test
    void namesTheSwitchForEachEndpoint() throws Exception {
        try (DiscordSimulator strict = DiscordSimulator.builder()
                        .disallow(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES)
                        .start();
                CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                ComponentStage stage = new ComponentStage(strict)
                        .route("discord:member-joined")
                        .route("discord:member-*,presence-updated")
                        .route("discord:reaction-*")) {
            assertThatThrownBy(stage::start)
                    .hasStackTraceContaining("Cannot start discord:member-*, discord:member-joined,"
                            + " discord:presence-updated, discord:reaction-*: Discord closed the gateway with 4014"
                            + " (disallowed intents). Switch on PRESENCE INTENT under Developer Portal > Bot, for"
                            + " discord:presence-updated; and SERVER MEMBERS INTENT under Developer Portal > Bot, for"
                            + " discord:member-*, discord:member-joined");
            assertThat(jda.text()).doesNotContain(strict.token());
        }
    }

    @Test
    void saysThatALaterRouteNeedsAnIntentThatWasNotAskedFor() throws Exception {
        try (ComponentStage stage =
                        new ComponentStage(discord).route("discord:reaction-*").start();
                CapturedLog log = CapturedLog.warningsOf(SessionHolder.class)) {
            stage.route("discord:role-created", "fine");
            stage.route("discord:member-*,thread-*,poll-vote-*", "late");

            assertThat(log.messages("Route late"))
                    .containsExactly(
                            "Route late wants discord:member-*, discord:poll-vote-*, for which the running session has not"
                                    + " asked Discord ([DIRECT_MESSAGE_POLLS, GUILD_MEMBERS, GUILD_MESSAGE_POLLS,"
                                    + " GUILD_MODERATION]): it gets none until the application is"
                                    + " started again");
            discord.addGuild("Home").addRole("keeper");
            stage.await(1);
            assertThat(discord.gateway().identifies()).isEqualTo(1);
        }
    }
}
