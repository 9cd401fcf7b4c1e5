package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ids in commands and selects stand for. */
@Simulated
@Timeout(120)
class ResolvedTest {
    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private User ada;
    private Entity role;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        home.addMember(ada);
        role = home.addRole("Crew");
    }

    @Test
    void ofCommands() throws Exception {
        wire.call("POST", "/applications/" + discord.bot().id() + "/commands", """
                {"name": "give", "description": "d", "options": [
                  {"type": 6, "name": "who", "description": "d"}, {"type": 7, "name": "where", "description": "d",
                   "channel_types": [0]},
                  {"type": 8, "name": "role", "description": "d"}, {"type": 9, "name": "any", "description": "d"},
                  {"type": 11, "name": "file", "description": "d"}]}""");
        Wire.Socket socket = wire.identified(1);
        socket.next("GUILD_CREATE");
        discord.slashCommand(
                ada,
                general,
                "give",
                Map.of(
                        "who",
                        ada.id(),
                        "where",
                        general.id(),
                        "role",
                        role.id(),
                        "any",
                        role.id(),
                        "file",
                        Upload.text("a.txt", "hello")));
        JsonNode data = socket.next("INTERACTION_CREATE").path("d").path("data");
        JsonNode resolved = data.path("resolved");
        assertThat(data.path("options").path(0).path("value").isTextual()).isTrue();

        assertThat(resolved.path("users").path(id(ada.id())).path("username").asText())
                .isEqualTo("ada");
        JsonNode member = resolved.path("members").path(id(ada.id()));
        assertThat(member.has("permissions")).isTrue();
        assertThat(member.has("user") || member.has("deaf") || member.has("mute"))
                .isFalse();
        JsonNode channel = resolved.path("channels").path(id(general.id()));
        assertThat(channel.path("name").asText()).isEqualTo("general");
        assertThat(channel.has("permissions")).isTrue();
        assertThat(channel.has("permission_overwrites")).isFalse();
        assertThat(resolved.path("roles").path(id(role.id())).path("name").asText())
                .isEqualTo("Crew");
        JsonNode file = resolved.path("attachments");
        assertThat(file)
                .singleElement()
                .satisfies(one -> assertThat(one.path("filename").asText()).isEqualTo("a.txt"));
        assertThat(new String(
                        wire.download(file.elements().next().path("url").asText())
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(data.path("options").path(4).path("value").asText())
                .isEqualTo(file.fieldNames().next());
    }

    @Test
    void nobodyChoosesWhatThereIsNot() throws Exception {
        wire.call("POST", "/applications/" + discord.bot().id() + "/commands", """
                {"name": "give", "description": "d", "options": [
                  {"type": 7, "name": "where", "description": "d", "channel_types": [2]},
                  {"type": 8, "name": "role", "description": "d"}]}""");
        assertThatThrownBy(() -> discord.slashCommand(ada, general, "give", Map.of("role", ada.id())))
                .hasMessageContaining("would not let anybody enter");
        assertThatThrownBy(() -> discord.slashCommand(ada, general, "give", Map.of("where", general.id())))
                .hasMessageContaining("would not let anybody enter");
    }

    @Test
    void ofSelects() throws Exception {
        wire.call("POST", "/channels/" + general.id() + "/messages", """
                {"content": "menu", "components": [
                  {"type": 1, "components": [{"type": 5, "custom_id": "people"}]},
                  {"type": 1, "components": [{"type": 6, "custom_id": "roles"}]},
                  {"type": 1, "components": [{"type": 7, "custom_id": "both", "max_values": 2}]},
                  {"type": 1, "components": [{"type": 8, "custom_id": "places"}]}]}""");
        Message menu = general.messages().get(0);
        Wire.Socket socket = wire.identified(1);
        socket.next("GUILD_CREATE");

        assertThat(chosen(socket, menu, "people", ada.id()).path("members")).hasSize(1);
        assertThat(chosen(socket, menu, "roles", role.id()).path("roles")).hasSize(1);
        JsonNode both = chosen(socket, menu, "both", role.id(), ada.id());
        assertThat(both.path("roles")).hasSize(1);
        assertThat(both.path("users")).hasSize(1);
        assertThat(chosen(socket, menu, "places", general.id())
                        .path("channels")
                        .path(id(general.id()))
                        .path("type")
                        .asInt())
                .isZero();
        assertThatThrownBy(() -> discord.choose(ada, menu, "places", id(ada.id())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofForms() throws Exception {
        discord.addCommand("ask");
        Interaction ask = discord.slashCommand(ada, general, "ask", Map.of());
        wire.call("POST", "/interactions/" + ask.id() + "/" + ask.token() + "/callback", """
                {"type": 9, "data": {"title": "T", "custom_id": "form", "components": [
                  {"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who"}}]}}""");
        Wire.Socket socket = wire.identified(1);
        socket.next("GUILD_CREATE");

        assertThatThrownBy(() -> discord.submitModal(ask, Map.of("who", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.submitModal(ask, Map.of("who", "1")))
                .isInstanceOf(IllegalArgumentException.class);
        discord.submitModal(ask, Map.of("who", id(ada.id())));
        JsonNode data = socket.next("INTERACTION_CREATE").path("d").path("data");
        assertThat(data.path("components")
                        .path(0)
                        .path("component")
                        .path("values")
                        .path(0)
                        .asText())
                .isEqualTo(id(ada.id()));
        assertThat(data.path("resolved").path("members").has(id(ada.id()))).isTrue();
    }

    private JsonNode chosen(Wire.Socket socket, Message menu, String select, long... ids) throws Exception {
        discord.choose(
                ada,
                menu,
                select,
                java.util.Arrays.stream(ids).mapToObj(ResolvedTest::id).toArray(String[]::new));
        return socket.next("INTERACTION_CREATE").path("d").path("data").path("resolved");
    }

    private static String id(long id) {
        return Long.toUnsignedString(id);
    }
}
