package org.discordbridge.archive.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.archive.FileStoreException;
import org.discordbridge.archive.parquet.ParquetTable;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archive has of a topic of messages, on a real broker, as DuckDB reads it. */
@Timeout(120)
@ExtendWith(ServersExtension.class)
@ResourceLock("log of the archive")
class ArchiveReaderTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Schema FIRST = schema("");
    private static final Schema GROWN = schema("intent");
    /** Of the same name, with a field that means something else. */
    private static final Schema FOREIGN = SchemaBuilder.record("Message")
            .namespace("org.example")
            .fields()
            .requiredInt("message_id")
            .endRecord();

    private static final Map<Integer, Schema> SCHEMAS = Map.of(1, FIRST, 2, GROWN, 3, FOREIGN);

    @TempDir
    Path folder;

    private final String topic = "archived-" + NUMBER.incrementAndGet();
    private final ArchiveCounts counts = new ArchiveCounts();
    private final List<ArchiveReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Tables tables;
    private Map<String, Object> clients;
    private KafkaProducer<byte[], byte[]> producer;
    private int sent;

    /** Stands for the end of the process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static Schema schema(String more) {
        var fields = SchemaBuilder.record("Message")
                .namespace("org.example")
                .fields()
                .requiredString("message_id")
                .optionalString("guild_id")
                .name("timestamp")
                .type(org.apache.avro.LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault();
        return (more.isEmpty() ? fields : fields.optionalString(more)).endRecord();
    }

    @BeforeEach
    void open(KafkaServer kafka) {
        kafka.createTopic(topic, 2);
        tables = new Tables(folder);
        clients = new HashMap<>(kafka.clientSettings());
        producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() throws InterruptedException {
        end();
        producer.close();
    }

    private void end() throws InterruptedException {
        readers.forEach(ArchiveReader::end);
        for (Thread thread : threads) {
            thread.join(SOON.toMillis());
        }
        readers.clear();
        threads.clear();
    }

    private void send(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            send(sent % 2, value(1, Map.of("guild_id", String.valueOf(sent % 3), "timestamp", sent % 2 * DAY)));
        }
        producer.flush();
    }

    private void send(int partition, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
    }

    private byte[] value(int id, Map<String, Object> fields) throws IOException {
        GenericRecordBuilder record = new GenericRecordBuilder(SCHEMAS.get(id));
        record.set("message_id", id == 3 ? (Object) sent++ : "m" + sent++);
        fields.forEach(record::set);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(SCHEMAS.get(id)).write(record.build(), encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private void archive(long bytes, Duration age) {
        archive(bytes, age, tables, consumer());
    }

    private void archive(long bytes, Duration age, ArchiveReader.Store store, Consumer<byte[], byte[]> consumer) {
        ArchiveReader reader = new ArchiveReader(
                consumer,
                new ArchiveReader.Limits(bytes, age, Duration.ofMillis(50)),
                new PieceFiles(SCHEMAS::get, Map.of(topic, "messages")),
                new ParquetTable(),
                store,
                counts);
        reader.subscribe(List.of(topic));
        Thread thread = new Thread(reader, "archive");
        thread.setUncaughtExceptionHandler((dead, killed) -> assertThat(killed).isInstanceOf(Killed.class));
        thread.start();
        readers.add(reader);
        threads.add(thread);
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("group.id", topic);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "500");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void awaitAll() {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows()).isGreaterThanOrEqualTo(sent));
    }

    private long rows() throws SQLException {
        return Long.parseLong(tables.ask("select count(*) from messages").get(0));
    }

    private void assertEachIsThereOnce() throws SQLException {
        assertThat(tables.ask("select count(*), count(distinct message_id) from messages"))
                .containsExactly(sent + "|" + sent);
    }

    @Test
    void hasEachRecordInTheFolderOfItsServerAndDay() throws Exception {
        send(12);
        send(0, value(1, Map.of("timestamp", 5 * DAY)));
        archive(1 << 20, Duration.ofMillis(200));
        awaitAll();

        assertEachIsThereOnce();
        assertThat(tables.ask("select guild, day, count(*) from messages group by all order by all"))
                .containsExactly(
                        "0|1970-01-01|2",
                        "0|1970-01-02|2",
                        "1|1970-01-01|2",
                        "1|1970-01-02|2",
                        "2|1970-01-01|2",
                        "2|1970-01-02|2",
                        "dm|1970-01-06|1");
        assertThat(
                        tables.ask(
                                "select typeof(timestamp), timestamp = '1970-01-06 00:00:00+00' from messages where guild = 'dm'"))
                .containsExactly("TIMESTAMP WITH TIME ZONE|true");
        assertThat(tables.keys())
                .allMatch(key -> key.matches(
                        "archive/messages/guild=(\\d+|dm)/day=[-\\d]+/" + topic + "-[01]-0-\\d+-\\d+\\.parquet"));
    }

    /** Each commit and each file is a step; the process ends before it or after it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
    void hasEachRecordOnceWhereverItIsKilled(int step) throws Exception {
        AtomicInteger steps = new AtomicInteger();
        send(40);
        archive(
                1_000,
                Duration.ofHours(1),
                (key, type, content) -> {
                    killAt(step, steps);
                    boolean stored = tables.putIfAbsent(key, type, content);
                    killAt(step, steps);
                    return stored;
                },
                killed(consumer(), step, steps));
        threads.get(0).join(SOON.toMillis());
        assertThat(steps).hasValue(step);

        send(7);
        // other limits: if where a piece ends were not known, it would end elsewhere now
        archive(1 << 20, Duration.ofMillis(200));
        awaitAll();
        assertEachIsThereOnce();
    }

    private static void killAt(int step, AtomicInteger steps) {
        if (steps.incrementAndGet() == step) {
            throw new Killed();
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<byte[], byte[]> killed(Consumer<byte[], byte[]> consumer, int step, AtomicInteger steps) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                ArchiveReaderTest.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> {
                    boolean commits = method.getName().startsWith("commit")
                            && !method.getName().equals("committed");
                    try {
                        if (commits) {
                            killAt(step, steps);
                        }
                        Object result = method.invoke(consumer, arguments);
                        if (commits) {
                            killAt(step, steps);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void isSharedByTwoBridgesAndGoesOnWithOne() throws Exception {
        archive(500, Duration.ofMillis(100));
        archive(700, Duration.ofMillis(100));
        for (int i = 0; i < 10; i++) {
            send(20);
        }
        readers.remove(0).end();
        send(20);
        awaitAll();
        assertEachIsThereOnce();
    }

    @Test
    void holdsNoMoreThanItMayWhileTheStoreIsAway() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        send(200);
        try (CapturedLog log = CapturedLog.of(ArchiveReader.class.getName(), Level.INFO)) {
            Consumer<byte[], byte[]> consumer = consumer();
            AtomicInteger tries = new AtomicInteger();
            archive(
                    2_000,
                    Duration.ofHours(1),
                    (key, type, content) -> {
                        if (away.get()) {
                            tries.incrementAndGet();
                            throw new FileStoreException("S3 does not answer", true, null);
                        }
                        return tables.putIfAbsent(key, type, content);
                    },
                    consumer);
            await().atMost(SOON).until(() -> tries.get() > 3);
            assertThat(counts.problem()).isEqualTo("S3 does not answer");
            assertThat(counts.records()).isZero();
            away.set(false);
            end();
            archive(2_000, Duration.ofMillis(200));
            awaitAll();
            assertEachIsThereOnce();
            assertThat(log.messages("waits"))
                    .containsExactly(
                            "The archive waits, and loses nothing as long as the topics keep their records: S3 does not"
                                    + " answer");
        }
    }

    @Test
    void hasNewColumnsWhereRecordsHaveThem() throws Exception {
        send(4);
        archive(1 << 20, Duration.ofMillis(200));
        awaitAll();
        send(0, value(1, Map.of("guild_id", "7", "timestamp", 0L)));
        send(0, value(2, Map.of("guild_id", "7", "timestamp", 0L, "intent", "greeting")));
        awaitAll();

        assertEachIsThereOnce();
        assertThat(tables.ask("select message_id, intent from messages order by 1"))
                .containsExactly("m0|null", "m1|null", "m2|null", "m3|null", "m4|null", "m5|greeting");
    }

    @Test
    void setsAsideWhatNobodyCanRead() throws Exception {
        try (CapturedLog log = CapturedLog.of(PieceFiles.class.getName(), Level.WARN)) {
            send(0, "not Avro".getBytes(UTF_8));
            send(0, null);
            send(0, value(1, Map.of("timestamp", 0L)));
            send(0, new byte[] {0, 0, 0, 0, 1, 9});
            archive(1 << 20, Duration.ofMillis(200));
            awaitAll();
            assertEachIsThereOnce();
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("3 records of " + topic
                            + "-0 are not in the archive, since they cannot be read; they stay on"
                            + " the topic. The first is at offset 0 (it does not begin with a zero byte and the id of a"
                            + " schema)")
                    .doesNotContain("not Avro");
        }
    }

    @Test
    void keepsRecordsApartWhoseSchemasDoNotGoTogether() throws Exception {
        send(0, value(1, Map.of("timestamp", Instant.now().toEpochMilli())));
        send(0, value(3, Map.of()));
        archive(1 << 20, Duration.ofMillis(200));
        await().atMost(SOON).until(() -> tables.keys().size() == 2);

        assertThat(tables.keys()).anyMatch(key -> key.endsWith("-schema1.parquet"));
    }

    @Test
    void tellsOfRecordsThatKafkaDeletedBeforeAndOfATopicThatWasMadeAnew() throws Exception {
        send(10);
        archive(1 << 20, Duration.ofMillis(200));
        awaitAll();
        end();
        send(10);
        try (Admin admin = Admin.create(clients);
                CapturedLog log = CapturedLog.of(ArchiveReader.class.getName(), Level.WARN)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get();
            archive(1 << 20, Duration.ofMillis(200));
            await().atMost(SOON).ignoreExceptions().until(() -> rows() == sent - 3);
            end();
            assertThat(log.messages("retention"))
                    .singleElement()
                    .asString()
                    .startsWith("3 records of " + topic + "-0 from offset 5 on are not in the archive");

            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(SOON).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new org.apache.kafka.clients.admin.NewTopic(topic, 2, (short) 1)))
                        .all()
                        .get();
                return true;
            });
            // as of the topic before; the broker may or may not have forgotten it
            admin.alterConsumerGroupOffsets(
                            topic, Map.of(new TopicPartition(topic, 0), new PlannedEnd(120, 0).with(100)))
                    .all()
                    .get();
            send(4);
            archive(1 << 20, Duration.ofMillis(200));
            await().atMost(SOON).ignoreExceptions().until(() -> rows() == sent - 3);
            assertThat(tables.ask("select count(distinct message_id) from messages"))
                    .containsExactly(String.valueOf(sent - 3));
            assertThat(log.messages("was made anew"))
                    .containsExactly(
                            topic + "-0 ends before offset 100, up to which it is in the archive: it was made anew,"
                                    + " and is archived from its beginning");
        }
    }
}
