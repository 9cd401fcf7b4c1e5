package org.discordbridge.discord.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SlashCommandTest {
    private static final String NAME_RULE = "' must be 1 to 32 lower-case letters, digits, hyphens or underscores";

    @Test
    void readsOptions() {
        assertThat(SlashCommand.of("ask", "Asks", "question:string!:What: to ask; count:integer:How many")
                        .options())
                .containsExactly(
                        new SlashCommand.Option("question", 3, true, "What: to ask"),
                        new SlashCommand.Option("count", 4, false, "How many"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void needsNoOptions(String options) {
        assertThat(SlashCommand.of("ask", "Asks", options).options()).isEmpty();
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
        assertThat(SlashCommand.of("ask", "Asks", "x:" + name + ":X").options())
                .containsExactly(new SlashCommand.Option("x", number, false, "X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"question", "question:string", "question:string!:What;", ";"})
    void saysHowAnOptionIsWritten(String options) {
        String wrong = options.endsWith(";") ? "" : options;
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option '" + wrong + "' of /ask is not written as name:type:description, such as"
                        + " question:string!:What to ask");
    }

    @Test
    void saysWhichTypesThereAre() {
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", "question:text:What"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option 'question' of /ask has the unknown type 'text': it is one of [attachment, boolean,"
                        + " channel, integer, mentionable, number, role, string, user]");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Ask", "/ask", "ask me", "a.b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void saysWhatANameMayBe(String name) {
        assertThatThrownBy(() -> SlashCommand.of(name, "Asks", null))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of command '" + name + NAME_RULE);
    }

    @Test
    void saysWhatTheNameOfAnOptionMayBe() {
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", "Question:string:What"))
                .hasMessage("The name of option 'Question" + NAME_RULE);
    }

    @Test
    void saysHowLongADescriptionMayBe() {
        String expected = "The description of 'ask' must have 1 to 100 characters";
        assertThatThrownBy(() -> SlashCommand.of("ask", null, null)).hasMessage(expected);
        assertThatThrownBy(() -> SlashCommand.of("ask", " ", null)).hasMessage(expected);
        assertThatThrownBy(() -> SlashCommand.of("ask", "x".repeat(101), null)).hasMessage(expected);
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", "question:string:"))
                .hasMessage("The description of 'question' must have 1 to 100 characters");
        assertThat(SlashCommand.of("ask", "x".repeat(100), null).description()).hasSize(100);
    }

    @Test
    void refusesARequiredOptionAfterOneThatIsNot() {
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", "count:integer:How many;question:string!:What"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option 'question' of /ask is required and must stand before those that are not");
    }

    @Test
    void refusesMoreThan25Options() {
        String options = String.join(
                ";",
                java.util.stream.IntStream.range(0, 26)
                        .mapToObj(i -> "o" + i + ":string:X")
                        .toList());
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("/ask has 26 options, and Discord takes 25");
    }

    @Test
    void refusesTwoOptionsOfOneName() {
        assertThatThrownBy(() -> SlashCommand.of("ask", "Asks", "x:string:X;x:integer:Y"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("/ask has two options named 'x'");
    }

    @Test
    void isWrittenAsDiscordTakesIt() {
        assertThat(SlashCommand.of("ask", "Asks", "question:string!:What")
                        .toData()
                        .toMap())
                .isEqualTo(java.util.Map.of(
                        "type",
                        1,
                        "name",
                        "ask",
                        "description",
                        "Asks",
                        "options",
                        List.of(java.util.Map.of(
                                "name", "question", "type", 3, "required", true, "description", "What"))));
    }

    @Test
    void equalsWhatDiscordGivesBack() {
        SlashCommand command = SlashCommand.of("ask", "Asks", "question:string!:What;count:integer:How many");
        DataObject registered = DataObject.fromJson(command.toData()
                .put("id", "1")
                .put("version", "2")
                .toString()
                // Discord leaves out what is false
                .replace("\"required\":false,", "")
                .replace(",\"required\":false", ""));

        assertThat(SlashCommand.from(registered)).isEqualTo(command);
    }

    @Test
    void readsNoCommandOfAnotherKindBack() {
        assertThat(SlashCommand.from(DataObject.empty().put("type", 2).put("name", "Quote")))
                .isNull();
        assertThat(SlashCommand.from(DataObject.empty().put("type", 1).put("name", "Quote")))
                .isNull();
    }
}
