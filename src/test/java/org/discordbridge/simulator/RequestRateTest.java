package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts towards the limit of all requests of a bot, and what becomes of the others. */
@Timeout(120)
class RequestRateTest {
    @Test
    void tooManyOfOneTokenAreRefused() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().globalLimit(1).start()) {
            Wire wire = new Wire(discord);
            Wire.Reply refused = wire.call("GET", "/users/@me", null);
            assertThat(refused.status()).isEqualTo(200);
            // as often as it takes for two of them to be in one second
            for (int i = 0; i < 1000 && refused.status() == 200; i++) {
                refused = wire.call("GET", i % 2 == 0 ? "/applications/@me" : "/users/@me", null);
            }
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().path("global").asBoolean()).isTrue();
            assertThat(refused.body().path("retry_after").asDouble()).isBetween(0.001, 1.0);
            assertThat(refused.raw().headers().map())
                    .containsEntry("x-ratelimit-global", List.of("true"))
                    .containsEntry("x-ratelimit-scope", List.of("global"))
                    .containsEntry("retry-after", List.of("1"))
                    .containsKey("via")
                    .doesNotContainKey("x-ratelimit-bucket");
            RequestRate rate = discord.requestRate();
            assertThat(rate.refusals()).hasSize(1);
            assertThat(rate.refusals().get(0))
                    .isBetween(
                            discord.calls().get(discord.calls().size() - 1).when(),
                            discord.calls()
                                    .get(discord.calls().size() - 1)
                                    .when()
                                    .plusSeconds(1));
            assertThat(rate.busiestSecond()).isEqualTo(2);
            discord.advanceClock(Duration.ofSeconds(1));
            assertThat(wire.call("GET", "/users/@me", null).status()).isEqualTo(200);
        }
    }

    @Test
    void whatComesWithATokenOfItsOwnDoesNotCount() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().globalLimit(1).start()) {
            Wire wire = new Wire(discord);
            Channel general = discord.addGuild("Home").addTextChannel("general");
            User ada = discord.addUser("Ada");
            discord.addCommand("ping");
            Interaction interaction = discord.slashCommand(ada, general, "ping", Map.of());
            wire.call("POST", "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback", """
                    {"type": 5}""");
            String answer = "/webhooks/" + discord.bot().id() + "/" + interaction.token();
            assertThat(wire.call("PATCH", answer + "/messages/@original", "{\"content\":\"x\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(wire.call("POST", answer, "{\"content\":\"x\"}").status())
                    .isEqualTo(200);
            assertThat(wire.call("GET", "/gateway", null).status()).isEqualTo(200);
            assertThat(discord.requestRate().busiestSecond()).isZero();

            Wire.Reply made = wire.call("POST", "/channels/" + general.id() + "/webhooks", "{\"name\":\"hook\"}");
            assertThat(discord.requestRate().busiestSecond()).isEqualTo(1);
            discord.advanceClock(Duration.ofSeconds(1));
            String hook = "/webhooks/" + made.body().path("id").asText() + "/"
                    + made.body().path("token").asText();
            for (int i = 0; i < 3; i++) {
                assertThat(wire.call("POST", hook, "{\"content\":\"x\"}").status())
                        .isEqualTo(204);
            }
            assertThat(discord.requestRate()).isEqualTo(new RequestRate(1, List.of()));
        }
    }

    @Test
    void whatFailsCountsAndWhatHasNoTokenDoesNot() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            Wire wire = new Wire(discord);
            assertThat(wire.send(wire.request("GET", "/users/@me", null).setHeader("Authorization", "Bot other"))
                            .status())
                    .isEqualTo(401);
            assertThat(discord.requestRate().busiestSecond()).isZero();
            discord.fault(Fault.status(500)).times(1);
            assertThat(wire.call("GET", "/users/@me", null).status()).isEqualTo(500);
            assertThat(discord.requestRate().busiestSecond()).isEqualTo(1);
            discord.advanceClock(Duration.ofSeconds(1));
            assertThat(wire.call("GET", "/nowhere", null).status()).isEqualTo(404);
            discord.advanceClock(Duration.ofSeconds(1));
            wire.call("GET", "/channels/1", null);
            assertThat(discord.requestRate().busiestSecond()).isEqualTo(1);
        }
    }

    @Test
    void noneAtAllIsNoLimit() {
        assertThatThrownBy(() -> DiscordSimulator.builder().globalLimit(0))
                .hasMessage("A bot has at least one request a second, not 0");
    }
}
