package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands keep their ids while they keep their names. */
@Simulated
@Timeout(120)
class CommandIdsTest {
    private static final String PING = "{\"name\":\"ping\",\"description\":\"%s\"}";

    DiscordSimulator discord;
    private Wire wire;
    private String commands;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        commands = "/applications/" + discord.bot().id() + "/commands";
    }

    @Test
    void anOverwriteKeepsThem() throws Exception {
        JsonNode first = wire.call("PUT", commands, "[" + PING.formatted("d") + "]")
                .body()
                .path(0);
        JsonNode same = wire.call("PUT", commands, "[" + PING.formatted("d") + "]")
                .body()
                .path(0);
        JsonNode changed = wire.call("PUT", commands, "[" + PING.formatted("e") + "]")
                .body()
                .path(0);

        assertThat(same).isEqualTo(first);
        assertThat(changed.path("id")).isEqualTo(first.path("id"));
        assertThat(changed.path("version")).isNotEqualTo(first.path("version"));
    }

    @Test
    void aSecondPostOfANameIsAnotherVersion() throws Exception {
        Wire.Reply first = wire.call("POST", commands, PING.formatted("d"));
        Wire.Reply second = wire.call("POST", commands, PING.formatted("e"));
        Wire.Reply menu = wire.call("POST", commands, "{\"name\":\"ping\",\"type\":2}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(menu.status()).isEqualTo(201);
        assertThat(discord.commands()).hasSize(2);
    }

    @Test
    void oneIsLookedUpEditedAndDeleted() throws Exception {
        String ping = commands + "/"
                + wire.call("POST", commands, PING.formatted("d"))
                        .body()
                        .path("id")
                        .asText();
        wire.call("POST", commands, PING.formatted("d").replace("ping", "pong"));

        assertThat(wire.call("GET", ping, null).body().path("name").asText()).isEqualTo("ping");
        assertThat(wire.call("PATCH", ping, "{\"description\":\"new\"}")
                        .body()
                        .path("description")
                        .asText())
                .isEqualTo("new");
        assertThat(wire.call("PATCH", ping, "{\"name\":\"pong\"}").code()).isEqualTo(40041);
        assertThat(wire.call("DELETE", ping, null).status()).isEqualTo(204);
        assertThat(wire.call("GET", ping, null).code()).isEqualTo(10063);
        assertThat(wire.call("PATCH", ping, "{}").code()).isEqualTo(10063);
    }
}
