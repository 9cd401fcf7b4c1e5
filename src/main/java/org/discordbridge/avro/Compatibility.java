package org.discordbridge.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Says which readers must be able to read which records of a topic. The bridge checks this itself, since a registry may
 * have no rule for the subject (Apicurio has none by default).
 */
public enum Compatibility {
    /** Readers with the new schema can read records written with the schema before it. */
    BACKWARD,
    /** Readers with the schema before can read records written with the new one. */
    FORWARD,
    /** Both of these hold. */
    FULL,
    /** Nothing is checked: only the registry's own rule counts. */
    NONE;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Says why a new schema does not fit the one before it, and names the field; empty if it fits. */
    public Optional<String> conflict(Schema next, Schema before) {
        if (next.equals(before)) {
            // so it is at nearly every start, and this is quicker than to compare each field with each
            return Optional.empty();
        }
        Optional<String> backward = this == BACKWARD || this == FULL
                ? conflict(next, before, "a reader of the new schema could not read the records before")
                : Optional.empty();
        return backward.isPresent() || this == NONE || this == BACKWARD
                ? backward
                : conflict(before, next, "a reader of the schema before could not read new records");
    }

    private static Optional<String> conflict(Schema reader, Schema writer, String consequence) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .findFirst()
                .map(found -> describe(reader, found) + ": " + consequence);
    }

    private static String describe(Schema reader, Incompatibility found) {
        String field = fieldAt(reader, found.getLocation());
        String what = switch (found.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE -> "has no default";
            case TYPE_MISMATCH, MISSING_UNION_BRANCH -> "has another type (" + oneLine(found.getMessage()) + ")";
            case NAME_MISMATCH -> "has another record name (" + oneLine(found.getMessage()) + ")";
            case MISSING_ENUM_SYMBOLS -> "lacks enum symbols " + oneLine(found.getMessage());
            case FIXED_SIZE_MISMATCH -> "has another size (" + oneLine(found.getMessage()) + ")";
        };
        return (field.isEmpty() ? "the record " + reader.getFullName() : "field '" + field + "'") + " " + what;
    }

    /** Names the field that a JSON pointer into the schema leads to, such as {@code files.status}. */
    private static String fieldAt(Schema schema, String pointer) {
        StringBuilder path = new StringBuilder();
        try {
            JsonNode node = JSON.readTree(schema.toString());
            boolean atFields = false;
            for (String step : pointer.split("/")) {
                if (step.isEmpty()) {
                    continue;
                }
                node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
                if (atFields) {
                    path.append(path.length() == 0 ? "" : ".")
                            .append(node.path("name").asText());
                }
                atFields = "fields".equals(step);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
        return path.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
