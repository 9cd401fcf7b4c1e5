package org.discordbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.discordbridge.bridge.BridgeProcess;
import org.discordbridge.bridge.Stage;
import org.discordbridge.bridge.Wire;
import org.discordbridge.servers.Servers;

/** The streams, with the rules that ship, beside a consumer that decodes the same records and does nothing with them. */
final class StreamsBench {
    private static final int GUILDS = 10;
    private static final int CHANNELS = 10;
    private static final int PEOPLE = 1_000;
    /** So many messages a second, by the time of the messages. */
    private static final int PACE = 50;

    private static final long EPOCH = 1_420_070_400_000L;
    /** To ask takes the streams some time, too. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private final Scale scale;
    private final Table table;

    StreamsBench(Servers servers, Scale scale, Table table) {
        this.servers = servers;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        Stage stage = Stage.on(servers.kafka(), servers.registry(), servers.s3());
        try (stage) {
            int messages = scale.messages(1);
            for (String topic : List.of(stage.commands(), stage.events(), stage.alerts(), stage.activity())) {
                servers.kafka().createTopic(topic, 1);
            }
            write(stage, messages);
            double[] plain = plain(stage, messages);
            double[][] streams = streams(stage, messages);
            table.add("streams", "messages/s", streams[0], "plain consumer", plain);
            table.add("streams", "CPU µs a message", streams[1]);
            table.add("streams", "resident MB", streams[2]);
            table.note("streams: each round begins anew, with a new JVM whose second half of the messages counts; "
                    + GUILDS + " guilds, " + GUILDS * CHANNELS + " channels, one partition, one thread");
        }
    }

    private void write(Stage stage, int messages) throws IOException {
        Schema schema = new Schema.Parser().parse(Files.readString(Path.of("schemas/message.avsc")));
        int id = new Wire(stage.registry()).register(stage.commands() + "-value", schema);
        long begin = Instant.now().toEpochMilli() - EPOCH - 1000L * messages / PACE;
        Map<String, Object> settings = new HashMap<>(servers.kafka().clientSettings());
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "20");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages; i++) {
                int guild = i % GUILDS;
                long message = begin + 1000L * i / PACE << 22 | i & 0xfff;
                GenericRecord record = new GenericRecordBuilder(schema)
                        .set("uuid", "00000000-0000-0000-0000-" + i)
                        .set("content", "This is message number " + i + ", and it says no more than it has to")
                        .set("author_id", String.valueOf(900_000_000_000_000_000L + i * 7919L % PEOPLE))
                        .set("channel_id", String.valueOf(800_000_000_000_000_000L + i % (GUILDS * CHANNELS)))
                        .set("guild_id", String.valueOf(700_000_000_000_000_000L + guild))
                        .set("attachments", List.of())
                        .set("message_id", String.valueOf(message))
                        .set("timestamp", (message >>> 22) + EPOCH)
                        .set("author_name", "Somebody")
                        .set("channel_name", "general")
                        .set("guild_name", "Lighthouse")
                        .build();
                producer.send(new ProducerRecord<>(stage.commands(), encode(id, record)));
            }
        }
    }

    private static byte[] encode(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private double[] plain(Stage stage, int messages) throws IOException {
        double[] perSecond = new double[scale.rounds()];
        Schema schema = new Schema.Parser().parse(Files.readString(Path.of("schemas/message.avsc")));
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        for (int round = -1; round < scale.rounds(); round++) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    servers.kafka().clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.assign(List.of(new TopicPartition(stage.commands(), 0)));
                consumer.seekToBeginning(consumer.assignment());
                long began = System.nanoTime();
                int read = 0;
                while (read < messages) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                        byte[] value = record.value();
                        reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
                        read++;
                    }
                }
                if (round >= 0) {
                    perSecond[round] = messages * 1e9 / (System.nanoTime() - began);
                }
            }
        }
        return perSecond;
    }

    private double[][] streams(Stage stage, int messages) throws Exception {
        double[][] figures = new double[3][scale.rounds()];
        for (int round = 0; round < scale.rounds(); round++) {
            try (BridgeProcess process = stage.bridge(Files.createTempDirectory("streams"))
                    .withShippedOptions()
                    .with("DISCORD_TOKEN", "")
                    .with("TOPIC_PARTITIONS", "1")
                    .with("STREAMS_GROUP", stage.name() + "-bench-" + round)
                    .withArguments("--streams")
                    .launch()) {
                process.awaitLog("The streams are running");
                Meter meter = new Meter(process.pid());
                long before = until(process, messages / 2);
                long began = System.nanoTime();
                double cpu = meter.cpuSeconds();
                long counted = until(process, messages) - before;
                figures[0][round] = counted * 1e9 / (System.nanoTime() - began);
                figures[1][round] = (meter.cpuSeconds() - cpu) * 1e6 / counted;
                figures[2][round] = meter.residentMegabytes();
            }
        }
        return figures;
    }

    /** Waits until so many are counted, and returns how many are. */
    private static long until(BridgeProcess process, long messages) {
        return Awaitility.await("all are counted")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> counted(process), count -> count >= messages);
    }

    private static long counted(BridgeProcess process) {
        try {
            JsonNode view = JSON.readTree(
                    process.getStreams("/observe/activity?format=json").body());
            return view.path("hours").findValues("messages").stream()
                    .mapToLong(JsonNode::asLong)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
