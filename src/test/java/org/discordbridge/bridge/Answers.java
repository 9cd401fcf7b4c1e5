package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A service that answers: it writes to the responses topic, with the schema of the first bot unless told otherwise. */
public final class Answers implements AutoCloseable {
    /** What the first bot wrote its records with. */
    public static final Schema ORIGINAL = new Schema.Parser().parse("""
                    {"type": "record", "name": "Message", "fields": [
                      {"name": "uuid", "type": "string"},
                      {"name": "content", "type": "string"},
                      {"name": "author_id", "type": "string"},
                      {"name": "channel_id", "type": "string"},
                      {"name": "guild_id", "type": ["null", "string"]},
                      {"name": "attachments", "type": {"type": "array", "items": "string"}}]}
                    """);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Wire wire;
    private final int id;
    private Schema shipped;
    private int shippedId;

    public Answers(Stage stage) {
        Map<String, Object> settings = new HashMap<>(stage.kafka().clientSettings());
        settings.put("linger.ms", "0");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = stage.responses();
        this.wire = new Wire(stage.registry());
        this.id = wire.register(stage.responses() + "-original", ORIGINAL);
    }

    /** The value of an answer with that schema. */
    public byte[] value(long channelId, String content, String... attachments) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uuid", UUID.randomUUID().toString());
        fields.put("content", content);
        fields.put("author_id", "1");
        fields.put("channel_id", String.valueOf(channelId));
        fields.put("guild_id", null);
        fields.put("attachments", List.of(attachments));
        return value(fields);
    }

    /** The value of an answer of these six fields. */
    public byte[] value(Map<String, Object> fields) {
        return wire.write(id, ORIGINAL, fields);
    }

    /** The value of an answer with the schema that ships with the bridge. */
    public byte[] record(Map<String, ?> fields) {
        if (shipped == null) {
            shipped = parse(Path.of("schemas/response.avsc"));
            shippedId = wire.register(topic + "-value", shipped);
        }
        Map<String, Object> all =
                new HashMap<>(Map.of("uuid", UUID.randomUUID().toString(), "content", "", "channel_id", ""));
        all.putAll(fields);
        return wire.write(shippedId, shipped, all);
    }

    /** Answers, or does something else, with the schema that ships with the bridge. */
    public RecordMetadata send(Map<String, ?> fields) {
        Object channelId = fields.get("channel_id");
        return send(channelId == null ? null : channelId.toString().getBytes(UTF_8), record(fields));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers, keyed by channel. */
    public RecordMetadata send(long channelId, String content, String... attachments) {
        return send(String.valueOf(channelId).getBytes(UTF_8), value(channelId, content, attachments));
    }

    /** Writes any record. */
    public RecordMetadata send(byte[] key, byte[] value) {
        return send(new ProducerRecord<>(topic, key, value));
    }

    /** Writes any record. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The topic it writes to. */
    public String topic() {
        return topic;
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(1));
    }
}
