package org.discordbridge.discord.session.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What routes declare, as Discord takes it; and when that differs from what Discord has. */
@Timeout(120)
class CommandTreeTest {
    private static CommandDefinition slash(String name, String options) {
        return slash(name, options, null);
    }

    private static CommandDefinition slash(String name, String options, String definition) {
        return CommandDefinition.slash(name, "Does " + name, options, definition, Set.of());
    }

    private static List<Map<String, Object>> tree(CommandDefinition... definitions) {
        return CommandTree.of(List.of(definitions), List.of());
    }

    @Test
    void writesACommandAsDiscordTakesIt() {
        assertThat(tree(slash("ask", "question:string!:What")))
                .containsExactly(Map.of(
                        "type",
                        1,
                        "name",
                        "ask",
                        "description",
                        "Does ask",
                        "options",
                        List.of(Map.of("name", "question", "type", 3, "required", true, "description", "What"))));
    }

    @Test
    void mergesSubCommandsOfSeveralRoutes() {
        assertThat(tree(
                        slash("settings/theme/colour", "value:string!:Which", "{\"nsfw\": true}"),
                        slash("settings/reset", null),
                        slash("settings/theme/font", null),
                        CommandDefinition.user("settings", null, Set.of())))
                .containsExactly(
                        Map.of(
                                "type",
                                1,
                                "name",
                                "settings",
                                "description",
                                "settings",
                                "nsfw",
                                true,
                                "options",
                                List.of(
                                        sub(1, "reset", "Does settings/reset", List.of()),
                                        sub(
                                                2,
                                                "theme",
                                                "theme",
                                                List.of(
                                                        sub(
                                                                1,
                                                                "colour",
                                                                "Does settings/theme/colour",
                                                                List.of(Map.of(
                                                                        "name",
                                                                        "value",
                                                                        "type",
                                                                        3,
                                                                        "required",
                                                                        true,
                                                                        "description",
                                                                        "Which"))),
                                                        sub(1, "font", "Does settings/theme/font", List.of()))))),
                        Map.of("type", 2, "name", "settings"));
    }

    private static Map<String, Object> sub(int type, String name, String description, List<?> options) {
        return Map.of("type", type, "name", name, "description", description, "options", options);
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> tree(slash("ask", null), slash("ask", null)))
                .hasMessage("Command /ask is declared by two routes");
        assertThatThrownBy(() -> tree(slash("ask", null), slash("ask/more", null)))
                .hasMessage("Command /ask more and command /ask are declared, and Discord has no command that has"
                        + " sub-commands and can be used itself");
        assertThatThrownBy(() ->
                        tree(slash("a/b", null, "{\"contexts\": [0]}"), slash("a/c", null, "{\"contexts\": [1]}")))
                .hasMessage("/a has two values of contexts, [0] and [1]: say it in one of its routes only");
    }

    @Test
    void refusesTooMany() {
        CommandDefinition[] many = new CommandDefinition[16];
        for (int i = 0; i < many.length; i++) {
            many[i] = CommandDefinition.message("c" + i, null, Set.of());
        }
        assertThatThrownBy(() -> tree(many))
                .hasMessage("There are more than 15 commands of type 3, and Discord takes no more");
        CommandDefinition[] subs = new CommandDefinition[26];
        for (int i = 0; i < subs.length; i++) {
            subs[i] = slash("a/s" + i, null);
        }
        assertThatThrownBy(() -> tree(subs))
                .hasMessage("'a' has more than 25 sub-commands or groups, and Discord takes 25");
    }

    @Test
    void marksOptionsThatAreSuggestedFor() {
        CommandDefinition ask = slash("ask", "topic:string!:What;size:string:How large{S|L}");
        assertThat(CommandTree.of(List.of(ask), List.of(new CommandCompletion("ask", "topic")))
                        .toString())
                .contains("name=topic, type=3, required=true, description=What, autocomplete=true");
        assertThatThrownBy(() -> CommandTree.of(List.of(ask), List.of(new CommandCompletion("ask", "size"))))
                .hasMessage("Option 'size' of /ask cannot have suggestions: they are for string, integer and number"
                        + " without choices");
    }

    @Test
    void isTheSameAsWhatDiscordGivesBack() {
        List<Map<String, Object>> wanted = tree(
                slash("ask", "size:integer!:How large{Small=1|Large=2};why:string:Why"),
                slash("set/a/b", null, "{\"contexts\": [0, 1, 2], \"default_member_permissions\": \"0\"}"),
                CommandDefinition.message("Quote", null, Set.of()));

        assertThat(CommandRegistration.isSame(given(wanted, command -> {}), wanted))
                .isTrue();
        assertThat(CommandRegistration.isSame(List.of(), List.of())).isTrue();
        assertThat(CommandRegistration.isSame(given(wanted, command -> {}), wanted.subList(0, 2)))
                .isFalse();
        assertThat(CommandRegistration.isSame(List.of(), wanted)).isFalse();
    }

    @Test
    void differsInWhateverPeopleNotice() {
        List<Map<String, Object>> wanted = tree(slash(
                "ask",
                "size:integer!:How large",
                "{\"options\": [{\"name\": \"size\", \"min_value\": 1}], \"integration_types\": [0]}"));
        List<Consumer<Map<String, Object>>> changes = List.of(
                command -> command.put("description", "Does more"),
                command -> command.put("nsfw", true),
                command -> command.put("default_member_permissions", "0"),
                command -> command.put("contexts", List.of(0)),
                command -> command.put("integration_types", List.of(1)),
                command -> command.put("name_localizations", Map.of("de", "frag")),
                command -> option(command).put("description", "How small"),
                command -> option(command).remove("required"),
                command -> option(command).put("autocomplete", true),
                command -> option(command).put("min_value", 2),
                command -> option(command).put("type", 10));

        assertThat(CommandRegistration.isSame(
                        given(wanted, command -> option(command).put("min_value", 1.0)), wanted))
                .isTrue();
        assertThat(changes)
                .allSatisfy(change -> assertThat(CommandRegistration.isSame(given(wanted, change), wanted))
                        .isFalse());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> option(Map<String, Object> command) {
        return ((List<Map<String, Object>>) command.get("options")).get(0);
    }

    /** As Discord returns it: with what it adds, and without what is false. */
    private static List<Map<String, Object>> given(
            List<Map<String, Object>> wanted, Consumer<Map<String, Object>> change) {
        String json = DataArray.fromCollection(wanted)
                .toString()
                .replace("\"required\":false,", "")
                .replace(",\"required\":false", "");
        return DataArray.fromJson(json).stream(DataArray::getObject)
                .map(DataObject::toMap)
                .map(HashMap::new)
                .map(command -> {
                    command.put("id", "1");
                    command.put("application_id", "2");
                    command.put("version", "3");
                    command.put("dm_permission", true);
                    command.putIfAbsent("nsfw", false);
                    command.putIfAbsent("description", "");
                    command.putIfAbsent("contexts", null);
                    command.putIfAbsent("default_member_permissions", null);
                    command.putIfAbsent("integration_types", List.of(0));
                    command.putIfAbsent("name_localizations", null);
                    change.accept(command);
                    return (Map<String, Object>) command;
                })
                .toList();
    }
}
