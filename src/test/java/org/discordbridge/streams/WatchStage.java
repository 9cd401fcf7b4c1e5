package org.discordbridge.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.event.Snowflakes;
import org.discordbridge.streams.activity.ActivityRecords;
import org.discordbridge.streams.record.RegistryRecords;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.rule.RuleFile;
import org.discordbridge.streams.watch.AlertRecords;

/** The topology on Kafka's driver for tests, with rules, and people who write. Times are seconds after one moment. */
final class WatchStage implements AutoCloseable {
    static final long GUILD = 700_000_000_000_000_000L;
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Schema MESSAGE = schema("message.avsc");
    private static final Schema EVENT = schema("event.avsc");
    private static final Schema ALERT = schema("alert.avsc");
    private static final Schema ACTIVITY = schema("activity.avsc");

    final TestInputTopic<byte[], byte[]> messages;
    final TestInputTopic<byte[], byte[]> events;
    final TestOutputTopic<byte[], byte[]> aside;
    final LateCount late = new LateCount("Rules did not look at", "");
    final LateCount uncounted = new LateCount("The figures are without", "");
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<String, byte[]> activity;
    private List<Rule> rules;
    private long sequence;

    WatchStage(String rules) {
        this(rules, Duration.ofMinutes(10));
    }

    WatchStage(String rules, Duration grace) {
        rules(rules);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        driver = new TopologyTestDriver(
                StreamsTopology.build(
                        new StreamsConfig(properties),
                        new StreamsTopology.Names("messages", "events", "alerts", "activity", "aside"),
                        new StreamsTopology.Parts(
                                WatchStage::byId,
                                () -> this.rules,
                                grace,
                                late,
                                uncounted,
                                new AlertRecords(ALERT, 3),
                                new ActivityRecords(ACTIVITY, 4))),
                properties,
                BEGIN);
        messages = driver.createInputTopic("messages", new ByteArraySerializer(), new ByteArraySerializer());
        events = driver.createInputTopic("events", new ByteArraySerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic("alerts", new StringDeserializer(), new ByteArrayDeserializer());
        activity = driver.createOutputTopic("activity", new StringDeserializer(), new ByteArrayDeserializer());
        aside = driver.createOutputTopic("aside", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Puts other rules in force. */
    void rules(String yaml) {
        rules = RuleFile.read("test.yaml", yaml);
    }

    private static Schema byId(int id) {
        return switch (id) {
            case 1 -> MESSAGE;
            case 2 -> EVENT;
            default -> throw new RegistryException("schema id " + id + " is not known to registry none");
        };
    }

    /** An id that was made so many seconds after the beginning. */
    long id(double seconds) {
        return Snowflakes.at(BEGIN.plusMillis((long) (seconds * 1000))) + sequence++;
    }

    static Instant at(double seconds) {
        return BEGIN.plusMillis((long) (seconds * 1000));
    }

    /** Somebody writes. */
    long say(double seconds, long user, long channel, String text) {
        return say(seconds, user, channel, text, Map.of());
    }

    long say(double seconds, long user, long channel, String text, Map<String, Object> more) {
        long id = id(seconds);
        comes(id, user, channel, text, more);
        return id;
    }

    /** A message with that id comes, perhaps again. */
    void comes(long id, long user, long channel, String text, Map<String, Object> more) {
        messages.pipeInput(
                null, RegistryRecords.write(1, message(id, user, channel, text, more)), Snowflakes.timeOf(id));
    }

    static GenericRecord message(long id, long user, long channel, String text, Map<String, Object> more) {
        GenericRecordBuilder record = new GenericRecordBuilder(MESSAGE)
                .set("uuid", "m" + id)
                .set("content", text)
                .set("author_id", String.valueOf(user))
                .set("channel_id", String.valueOf(channel))
                .set("guild_id", String.valueOf(GUILD))
                .set("attachments", List.of())
                .set("message_id", String.valueOf(id));
        more.forEach(record::set);
        return record.build();
    }

    /** A file of a message. */
    static GenericRecord file(String name, long size) {
        Schema file = MESSAGE.getField("files").schema().getElementType();
        return new GenericRecordBuilder(file)
                .set("id", "1")
                .set("filename", name)
                .set("content_type", "image/png")
                .set("size", size)
                .build();
    }

    /** An account of that age joins. */
    void join(double seconds, Duration age) {
        join(seconds, Snowflakes.at(at(seconds).minus(age)) + sequence++, "member-joined");
    }

    /** Something happens to a message. */
    void event(double seconds, String event, long channel, long user) {
        happens(seconds, event, user, Map.of("channel_id", String.valueOf(channel)));
    }

    void join(double seconds, long user, String event) {
        happens(seconds, event, user, Map.of("message_type", 7));
    }

    private void happens(double seconds, String event, long user, Map<String, Object> more) {
        GenericRecordBuilder record = new GenericRecordBuilder(EVENT)
                .set("uuid", "e" + sequence++)
                .set("event", event)
                .set("timestamp", at(seconds).toEpochMilli())
                .set("guild_id", String.valueOf(GUILD))
                .set("user_id", String.valueOf(user));
        more.forEach(record::set);
        events.pipeInput(null, RegistryRecords.write(2, record.build()), at(seconds));
    }

    /** What the rules have said since the last time. */
    List<GenericRecord> alerts() {
        List<GenericRecord> all = new ArrayList<>();
        alerts.readKeyValuesToList().forEach(one -> all.add(read(one.value)));
        return all;
    }

    /** The names of the rules that have spoken since the last time. */
    List<String> spoken() {
        return alerts().stream().map(alert -> alert.get("rule").toString()).toList();
    }

    /** How many groups the rules keep. */
    int groups() {
        return entries("groups");
    }

    /** How much is in a store. */
    int entries(String store) {
        int count = 0;
        try (var all = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    /** Lets the machine's clock go on. */
    void wait(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The rows that were told since the last time. */
    List<GenericRecord> rows() {
        List<GenericRecord> all = new ArrayList<>();
        activity.readKeyValuesToList().forEach(one -> all.add(read(ACTIVITY, one.value)));
        return all;
    }

    private static GenericRecord read(byte[] value) {
        return read(ALERT, value);
    }

    private static GenericRecord read(Schema schema, byte[] value) {
        try {
            return new org.apache.avro.generic.GenericDatumReader<GenericRecord>(schema, schema, GenericData.get())
                    .read(
                            null,
                            org.apache.avro.io.DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) {
        try {
            return new Schema.Parser().parse(Files.readString(Path.of("schemas", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
