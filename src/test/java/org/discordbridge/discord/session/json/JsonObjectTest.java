package org.discordbridge.discord.session.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JsonObjectTest {
    @Test
    void readsWhatIsAsItShouldBe() {
        JsonObject d = of("""
                {"text": "words", "id": "18446744073709551615", "number": 5, "big": 9007199254740993, "whole": 12.0,
                 "written": "7", "real": 1.5, "flag": true, "time": "2026-11-25T10:20:30Z", "ids": ["1", 2],
                 "texts": ["a", 3], "within": {"name": "inner"}, "list": [{"name": "first"}, {"name": "second"}]}""");

        assertThat(d.text("text")).isEqualTo("words");
        assertThat(d.id("id")).isEqualTo("18446744073709551615");
        assertThat(d.id("number")).isEqualTo("5");
        assertThat(d.number("big", 0)).isEqualTo(9007199254740993L);
        assertThat(d.integer("whole")).isEqualTo(12);
        assertThat(d.integer("written", 0)).isEqualTo(7);
        assertThat(d.real("real")).isEqualTo(1.5);
        assertThat(d.flag("flag")).isTrue();
        assertThat(d.time("time")).isEqualTo("2026-11-25T10:20:30Z");
        assertThat(d.ids("ids")).containsExactly("1", "2");
        assertThat(d.texts("texts")).containsExactly("a", "3");
        assertThat(d.part("within", "name")).isEqualTo("inner");
        assertThat(d.objects("list", one -> one.text("name"))).containsExactly("first", "second");
        assertThat(d.faults()).isNull();
    }

    @Test
    void takesWhatIsAbsentOrNullForNothing() {
        JsonObject d = of("{\"text\": null, \"list\": null, \"within\": null}");

        assertThat(d.text("text")).isNull();
        assertThat(d.text("other", "otherwise")).isEqualTo("otherwise");
        assertThat(d.number("other", 3)).isEqualTo(3);
        assertThat(d.flag("other")).isFalse();
        assertThat(d.time("other")).isNull();
        assertThat(d.objects("list", Function.identity())).isEmpty();
        assertThat(d.object("within")).isNull();
        assertThat(d.faults()).isNull();
    }

    @Test
    void notesWhatIsNeededAndNotThere() {
        JsonObject d = of("{\"author\": null, \"items\": [{\"id\": \"1\"}, {\"id\": null}, {}]}");

        assertThat(d.neededObject("author")).isNull();
        assertThat(d.neededId("id")).isNull();
        assertThat(d.objects("items", item -> item.neededId("id"))).containsExactly("1");
        assertThat(d.faults()).isEqualTo("author is null, id is missing, items[1].id is null, items[2].id is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'x'", "'-1'", "'+1'", "'18446744073709551616'", "'٣'", "1.5", "-1", "1e30"})
    void knowsWhatIsNoSnowflake(String json) {
        JsonObject d = of("{\"id\": " + json.replace('\'', '"') + "}");

        assertThat(d.id("id")).isNull();
        assertThat(d.faults()).startsWith("id is ").contains("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text    | {}        | value is an object and not a text",
                "text    | true      | value is true or false and not a text",
                "id      | []        | value is a list and not an id",
                "id      | 'x'       | value is no id of 64 bits",
                "number  | 'wide'    | value is a text and not a whole number",
                "number  | 1.5       | value is a number and not a whole number",
                "number  | 1e30      | value is a number and not a whole number",
                "integer | 3000000000| value is a number and not a whole number",
                "real    | 'long'    | value is a text and not a number",
                "flag    | 1         | value is a number and not true or false",
                "time    | 17        | value is a number and not a time",
                "time    | 'soon'    | value is a text and not a time",
                "object  | 'x'       | value is a text and not an object",
                "objects | {}        | value is an object and not a list",
                "objects | ['x']     | value[0] is a text and not an object",
                "ids     | [null]    | value[0] is null and not an id",
                "texts   | [[]]      | value[0] is a list and not a text"
            })
    void notesWhatIsOfAnotherKind(String kind, String json, String fault) {
        JsonObject d = of("{\"value\": " + json.replace('\'', '"') + "}");
        switch (kind) {
            case "text" -> assertThat(d.text("value")).isNull();
            case "id" -> assertThat(d.id("value")).isNull();
            case "number" -> assertThat(d.number("value", 9)).isEqualTo(9);
            case "integer" -> assertThat(d.integer("value")).isNull();
            case "real" -> assertThat(d.real("value")).isNull();
            case "flag" -> assertThat(d.flag("value")).isFalse();
            case "time" -> assertThat(d.time("value")).isNull();
            case "object" -> assertThat(d.object("value")).isNull();
            case "objects" ->
                assertThat(d.objects("value", Function.identity())).isEmpty();
            case "ids" -> assertThat(d.ids("value")).isEmpty();
            default -> assertThat(d.texts("value")).isEmpty();
        }

        assertThat(d.faults()).isEqualTo(fault);
    }

    @Test
    void namesThePathAndOnlyTheFirstOfMany() {
        JsonObject d = of("""
                {"a": [{"b": {"c": ["secret", {"id": "x"}]}}],
                 "many": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]}""");
        d.objects("a", one -> one.object("b").objects("c", item -> item.id("id")));
        // what is read twice is told once
        d.objects("a", one -> one.object("b").objects("c", item -> item.id("id")));

        assertThat(d.faults()).isEqualTo("a[0].b.c[0] is a text and not an object, a[0].b.c[1].id is no id of 64 bits");
        d.objects("many", Function.identity());
        assertThat(d.faults())
                .isEqualTo("a[0].b.c[0] is a text and not an object, a[0].b.c[1].id is no id of 64 bits,"
                        + " many[0] is a number and not an object, many[1] is a number and not an object,"
                        + " many[2] is a number and not an object and 19 more");
    }

    private static JsonObject of(String json) {
        return JsonObject.of(DataObject.fromJson(json));
    }
}
