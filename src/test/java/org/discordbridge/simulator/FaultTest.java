package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every kind of fault of REST, and when it strikes. */
@Simulated
@Timeout(120)
class FaultTest {
    private static final String HELLO = "{\"content\":\"hello\"}";

    DiscordSimulator discord;
    private Wire wire;
    private Channel general;
    private String messages;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        general = discord.addGuild("Home").addTextChannel("general");
        messages = "/channels/" + general.id() + "/messages";
    }

    @Test
    void strikesAsOftenAsTold() throws Exception {
        FaultRule rule = discord.fault(Fault.status(500))
                .on("POST", "/channels/*/messages")
                .after(1)
                .times(2);
        assertThat(post().status()).isEqualTo(200);
        assertThat(post().status()).isEqualTo(500);
        assertThat(wire.call("GET", messages, null).status()).isEqualTo(200);
        assertThat(post().status()).isEqualTo(500);
        assertThat(post().status()).isEqualTo(200);
        assertThat(rule.hits()).isEqualTo(2);
        assertThat(general.messages()).hasSize(2);
        assertThat(discord.calls("POST", "/channels/*/messages"))
                .extracting(RecordedCall::status)
                .containsExactly(200, 500, 500, 200);
    }

    @Test
    void stopsAndClears() throws Exception {
        FaultRule rule = discord.fault(Fault.status(503));
        assertThat(post().status()).isEqualTo(503);
        rule.stop();
        assertThat(post().status()).isEqualTo(200);
        discord.fault(Fault.status(503));
        discord.clearFaults();
        assertThat(post().status()).isEqualTo(200);
    }

    @Test
    void answersWithErrorCodes() throws Exception {
        discord.fault(Fault.error(403, 50013, "Missing Permissions"));
        assertThat(post().code()).isEqualTo(50013);
    }

    @Test
    void answersWrongAfterTheEffect() throws Exception {
        discord.fault(Fault.statusAfterEffect(502)).times(1);
        assertThat(post().status()).isEqualTo(502);
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void limitsRates() throws Exception {
        discord.fault(Fault.rateLimited(Duration.ofMillis(1500))).times(1);
        Wire.Reply limited = post();
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.body().path("retry_after").asDouble()).isEqualTo(1.5);
        assertThat(header(limited, "retry-after")).isEqualTo("2");
        assertThat(header(limited, "via")).isEqualTo("1.1 google");
        assertThat(header(limited, "x-ratelimit-scope")).isEqualTo("user");
        assertThat(header(limited, "x-ratelimit-remaining")).isEqualTo("0");
        discord.fault(Fault.rateLimited(Duration.ofSeconds(1), Fault.Scope.GLOBAL))
                .times(1);
        Wire.Reply global = post();
        assertThat(header(global, "x-ratelimit-global")).isEqualTo("true");
        assertThat(global.body().path("global").asBoolean()).isTrue();
        discord.fault(Fault.cloudflareBan(Duration.ofSeconds(1))).times(1);
        assertThat(post().raw().headers().map()).doesNotContainKey("via").containsKey("retry-after");
    }

    @Test
    void hangs() throws Exception {
        wire = new Wire(discord, Duration.ofSeconds(2));
        discord.fault(Fault.hang()).times(1);
        assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
        assertThat(general.messages()).isEmpty();
        discord.fault(Fault.hangAfterEffect()).times(1);
        assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
        assertThat(general.messages()).hasSize(1);
        assertThat(discord.calls()).extracting(RecordedCall::status).containsExactly(0, 0);
    }

    @Test
    void dropsConnections() throws Exception {
        discord.fault(Fault.dropConnection()).on("POST", "/**").times(1);
        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(general.messages()).isEmpty();
        discord.fault(Fault.dropConnectionAfterEffect()).on("POST", "/**").times(1);
        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void truncatesBodies() throws Exception {
        discord.fault(Fault.truncatedBody()).times(1);
        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void slowsDown() throws Exception {
        discord.fault(Fault.slow(Duration.ofMillis(300))).times(1);
        long start = System.nanoTime();
        assertThat(post().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void redirectsAndTalksNonsense() throws Exception {
        discord.fault(Fault.redirect("https://example.org/")).times(1);
        assertThat(post().status()).isEqualTo(302);
        discord.fault(Fault.garbage()).times(1);
        Wire.Reply garbage = post();
        assertThat(garbage.status()).isEqualTo(200);
        assertThat(garbage.raw().body().toString()).startsWith("<!DOCTYPE html>");
        assertThat(general.messages()).isEmpty();
    }

    private Wire.Reply post() throws Exception {
        return wire.call("POST", messages, HELLO);
    }

    private static String header(Wire.Reply reply, String name) {
        return reply.raw().headers().firstValue(name).orElse("");
    }
}
