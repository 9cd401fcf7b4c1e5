package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events about guilds that come, go, fail and are set up slowly. */
@Simulated
@Timeout(120)
class GuildEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    DiscordSimulator discord;
    private Guild home;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void ofAGuildTellJoiningFromAnOutage() throws Exception {
        stage.route("discord:guild-*").start();
        home.unavailable(true);
        home.unavailable(false);
        Guild away = discord.addGuild("Away");
        away.leave();
        stage.await(5);

        assertThat(stage.events().stream()
                        .filter(event -> event.guildId().equals(String.valueOf(home.id())))
                        .map(DiscordEvent::event))
                .containsExactly("guild-available", "guild-unavailable", "guild-available");
        assertThat(stage.events().stream()
                        .filter(event -> event.guildId().equals(String.valueOf(away.id())))
                        .map(event -> event.event() + " " + event.guildName()))
                .containsExactly("guild-joined Away", "guild-left Away");
        JsonNode data = JSON.readTree(
                stage.await(EventType.GUILD_JOINED, Dispatch.class).data());
        assertThat(data.path("name").asText()).isEqualTo("Away");
        assertThat(data.has("channels") || data.has("members") || data.has("roles"))
                .isFalse();
    }

    /** Until a guild is whole, JDA puts what concerns it aside, and takes it a second time later. */
    @Test
    void comeOnceWhileAGuildIsSetUp() throws Exception {
        stage.route("discord:guild-*,role-*", "guilds").start();
        long id = discord.bot().id() + 1;
        String guildId = String.valueOf(id);
        Map<String, Object> guild = new HashMap<>(Map.of(
                "id",
                guildId,
                "name",
                "Slow",
                "member_count",
                1,
                "afk_timeout",
                300,
                "unavailable",
                true,
                "roles",
                List.of(role(guildId, "@everyone"), role("77", "guest"))));
        for (String part : List.of("channels", "threads", "emojis", "voice_states", "guild_scheduled_events")) {
            guild.put(part, List.of());
        }
        Map<String, Object> self = Map.of("id", String.valueOf(discord.bot().id()), "username", "bridge");
        guild.put("members", List.of(Map.of("user", self, "roles", List.of())));
        discord.gateway().dispatch("GUILD_CREATE", id, guild);
        discord.gateway().dispatch("GUILD_ROLE_UPDATE", id, Map.of("guild_id", guildId, "role", role("77", "keeper")));
        guild.put("unavailable", false);
        discord.gateway().dispatch("GUILD_CREATE", id, guild);
        discord.gateway().dispatch("GUILD_ROLE_DELETE", id, Map.of("guild_id", guildId, "role_id", "77"));
        Dispatch deleted = stage.await(EventType.ROLE_DELETED, Dispatch.class);

        assertThat(deleted.guildName()).as("JDA knows the guild now").isEqualTo("Slow");
        assertThat(deleted.subjectName())
                .as("JDA has taken what it had put aside")
                .isEqualTo("keeper");
        assertThat(stage.events().stream()
                        .filter(event -> guildId.equals(event.guildId()))
                        .map(DiscordEvent::event))
                .containsExactly("guild-joined", "role-updated", "guild-available", "role-deleted");
    }

    private static Map<String, Object> role(String id, String name) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "position",
                0,
                "permissions",
                "0",
                "colors",
                Map.of("primary_color", 0),
                "hoist",
                false,
                "mentionable",
                false,
                "managed",
                false,
                "flags",
                0);
    }
}
