package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CompatibilityTest {
    private static final String NEW_CANNOT_READ = ": a reader of the new schema could not read the records before";
    private static final String OLD_CANNOT_READ = ": a reader of the schema before could not read new records";
    private static final Schema BEFORE = record("""
            {"name":"uuid","type":"string"},
            {"name":"colour","type":{"type":"enum","name":"Colour","symbols":["RED","BLUE"]}},
            {"name":"digest","type":{"type":"fixed","name":"Digest","size":16}},
            {"name":"files","default":[],"type":{"type":"array","items":{"type":"record","name":"File","fields":[
              {"name":"id","type":"string"},{"name":"status","type":"string"}]}}}""");

    @ParameterizedTest
    @CsvSource({"BACKWARD", "FORWARD", "FULL", "NONE"})
    void findsNothingInASchemaThatIsTheSame(Compatibility kind) {
        assertThat(kind.conflict(BEFORE, BEFORE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD,true", "FORWARD,false", "FULL,true", "NONE,false"})
    void namesANewFieldWithoutADefault(Compatibility kind, boolean conflict) {
        Schema next = change("{\"name\":\"uuid\"", "{\"name\":\"edited_at\",\"type\":\"long\"},{\"name\":\"uuid\"");

        assertThat(kind.conflict(next, BEFORE))
                .isEqualTo(
                        conflict
                                ? Optional.of("field 'edited_at' has no default" + NEW_CANNOT_READ)
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD,false", "FORWARD,true", "FULL,true", "NONE,false"})
    void namesAFieldThatIsGone(Compatibility kind, boolean conflict) {
        Schema next = change("{\"name\":\"uuid\",\"type\":\"string\"},", "");

        assertThat(kind.conflict(next, BEFORE))
                .isEqualTo(conflict ? Optional.of("field 'uuid' has no default" + OLD_CANNOT_READ) : Optional.empty());
    }

    @Test
    void namesAFieldWithinAField() {
        Schema next = change(
                "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"status\",\"type\":\"string\"}",
                "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"status\",\"type\":\"int\"}");

        assertThat(Compatibility.FULL.conflict(next, BEFORE))
                .contains("field 'files.status' has another type (reader type: INT not compatible with writer type:"
                        + " STRING)" + NEW_CANNOT_READ);
    }

    @Test
    void namesANewFieldWithinAField() {
        Schema next = change(
                "{\"name\":\"status\",\"type\":\"string\"}",
                "{\"name\":\"status\",\"type\":\"string\"},{\"name\":\"sha256\",\"type\":\"string\"}");

        assertThat(Compatibility.FULL.conflict(next, BEFORE))
                .contains("field 'files.sha256' has no default" + NEW_CANNOT_READ);
    }

    @Test
    void namesAFieldThatLostABranchOfItsUnion() {
        Schema wide = record("{\"name\":\"guild_id\",\"type\":[\"null\",\"string\"],\"default\":null}");
        Schema narrow = record("{\"name\":\"guild_id\",\"type\":\"string\"}");

        assertThat(Compatibility.BACKWARD.conflict(narrow, wide))
                .hasValueSatisfying(conflict -> assertThat(conflict)
                        .startsWith("field 'guild_id' has another type (")
                        .endsWith(NEW_CANNOT_READ));
        assertThat(Compatibility.BACKWARD.conflict(wide, narrow)).isEmpty();
        assertThat(Compatibility.FORWARD.conflict(wide, narrow))
                .hasValueSatisfying(conflict -> assertThat(conflict)
                        .startsWith("field 'guild_id' has another type (")
                        .endsWith(OLD_CANNOT_READ));
    }

    @Test
    void namesAnEnumThatLacksSymbols() {
        assertThat(Compatibility.FULL.conflict(change("[\"RED\",\"BLUE\"]", "[\"RED\"]"), BEFORE))
                .contains("field 'colour' lacks enum symbols [BLUE]" + NEW_CANNOT_READ);
        assertThat(Compatibility.FULL.conflict(change("[\"RED\",\"BLUE\"]", "[\"RED\",\"BLUE\",\"PINK\"]"), BEFORE))
                .contains("field 'colour' lacks enum symbols [PINK]" + OLD_CANNOT_READ);
    }

    @Test
    void namesAFixedOfAnotherSize() {
        assertThat(Compatibility.FULL.conflict(change("\"size\":16", "\"size\":32"), BEFORE))
                .contains("field 'digest' has another size (expected: 16, found: 32)" + NEW_CANNOT_READ);
    }

    @Test
    void namesARecordOfAnotherName() {
        assertThat(Compatibility.FULL.conflict(change("\"Message\"", "\"Letter\""), BEFORE))
                .contains("the record org.example.Letter has another record name (expected: org.example.Message)"
                        + NEW_CANNOT_READ);
    }

    private static Schema change(String what, String by) {
        String text = BEFORE.toString();
        assertThat(text).contains(what);
        return new Schema.Parser().parse(text.replace(what, by));
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Message\",\"namespace\":\"org.example\",\"fields\":[" + fields
                        + "]}");
    }
}
