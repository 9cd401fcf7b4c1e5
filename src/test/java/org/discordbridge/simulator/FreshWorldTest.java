package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guild as a bot first sees it, and how its people come. */
@Simulated
@Timeout(120)
class FreshWorldTest {
    private static final int GUILDS_AND_MEMBERS = 1 | 1 << 1;

    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
    }

    @Test
    void theOwnerIsSomebody() throws Exception {
        JsonNode guild =
                wire.identified(GUILDS_AND_MEMBERS).next("GUILD_CREATE").path("d");
        String owner = guild.path("owner_id").asText();

        assertThat(guild.path("member_count").asInt()).isEqualTo(2);
        assertThat(wire.call("GET", "/guilds/" + home.id() + "/members/" + owner, null)
                        .status())
                .isEqualTo(200);
        assertThat(wire.call("GET", "/users/" + owner, null)
                        .body()
                        .path("username")
                        .asText())
                .isEqualTo("owner");
        assertThat(wire.call("DELETE", "/guilds/" + home.id() + "/members/" + owner, null)
                        .code())
                .isEqualTo(50013);
    }

    @Test
    void whoActsHasJoinedBefore() throws Exception {
        Wire.Socket socket = wire.identified(GUILDS_AND_MEMBERS);
        socket.next("GUILD_CREATE");
        discord.addCommand("echo");
        User ada = discord.addUser("Ada");
        general.post(ada, "hello");
        general.post(ada, "again");
        discord.slashCommand(discord.addUser("Ben"), general, "echo", java.util.Map.of());

        for (String name : new String[] {"ada", "ben"}) {
            assertThat(socket.next("GUILD_MEMBER_ADD")
                            .path("d")
                            .path("user")
                            .path("username")
                            .asText())
                    .isEqualTo(name);
        }
    }

    @Test
    void whatIsNotSaidIsNotRepeated() throws Exception {
        JsonNode posted = wire.call("POST", "/channels/" + general.id() + "/messages", """
                {"content": null, "embeds": [{"title": "t", "fields": null}], "components": null, "sticker_ids": null}""")
                .body();
        JsonNode command = wire.call("POST", "/applications/" + discord.bot().id() + "/commands", """
                {"name": "a", "description": "d", "options": null}""")
                .body();

        assertThat(posted.path("embeds").path(0).has("fields")).isFalse();
        assertThat(posted.path("components").isArray()).isTrue();
        assertThat(command.has("options")).isFalse();
    }
}
