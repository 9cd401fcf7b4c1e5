package org.discordbridge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.discordbridge.servers.RegistryServer;

/**
 * The other end of the topics: records in the registry wire format, read and written with nothing of the bridge but
 * Avro's own generic reader and writer and the registry's REST API.
 */
public final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER = 5;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final String registry;

    public Wire(RegistryServer registry) {
        this.registry = registry.url();
    }

    /** A record as its writer wrote it. */
    public GenericRecord read(byte[] value) {
        return read(value, null);
    }

    /** A record as somebody with that schema sees it; as it was written if null. */
    public GenericRecord read(byte[] value, Schema reader) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        if (buffer.get() != 0) {
            throw new AssertionError("No registry wire format: " + Arrays.toString(Arrays.copyOf(value, HEADER)));
        }
        Schema writer = schemas.computeIfAbsent(buffer.getInt(), this::fetch);
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader == null ? writer : reader)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers a schema, and returns its id. */
    public int register(String subject, Schema schema) {
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return send(HttpRequest.newBuilder(URI.create(registry + "/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .path("id")
                .asInt();
    }

    /** Names of what is registered. */
    public List<String> subjects() {
        List<String> names = new java.util.ArrayList<>();
        send(HttpRequest.newBuilder(URI.create(registry + "/subjects")).build())
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** A record in the wire format. */
    public byte[] write(int id, Schema schema, Map<String, ?> fields) {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields()
                .forEach(field -> record.put(
                        field.name(),
                        fields.containsKey(field.name()) || !field.hasDefaultValue()
                                ? fields.get(field.name())
                                : GenericData.get().getDefaultValue(field)));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Schema fetch(int id) {
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build());
        return new Schema.Parser().parse(answer.path("schema").asText());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(request.uri() + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
