package org.discordbridge.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.camel.Converter;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.MessageCreated;

/**
 * Makes an Avro record of an event, without a registry: messages and interactions by {@code message.avsc}, everything
 * else by {@code event.avsc}, as they were when this was built.
 */
@Converter(generateLoader = true)
public final class EventRecords {
    private static final EventModel MODEL = new EventModel();
    private static final Schema MESSAGE = schema("message.avsc");
    private static final Schema EVENT = schema("event.avsc");

    private EventRecords() {}

    /** Copies an event into a generic record; times are milliseconds. */
    @Converter
    public static GenericRecord toRecord(DiscordEvent event) {
        Schema schema = event instanceof MessageCreated || event instanceof InteractionEvent ? MESSAGE : EVENT;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new EventWriter(schema, MODEL).write(event, encoder);
            encoder.flush();
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) {
        try (InputStream text = EventRecords.class.getResourceAsStream(name)) {
            return new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
