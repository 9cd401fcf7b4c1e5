package org.discordbridge.streams.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.discordbridge.avro.AvroLimits;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.avro.RegistryUnavailableException;

/**
 * Reads values in the registry wire format (a zero byte, the schema's id in four bytes, Avro binary), and only the fields
 * that a schema of one's own asks for: the others are passed over and make no objects. Not safe for several threads.
 */
public final class RegistryRecords {
    private static final int HEADER = 5;

    static {
        AvroLimits.set();
    }

    private final IntFunction<Schema> schemas;
    private final Schema wanted;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private BinaryDecoder decoder;

    /**
     * Makes a reader.
     *
     * @param schemas finds the schema with an id; throws what {@code SchemaRegistry.byId} does
     * @param wanted has the fields to read, each with a default
     */
    public RegistryRecords(IntFunction<Schema> schemas, Schema wanted) {
        this.schemas = schemas;
        this.wanted = wanted;
    }

    /**
     * Reads a value.
     *
     * @throws UnreadableException if it never can be
     * @throws RegistryUnavailableException if it may be later
     */
    GenericRecord read(byte[] value) {
        if (value == null) {
            throw new UnreadableException("the record has no value");
        }
        if (value.length < HEADER || value[0] != 0) {
            throw new UnreadableException("the value does not begin with a zero byte and the id of a schema");
        }
        int id = ByteBuffer.wrap(value, 1, 4).getInt();
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
            return readers.computeIfAbsent(id, this::reader).read(null, decoder);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new UnreadableException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of exception at bytes that are not Avro, and its messages may have some of them
            throw new UnreadableException(
                    "the value is not what schema " + id + " says ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        // by its own rules, Avro does not read a record by a schema of another name
        Schema writer = schemas.apply(id);
        Schema reader = Schema.createRecord(
                writer.getName(),
                null,
                writer.getNamespace(),
                false,
                wanted.getFields().stream()
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
        return new GenericDatumReader<>(writer, reader);
    }

    /** Writes a record with the id that its schema has. */
    public static byte[] write(int id, GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
