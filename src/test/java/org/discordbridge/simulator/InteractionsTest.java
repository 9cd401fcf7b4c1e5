package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Discord lets people use, and which responses it takes. */
@Simulated
@Timeout(120)
class InteractionsTest {
    private static final String MODAL = """
            {"type": 9, "data": {"title": "T", "custom_id": "form", "components": [{"type": 18, "label": "L",
              "component": {"type": 4, "style": 1, "custom_id": "a", "max_length": 3}}]}}""";

    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private Wire wire;
    private String commands;

    @BeforeEach
    void script() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        wire = new Wire(discord);
        commands = "/applications/" + discord.bot().id() + "/commands";
    }

    private Wire.Reply callback(Interaction interaction, String body) throws Exception {
        return wire.call("POST", "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback", body);
    }

    private Message menu() throws Exception {
        wire.call("POST", "/channels/" + general.id() + "/messages", """
                {"content": "menu", "components": [
                  {"type": 1, "components": [
                    {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
                    {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": true}]},
                  {"type": 1, "components": [{"type": 3, "custom_id": "pick", "max_values": 2, "options": [
                    {"label": "A", "value": "a"}, {"label": "B", "value": "b"}]}]}]}""");
        return general.awaitMessage("menu", Wire.PATIENCE);
    }

    @Test
    void takesOnlyResponsesThatFit() throws Exception {
        discord.addCommand("echo", "message");
        Message menu = menu();
        Interaction typed = discord.slashCommand(ada, general, "echo", Map.of());
        assertThat(callback(typed, "{\"type\":6}").code()).isEqualTo(50035);
        assertThat(callback(typed, "{\"type\":7,\"data\":{\"content\":\"x\"}}").code())
                .isEqualTo(50035);
        assertThat(callback(typed, "{\"type\":8,\"data\":{\"choices\":[]}}").code())
                .isEqualTo(50035);
        assertThat(callback(typed, "{\"type\":1}").code()).isEqualTo(50035);
        assertThat(callback(typed, "{\"type\":5,\"data\":{\"flags\":4}}").code())
                .isEqualTo(50035);
        assertThat(callback(typed, MODAL).status()).isEqualTo(204);
        assertThat(callback(typed, "{\"type\":5}").code()).isEqualTo(40060);

        Interaction sent = discord.submitModal(typed, Map.of("a", "x"));
        assertThat(callback(sent, MODAL).code()).isEqualTo(50035);
        assertThat(callback(sent, "{\"type\":6}").code()).isEqualTo(50035);
        assertThat(callback(sent, "{\"type\":5}").status()).isEqualTo(204);

        Interaction pressed = discord.pressButton(ada, menu, "go");
        assertThat(pressed.reply()).isEmpty();
        assertThat(callback(pressed, "{\"type\":6}").status()).isEqualTo(204);
        assertThat(pressed.reply()).isEmpty();
        String original = "/webhooks/" + discord.bot().id() + "/" + pressed.token() + "/messages/@original";
        assertThat(wire.call("PATCH", original, "{\"content\":\"after\"}").status())
                .isEqualTo(200);
        assertThat(menu.content()).isEqualTo("after");
    }

    @Test
    void letsPeopleUseOnlyWhatIsThere() throws Exception {
        Message menu = menu();
        assertThatThrownBy(() -> discord.pressButton(ada, menu, "gone")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> discord.pressButton(ada, menu, "off")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> discord.pressButton(ada, menu, "pick")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.choose(ada, menu, "pick", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.choose(ada, menu, "pick")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.choose(ada, menu, "go", "a")).isInstanceOf(IllegalArgumentException.class);
        discord.choose(ada, menu, "pick", "a", "b");
        menu.delete();
        assertThatThrownBy(() -> discord.pressButton(ada, menu, "go")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsPeopleEnterOnlyWhatFits() throws Exception {
        assertThat(wire.call("PUT", commands, """
                [{"name": "set", "description": "d", "options": [{"type": 2, "name": "group", "description": "d",
                  "options": [{"type": 1, "name": "sub", "description": "d", "options": [
                    {"type": 4, "name": "n", "description": "d", "required": true, "min_value": 2, "max_value": 5},
                    {"type": 3, "name": "s", "description": "d", "choices": [{"name": "A", "value": "a"}]},
                    {"type": 3, "name": "t", "description": "d", "autocomplete": true}]}]}]}]""").status()).isEqualTo(200);
        String path = "set group sub";
        assertThatThrownBy(() -> discord.slashCommand(ada, general, "set", Map.of()))
                .hasMessageStartingWith("/set needs a sub-command");
        assertThatThrownBy(() -> discord.slashCommand(ada, general, "set other", Map.of()))
                .hasMessageStartingWith("/set other: there is no other");
        assertThatThrownBy(() -> discord.slashCommand(ada, general, path, Map.of()))
                .hasMessage("/set group sub needs the option n");
        for (Object wrong : new Object[] {1, 6, "three", 2.5}) {
            assertThatThrownBy(() -> discord.slashCommand(ada, general, path, Map.of("n", wrong)))
                    .hasMessageContaining("would not let anybody enter");
        }
        assertThatThrownBy(() -> discord.slashCommand(ada, general, path, Map.of("n", 2, "s", "b")))
                .hasMessageContaining("would not let anybody enter");
        assertThatThrownBy(() -> discord.slashCommand(ada, general, path, Map.of("n", 2, "x", 1)))
                .hasMessageStartingWith("/set group sub has no option [x]");
        assertThatThrownBy(() -> discord.typeOption(ada, general, path, "s", "a", Map.of()))
                .hasMessageStartingWith("Nothing is suggested for s");
        Interaction typing = discord.typeOption(ada, general, path, "t", "x", Map.of());
        assertThat(callback(typing, "{\"type\":5}").code()).isEqualTo(50035);
        assertThat(callback(typing, "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"\",\"value\":1}]}}")
                        .code())
                .isEqualTo(50035);
        assertThat(callback(typing, "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"one\",\"value\":1}]}}")
                        .status())
                .isEqualTo(204);
        assertThat(typing.suggestions()).containsExactly("one");
    }

    @Test
    void showsFormsThatHaveTheirLimits() throws Exception {
        Message menu = menu();
        for (String wrong : new String[] {
            MODAL.replace("\"title\": \"T\"", "\"title\": \"" + "T".repeat(46) + "\""),
            MODAL.replace("\"custom_id\": \"form\"", "\"custom_id\": \"\""),
            MODAL.replace("\"style\": 1", "\"style\": 3"),
            MODAL.replace("\"type\": 18", "\"type\": 2"),
            "{\"type\":9,\"data\":{\"title\":\"T\",\"custom_id\":\"t\",\"components\":[]}}"
        }) {
            assertThat(callback(discord.pressButton(ada, menu, "go"), wrong).code())
                    .as(wrong)
                    .isEqualTo(50035);
        }
        Interaction opened = discord.pressButton(ada, menu, "go");
        assertThatThrownBy(() -> discord.submitModal(opened, Map.of())).isInstanceOf(IllegalStateException.class);
        callback(opened, MODAL);
        assertThatThrownBy(() -> discord.submitModal(opened, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.submitModal(opened, Map.of("a", "long")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.submitModal(opened, Map.of("a", "x", "b", "y")))
                .isInstanceOf(IllegalArgumentException.class);
        Interaction sent = discord.submitModal(opened, Map.of("a", "x"));
        assertThat(callback(sent, "{\"type\":7,\"data\":{\"content\":\"done\"}}")
                        .status())
                .isEqualTo(204);
        assertThat(menu.content()).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{\"name\":\"Upper\",\"description\":\"d\"}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"type\":9}",
                "{\"name\":\"a\",\"type\":2,\"description\":\"d\"}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":3,\"name\":\"X\",\"description\":\"d\"}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":3,\"name\":\"x\"}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":1,\"name\":\"x\",\"description\":\"d\"},"
                        + "{\"type\":3,\"name\":\"y\",\"description\":\"d\"}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":1,\"name\":\"x\",\"description\":\"d\","
                        + "\"options\":[{\"type\":1,\"name\":\"y\",\"description\":\"d\"}]}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":3,\"name\":\"x\",\"description\":\"d\"},"
                        + "{\"type\":3,\"name\":\"y\",\"description\":\"d\",\"required\":true}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":4,\"name\":\"x\",\"description\":\"d\","
                        + "\"choices\":[{\"name\":\"A\",\"value\":\"a\"}]}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"options\":[{\"type\":6,\"name\":\"x\",\"description\":\"d\","
                        + "\"autocomplete\":true}]}",
                "{\"name\":\"a\",\"description\":\"d\",\"default_member_permissions\":\"all\"}"
            })
    void refusesWhatIsNoCommand(String command) throws Exception {
        assertThat(wire.call("PUT", commands, "[" + command + "]").code()).isEqualTo(50035);
        assertThat(discord.commands()).isEmpty();
    }

    @Test
    void showsLocalisationsOnlyIfAsked() throws Exception {
        wire.call(
                "PUT",
                commands,
                "[{\"name\":\"a\",\"description\":\"d\",\"name_localizations\":{\"de\":\"b\"},"
                        + "\"options\":[{\"type\":3,\"name\":\"x\",\"description\":\"d\",\"required\":false}]}]");
        JsonNode plain = wire.call("GET", commands, null).body().path(0);
        assertThat(plain.has("name_localizations")).isFalse();
        assertThat(plain.path("options").path(0).has("required")).isFalse();
        JsonNode all = wire.call("GET", commands + "?with_localizations=true", null)
                .body()
                .path(0);
        assertThat(all.path("name_localizations").path("de").asText()).isEqualTo("b");
    }

    @Test
    void hasAPlaceForSoManyCommands() throws Exception {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 16; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"type\":3,\"name\":\"c")
                    .append(i)
                    .append("\"}");
        }
        assertThat(wire.call("PUT", commands, many + "]").code()).isEqualTo(30032);
    }
}
