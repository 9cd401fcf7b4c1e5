package org.discordbridge.avro;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.discordbridge.event.MessageCreated;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to write a message by {@code message.avsc} in the registry wire format, and to read it again. */
@State(Scope.Thread)
public class RecordPiece {
    private final StubRegistry registry = StubRegistry.answering(200, "{\"id\": 7}");
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RegistryAvroDataFormat format = new RegistryAvroDataFormat();
    private final MessageCreated message = message();
    private Exchange exchange;
    private byte[] written;

    @Setup
    public void start() throws Exception {
        SchemaRegistry client = new SchemaRegistry();
        client.setUrl(registry.url());
        format.setRegistry(client);
        format.setTopic("pieces");
        format.setSchema("schemas/message.avsc");
        format.setCamelContext(context);
        // the stub gives every question the same answer
        registry.answerNow(200, "{\"id\": 7, \"version\": 1, \"schema\": " + quoted() + "}");
        format.start();
        exchange = new DefaultExchange(context);
        written = writeRecord();
    }

    @TearDown
    public void stop() {
        registry.close();
    }

    @Benchmark
    public byte[] writeRecord() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        format.marshal(exchange, message, bytes);
        return bytes.toByteArray();
    }

    @Benchmark
    public Object readRecord() throws Exception {
        return format.unmarshal(exchange, written);
    }

    private static String quoted() throws Exception {
        String schema = java.nio.file.Files.readString(AvroStage.MESSAGE);
        return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(schema);
    }

    private static MessageCreated message() {
        return new MessageCreated(
                "1180423100000000001",
                Instant.parse("2026-11-23T12:00:00.123Z"),
                null,
                0,
                0,
                "The quick brown fox jumps over the lazy dog, then says so in a few more words.",
                "1180423100000000002",
                "general",
                null,
                "1180423100000000003",
                "Home",
                "1180423100000000004",
                "Ada",
                "ada",
                false,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of("1180423100000000005"),
                null,
                null,
                "",
                null,
                null,
                null,
                null);
    }
}
