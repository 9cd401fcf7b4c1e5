package org.discordbridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A decoded record as text for people: JSON, without the fields that are at their default. */
final class RecordText {
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                    .withSeparators(com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(com.fasterxml.jackson.core.util.Separators.Spacing.AFTER)));

    private RecordText() {}

    /** The lines of its JSON. */
    static List<String> of(GenericRecord record) {
        try {
            return JSON.writeValueAsString(plain(record, record.getSchema()))
                    .lines()
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a value that is no record: a text as it is. */
    static List<String> of(byte[] value) {
        if (value == null) {
            return List.of("(a tombstone)");
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            return List.of("(" + value.length + " bytes, neither a text nor in the registry wire format)");
        }
    }

    /** Names of the fields that are at their default, which are left out of the JSON. */
    static String atDefault(GenericRecord record) {
        return record.getSchema().getFields().stream()
                .filter(field -> isDefault(field, record.get(field.pos())))
                .map(Schema.Field::name)
                .collect(Collectors.joining(", "));
    }

    private static Object plain(Object value, Schema schema) {
        if (value instanceof GenericRecord record) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                Object content = record.get(field.pos());
                if (!isDefault(field, content)) {
                    fields.put(field.name(), plain(content, field.schema()));
                }
            }
            return fields;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> plain(item, schema.getElementType()))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(key.toString(), plain(item, schema.getValueType())));
            return entries;
        }
        if (value instanceof Long millis && isTime(schema)) {
            return Instant.ofEpochMilli(millis).toString();
        }
        return value instanceof Number || value instanceof Boolean ? value : Objects.toString(value, null);
    }

    private static boolean isDefault(Schema.Field field, Object content) {
        return field.hasDefaultValue()
                && Objects.equals(String.valueOf(GenericData.get().getDefaultValue(field)), String.valueOf(content));
    }

    private static boolean isTime(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(RecordText::isTime)
                : schema.getLogicalType() != null
                        && "timestamp-millis".equals(schema.getLogicalType().getName());
    }
}
