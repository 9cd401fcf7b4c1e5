package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.HeldBackException;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Requests end long before Discord bans the address, and go on by themselves. */
@Order(2)
@Timeout(120)
@ResourceLock("log of BanGuard")
class HeldBackTest extends ProducerStage {
    @Test
    void stopsBeforeTheBanSaysSoAndGoesOn() throws Exception {
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session", Level.INFO)) {
            DiscordConfiguration options =
                    context.getComponent("discord", DiscordComponent.class).getConfiguration();
            options.setBanLimit(10);
            options.setBanWindow(15_000);
            Channel closed = home.addTextChannel("closed");
            closed.deny(Permission.SEND_MESSAGES);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("discord:command?name=ask&description=Asks").to("mock:asked");
                }
            });
            doing("discord:send-message");
            await().until(() ->
                    !discord.calls("PUT", "/applications/*/commands").isEmpty());
            HealthCheck health = HealthCheckHelper.getHealthCheck(context, "discord");
            Map<String, Object> body = Map.of("content", "x", "channel_id", id(closed));
            for (int i = 0; i < 5; i++) {
                assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
                refused(body, 403, 50013);
            }

            Instant before = Instant.now();
            Map<String, Object> open = Map.of("content", "y", "channel_id", id(general));
            var exchange = context.createProducerTemplate()
                    .request("direct:do", in -> in.getMessage().setBody(open));
            assertThat(exchange.getException())
                    .isExactlyInstanceOf(HeldBackException.class)
                    .hasMessageMatching(
                            "Discord was not asked to post into channel " + id(general) + ": it has refused 5"
                                    + " requests within 15 s with 401, 403 or 429, and bans addresses at 10\\. Requests go on at"
                                    + " \\S+Z");
            HeldBackException held = (HeldBackException) exchange.getException();
            assertThat(held.isRetryable()).isTrue();
            assertThat(held.getUntil()).isBetween(before, before.plusSeconds(16));
            assertThat(exchange.getMessage().getHeader(DiscordConstants.RETRY_AFTER, Long.class))
                    .isBetween(1L, 16_000L);
            HealthCheck.Result down = health.call();
            assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(down.getMessage().orElseThrow())
                    .matches(
                            "Requests to Discord are held back until \\S+Z, since it has refused 5 requests within 15 s with"
                                    + " 401, 403 or 429, and bans addresses at 10");
            assertThat(down.getDetails()).containsEntry("refusedRequests", 5).containsEntry("gateway", "READY");
            assertThat(general.messages()).isEmpty();
            // somebody waits for it
            discord.slashCommand(ada, general, "ask", Map.of()).awaitAcknowledged(SOON);

            await().atMost(Duration.ofSeconds(60)).until(() -> health.call().getState() == HealthCheck.State.UP);
            done(open);
            assertThat(general.messages()).hasSize(1);
            assertThat(log.text()).contains("Requests to Discord go on").doesNotContain(discord.token());
        }
    }

    @Test
    void slowsBeforeThat() throws Exception {
        DiscordConfiguration options =
                context.getComponent("discord", DiscordComponent.class).getConfiguration();
        options.setBanLimit(40);
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session", Level.INFO)) {
            Channel closed = home.addTextChannel("closed");
            closed.deny(Permission.SEND_MESSAGES);
            doing("discord:send-message");
            Map<String, Object> body = Map.of("content", "x", "channel_id", id(closed));
            for (int i = 0; i < 19; i++) {
                refused(body, 403, 50013);
            }
            long start = System.nanoTime();
            done(Map.of("content", "y", "channel_id", id(general)));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
            assertThat(log.messages()).anyMatch(line -> line.contains("requests are slowed"));
        }
    }
}
