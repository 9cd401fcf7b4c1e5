package org.discordbridge.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads values in the registry wire format with the schema they were written with. Meant for tools that show records,
 * not for routes. Registers nothing.
 */
public final class WrittenRecords {
    private static final int HEADER = 5;

    static {
        AvroLimits.set();
    }

    private final SchemaRegistry registry;

    public WrittenRecords(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads the fields of a value; empty if it cannot be read.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public Optional<Map<String, Object>> read(byte[] value) {
        if (value == null || value.length < HEADER || value[0] != 0) {
            return Optional.empty();
        }
        try {
            Schema schema = registry.byId(ByteBuffer.wrap(value, 1, 4).getInt());
            Object read = new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
            return read instanceof GenericRecord known ? Optional.of(fields(known)) : Optional.empty();
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of exception at bytes that are not Avro
            return Optional.empty();
        }
    }

    private static Map<String, Object> fields(GenericRecord known) {
        Map<String, Object> fields = new HashMap<>();
        known.getSchema().getFields().forEach(field -> {
            Object value = known.get(field.pos());
            fields.put(field.name(), value instanceof CharSequence text ? text.toString() : value);
        });
        return fields;
    }
}
