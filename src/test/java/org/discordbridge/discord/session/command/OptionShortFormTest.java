package org.discordbridge.discord.session.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route may declare, before Discord is asked. */
@Timeout(120)
class OptionShortFormTest {
    private static final String NAME_RULE = "' must be 1 to 32 lower-case letters, digits, hyphens or underscores";

    private static CommandDefinition slash(String name, String description, String options) {
        return CommandDefinition.slash(name, description, options, null, Set.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> options(CommandDefinition command) {
        return (List<Map<String, Object>>) command.own().get("options");
    }

    private static Map<String, Object> option(String options) {
        return options(slash("ask", "Asks", options)).get(0);
    }

    @Test
    void readsOptions() {
        assertThat(options(slash("ask", "Asks", "question:string!:What: to ask; count:integer:How many")))
                .containsExactly(
                        Map.of("name", "question", "type", 3, "required", true, "description", "What: to ask"),
                        Map.of("name", "count", "type", 4, "required", false, "description", "How many"));
    }

    @Test
    void readsChoices() {
        assertThat(option("size:string!:How large{S|M | L}"))
                .containsEntry("description", "How large")
                .containsEntry(
                        "choices",
                        List.of(
                                Map.of("name", "S", "value", "S"),
                                Map.of("name", "M", "value", "M"),
                                Map.of("name", "L", "value", "L")));
        assertThat(option("size:integer:How large {Small=1|Large=22}").get("choices"))
                .isEqualTo(List.of(Map.of("name", "Small", "value", 1L), Map.of("name", "Large", "value", 22L)));
        assertThat(option("size:number:How large{1.5}").get("choices"))
                .isEqualTo(List.of(Map.of("name", "1.5", "value", 1.5)));
        assertThat(option("size:string:A brace } is {no choice} here")).doesNotContainKey("choices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x:integer:X{one}#Choice 'one' of option 'x' is not a number",
                "x:user:X{a}#Option 'x' of /ask cannot have choices: they are for string, integer and number",
                "x:string:X{a|}#Option 'x' of /ask has a choice whose name or value has not 1 to 100 characters",
                "x:string:X{a|a=b}#Option 'x' of /ask has two choices named 'a'"
            })
    void refusesWhatIsNoChoice(String options, String message) {
        assertThatThrownBy(() -> slash("ask", "Asks", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesMoreThan25Choices() {
        String choices = IntStream.range(0, 26).mapToObj(String::valueOf).collect(Collectors.joining("|"));
        assertThatThrownBy(() -> slash("ask", "Asks", "x:string:X{" + choices + "}"))
                .hasMessage("Option 'x' of /ask must have 1 to 25 choices");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void needsNoOptions(String options) {
        assertThat(options(slash("ask", "Asks", options))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "string,3",
        "integer,4",
        "boolean,5",
        "user,6",
        "channel,7",
        "role,8",
        "mentionable,9",
        "number,10",
        "attachment,11"
    })
    void knowsDiscordsTypes(String name, int number) {
        assertThat(option("x:" + name + ":X")).containsEntry("type", number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"question", "question:string", "question:string!:What;", ";"})
    void saysHowAnOptionIsWritten(String options) {
        String wrong = options.endsWith(";") ? "" : options;
        assertThatThrownBy(() -> slash("ask", "Asks", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option '" + wrong + "' of /ask is not written as name:type:description, such as"
                        + " question:string!:What to ask");
    }

    @Test
    void saysWhichTypesThereAre() {
        assertThatThrownBy(() -> slash("ask", "Asks", "question:text:What"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option 'question' of /ask has the unknown type 'text': it is one of [attachment, boolean,"
                        + " channel, integer, mentionable, number, role, string, user]");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Ask", "/ask", "ask me", "a.b", "abcdefghijklmnopqrstuvwxyz0123456", "a//b", "a/B"})
    void saysWhatANameMayBe(String name) {
        assertThatThrownBy(() -> slash(name, "Asks", null))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of command '" + name + NAME_RULE);
    }

    @Test
    void goesThreeDeep() {
        assertThat(slash("settings/theme/colour", "Sets it", null).path())
                .containsExactly("settings", "theme", "colour");
        assertThatThrownBy(() -> slash("a/b/c/d", "X", null))
                .hasMessage("Command 'a/b/c/d' is too deep: Discord has command/sub-command and"
                        + " command/group/sub-command");
    }

    @Test
    void saysWhatTheNameOfAnOptionMayBe() {
        assertThatThrownBy(() -> slash("ask", "Asks", "Question:string:What"))
                .hasMessage("The name of option 'Question" + NAME_RULE);
    }

    @Test
    void saysHowLongADescriptionMayBe() {
        String expected = "The description of 'ask' must have 1 to 100 characters";
        assertThatThrownBy(() -> slash("ask", null, null)).hasMessage(expected);
        assertThatThrownBy(() -> slash("ask", " ", null)).hasMessage(expected);
        assertThatThrownBy(() -> slash("ask", "x".repeat(101), null)).hasMessage(expected);
        assertThatThrownBy(() -> slash("ask", "Asks", "question:string:"))
                .hasMessage("The description of 'question' must have 1 to 100 characters");
        assertThat(slash("ask", "x".repeat(100), null).own().get("description"))
                .asString()
                .hasSize(100);
    }

    @Test
    void refusesARequiredOptionAfterOneThatIsNot() {
        assertThatThrownBy(() -> slash("ask", "Asks", "count:integer:How many;question:string!:What"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option 'question' of /ask is required and must stand before those that are not");
    }

    @Test
    void refusesMoreThan25Options() {
        String options =
                IntStream.range(0, 26).mapToObj(i -> "o" + i + ":string:X").collect(Collectors.joining(";"));
        assertThatThrownBy(() -> slash("ask", "Asks", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("/ask has 26 options, and Discord takes 25");
    }

    @Test
    void refusesTwoOptionsOfOneName() {
        assertThatThrownBy(() -> slash("ask", "Asks", "x:string:X;x:integer:Y"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("/ask has two options named 'x'");
    }

    @Test
    void takesFromADefinitionWhatTheShortFormCannotSay() {
        CommandDefinition command =
                CommandDefinition.slash("ask", null, "count:integer!:How many;where:channel:Where", """
                {"description": "Asks", "nsfw": true, "default_member_permissions": "32", "contexts": [0],
                 "name_localizations": {"de": "frage"},
                 "options": [{"name": "count", "min_value": 1, "max_value": 9},
                             {"name": "where", "channel_types": [0]},
                             {"name": "why", "type": "string", "description": "Why", "max_length": 20}]}
                """, Set.of("7"));

        assertThat(options(command))
                .containsExactly(
                        Map.of(
                                "name",
                                "count",
                                "type",
                                4,
                                "required",
                                true,
                                "description",
                                "How many",
                                "min_value",
                                1,
                                "max_value",
                                9),
                        Map.of(
                                "name",
                                "where",
                                "type",
                                7,
                                "required",
                                false,
                                "description",
                                "Where",
                                "channel_types",
                                List.of(0)),
                        Map.of("name", "why", "type", 3, "description", "Why", "max_length", 20));
        assertThat(command.root())
                .isEqualTo(Map.of("nsfw", true, "default_member_permissions", "32", "contexts", List.of(0)));
        assertThat(command.own())
                .containsEntry("description", "Asks")
                .containsEntry("name_localizations", Map.of("de", "frage"));
        assertThat(command.guilds()).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "[]#definition of command 'ask' is not a JSON object",
                "nonsense#definition of command 'ask' is not JSON: it begins with neither { nor [",
                "{\"mood\":1}#definition of command 'ask' has the unknown property 'mood': it may have contexts,"
                        + " default_member_permissions, description, description_localizations, integration_types,"
                        + " name_localizations, nsfw, options",
                "{\"options\":{}}#options in the definition of command 'ask' are not a list of objects",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":1}]}#Option 'x' of /ask is a"
                        + " sub-command: that is a route of its own, with name=ask/x",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\"}]}#Option 'x' of /ask has the unknown type"
                        + " 'null': it is one of [attachment, boolean, channel, integer, mentionable, number, role,"
                        + " string, user]",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":3,\"min_value\":1}]}#Option 'x' of /ask"
                        + " cannot have min_value or max_value: it is neither of type integer nor number",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":4,\"min_length\":1}]}#Option 'x' of /ask"
                        + " cannot have min_length or max_length: it is not of type string",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":4,\"min_value\":3,\"max_value\":2}]}#Option"
                        + " 'x' of /ask has a min_value of 3, which is more than its max_value of 2",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":6,\"autocomplete\":true}]}#Option 'x' of"
                        + " /ask cannot have suggestions: they are for string, integer and number without choices",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":6,\"channel_types\":[0]}]}#Option 'x' of"
                        + " /ask cannot have channel_types: it is not of type channel",
                "{\"options\":[{\"name\":\"x\",\"description\":\"X\",\"type\":6,\"mood\":0}]}#Option 'x' of /ask has"
                        + " the unknown property 'mood': it may have autocomplete, channel_types, choices, description,"
                        + " description_localizations, max_length, max_value, min_length, min_value, name,"
                        + " name_localizations, required, type"
            })
    void refusesADefinitionThatDiscordWouldRefuse(String definition, String message) {
        assertThatThrownBy(() -> CommandDefinition.slash("ask", "Asks", null, definition, Set.of()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void isAnythingShortInAMenu() {
        assertThat(CommandDefinition.user("Who is this?", null, Set.of()).path())
                .containsExactly("Who is this?");
        assertThatThrownBy(() -> CommandDefinition.message(" ", null, Set.of()))
                .hasMessage("The name of command ' ' must have 1 to 32 characters, as the menu shows it");
        assertThatThrownBy(() -> CommandDefinition.user("x", "{\"options\": []}", Set.of()))
                .hasMessage("definition of command 'x' has the unknown property 'options': it may have contexts,"
                        + " default_member_permissions, integration_types, name_localizations, nsfw");
    }
}
