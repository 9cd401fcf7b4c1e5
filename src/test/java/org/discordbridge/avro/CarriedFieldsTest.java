package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that somebody has edited, and what the events have. */
@Timeout(120)
class CarriedFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"message", "event", "pending-file", "response", "result"})
    void ourOwnHaveNothingElse(String name) throws IOException {
        assertThat(unknownIn(name, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "message; flags; 'long'; 0",
                "message; flags; ['null', 'long']; null",
                "message; flags; 'double'; 0",
                "message; has_files; 'boolean'; false",
                "message; type; ['null', 'string']; null",
                "message; author_roles_again; 'string'; ''",
                "event; application_id; ['null', 'string']; null"
            })
    void takesWhatEventsHave(String name, String field, String type, String standard) throws IOException {
        List<String> unknown = unknownIn(name, field(field, type, standard));

        assertThat(unknown).isEqualTo("author_roles_again".equals(field) ? List.of(field) : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "message; flags; ['null', 'string']; null; MessageCreated; long",
                "message; flags; 'int'; 0; MessageCreated; long",
                "message; has_files; 'string'; ''; MessageCreated; boolean",
                "message; pending_files; {'type': 'array', 'items': 'string'}; []; MessageCreated; array of record File",
                "event; subject_type; 'string'; ''; ; ",
                "event; message_url; 'long'; 0; MessageEdited; string",
                "event; message; 'string'; ''; MessageEdited; record MessageCreated"
            })
    void refusesWhatEventsHaveAsSomethingElse(
            String name, String field, String type, String standard, String record, String carried) throws IOException {
        String added = field(field, type, standard);
        if (record == null) {
            assertThat(unknownIn(name, added)).containsExactly(field);
            return;
        }

        assertThatThrownBy(() -> unknownIn(name, added))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot start: field '" + field + "' of schemas/" + name + ".avsc is "
                        + new Schema.Parser()
                                .parse("{'type': 'record', 'name': 'R', 'fields': [".replace('\'', '"') + added + "]}")
                                .getField(field)
                                .schema()
                        + ", and " + record + " has it as " + carried + ", so that none could be written. Make it "
                        + carried + ", or a union of null and that");
    }

    @Test
    void looksIntoRecords() throws IOException {
        String schema = Files.readString(Path.of("schemas/message.avsc"));
        String more = schema.replace(
                "{\"name\": \"spoiler\", \"type\": \"boolean\", \"default\": false}",
                "{\"name\": \"spoilers\", \"type\": \"boolean\", \"default\": false}");

        assertThat(CarriedFields.unknownIn(new Schema.Parser().parse(more), Path.of("x.avsc")))
                .containsExactly("files.spoilers");
        String other = schema.replace(
                "\"name\": \"width\", \"type\": [\"null\", \"int\"]",
                "\"name\": \"width\", \"type\": [\"null\", \"string\"]");
        assertThatThrownBy(() -> CarriedFields.unknownIn(new Schema.Parser().parse(other), Path.of("x.avsc")))
                .hasMessage("Cannot start: field 'files.width' of x.avsc is [\"null\",\"string\"], and File has it as"
                        + " int, so that none could be written. Make it int, or a union of null and that");
    }

    @Test
    void refusesAFieldWithoutDefaultThatSomeEventsLack() {
        assertThatThrownBy(() -> unknownIn("message", "{\"name\": \"flags\", \"type\": \"long\"}"))
                .hasMessage(
                        "Cannot start: field 'flags' of schemas/message.avsc has no default, and CommandInvoked does"
                                + " not have it. Give it a default");
    }

    @Test
    void refusesAFieldThatSomeEventsHaveAsNull() throws IOException {
        String schema = Files.readString(Path.of("schemas/message.avsc"));
        String nullable = "{\"name\": \"guild_id\", \"type\": [\"null\", \"string\"], \"default\": null";
        assertThat(schema).contains(nullable);

        assertThatThrownBy(() -> CarriedFields.unknownIn(
                        new Schema.Parser()
                                .parse(schema.replace(nullable, "{\"name\": \"guild_id\", \"type\": \"string\"")),
                        Path.of("x.avsc")))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot start: field 'guild_id' of x.avsc is \"string\", and some MessageCreated has none,"
                        + " which could not be written. Make it a union of null and that, or give it a default");
        assertThat(CarriedFields.unknownIn(
                        new Schema.Parser()
                                .parse(schema.replace(
                                        nullable, "{\"name\": \"guild_id\", \"type\": \"string\", \"default\": \"\"")),
                        Path.of("x.avsc")))
                .isEmpty();
    }

    private static String field(String name, String type, String standard) {
        return ("{'name': '" + name + "', 'type': " + type + ", 'default': " + standard + "}").replace('\'', '"');
    }

    private static List<String> unknownIn(String name, String added) throws IOException {
        Path file = Path.of("schemas", name + ".avsc");
        String schema = Files.readString(file);
        int end = schema.lastIndexOf(']');
        return CarriedFields.unknownIn(
                new Schema.Parser()
                        .parse(schema.substring(0, end)
                                + (added.isEmpty() ? "" : ", " + added)
                                + schema.substring(end)),
                file);
    }
}
