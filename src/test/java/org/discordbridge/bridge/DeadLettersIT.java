package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records that cannot be posted: each is kept with its bytes and a reason, and the route goes on. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
    private static final byte[] KEY = {1, 2, (byte) 0xff};
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private BridgeProcess bridge;
    private Guild home;
    private Channel general;
    private Answers answers;
    private RecordLog deadLetters;
    private int seen;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
        bridge = stage.bridge(directory).with("RESPONSES_RETRIES", "1").start();
        answers = new Answers(stage);
        deadLetters = new RecordLog(kafka, stage.deadLetters());
    }

    @BeforeEach
    void forget() {
        seen = deadLetters.read().size();
    }

    @AfterAll
    void stop() {
        deadLetters.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void recordThatIsNotAvro() {
        byte[] json = "{\"channel_id\": 1}".getBytes(UTF_8);
        assertDeadLetter(
                json,
                "the value is not in the registry wire format (it has 17 bytes and begins with 0x7b; expected 0x00, a"
                        + " schema id in four bytes, and Avro)",
                "org.discordbridge.avro.UnreadableRecordException");
    }

    @Test
    void emptyRecord() {
        assertDeadLetter(
                new byte[0],
                "the value is not in the registry wire format (it has 0 bytes; expected 0x00, a schema id in four bytes,"
                        + " and Avro)",
                "org.discordbridge.avro.UnreadableRecordException");
    }

    @Test
    void unknownSchema() {
        byte[] value = ByteBuffer.allocate(12).put((byte) 0).putInt(987_654).array();
        assertDeadLetter(
                value,
                "schema id 987654 is not known to registry " + stage.registry().url(),
                "org.discordbridge.avro.UnreadableRecordException");
    }

    @Test
    void truncatedRecord() {
        byte[] whole = answers.value(general.id(), "cut off");
        byte[] half = java.util.Arrays.copyOf(whole, whole.length - 20);
        int id = ByteBuffer.wrap(whole, 1, 4).getInt();
        RecordMetadata sent = answers.send(KEY, half);

        ConsumerRecord<byte[], byte[]> letter = next();

        assertThat(letter.value()).isEqualTo(half);
        assertThat(headers(letter).get("cause")).startsWith("the value does not decode with schema id " + id + ": ");
        assertThat(headers(letter)).containsEntry("offset", String.valueOf(sent.offset()));
        routeGoesOn();
    }

    @Test
    void tombstone() {
        assertDeadLetter(
                null,
                "the record is a tombstone: it has a key but no value",
                "org.discordbridge.avro.UnreadableRecordException");
    }

    @Test
    void emptyAnswer() {
        assertDeadLetter(
                answers.value(general.id(), " \n "),
                "There is nothing to send: the content is empty",
                "java.lang.IllegalArgumentException");
    }

    @Test
    void channelThatIsNone() {
        byte[] value = answers.value(general.id(), "x");
        assertDeadLetter(
                answers.value(1234, "nobody is there"),
                "Discord refused to post into channel 1234: Unknown Channel (404, code 10003)",
                "org.discordbridge.discord.session.DiscordException");
        assertThat(value).isNotEmpty();
    }

    @Test
    void permissionThatIsMissing() {
        Channel quiet = home.addTextChannel("quiet");
        quiet.deny(Permission.SEND_MESSAGES);
        assertDeadLetter(
                answers.value(quiet.id(), "psst"),
                "Discord refused to post into channel " + quiet.id() + ": Missing Permissions (403, code 50013)",
                "org.discordbridge.discord.session.DiscordException");
        assertThat(quiet.messages()).isEmpty();
    }

    @Test
    void failureThatLasts() {
        Channel broken = home.addTextChannel("broken");
        stage.discord().fault(Fault.status(500)).on("POST", "/channels/" + broken.id() + "/messages");
        assertDeadLetter(
                answers.value(broken.id(), "in vain"),
                "Discord refused to post into channel " + broken.id() + ": server error (500)",
                "org.discordbridge.discord.session.DiscordException");
        assertThat(stage.discord().awaitCalls(2, "POST", "/channels/" + broken.id() + "/messages", SOON))
                .hasSize(2);
    }

    @Test
    void hostileLengths() {
        byte[] whole = answers.value(general.id(), "x");
        ByteBuffer value = ByteBuffer.allocate(20).put(whole, 0, 5);
        // a string of two gigabytes, as the first field
        value.put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});
        RecordMetadata sent = answers.send(KEY, value.array());

        ConsumerRecord<byte[], byte[]> letter = next();

        assertThat(letter.value()).isEqualTo(value.array());
        assertThat(headers(letter)).containsEntry("offset", String.valueOf(sent.offset()));
        routeGoesOn();
    }

    private void assertDeadLetter(byte[] value, String cause, String errorClass) {
        RecordMetadata sent = answers.send(KEY, value);

        ConsumerRecord<byte[], byte[]> letter = next();

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(headers(letter))
                .containsEntry("cause", cause)
                .containsEntry("error_class", errorClass)
                .containsEntry("topic", stage.responses())
                .containsEntry("partition", String.valueOf(sent.partition()))
                .containsEntry("offset", String.valueOf(sent.offset()))
                .containsEntry("timestamp", String.valueOf(sent.timestamp()));
        bridge.awaitLog("Record " + stage.responses() + "-" + sent.partition() + "@" + sent.offset()
                + " was not posted: " + cause + ". It is kept on " + stage.deadLetters());
        routeGoesOn();
    }

    private ConsumerRecord<byte[], byte[]> next() {
        return deadLetters.await(seen + 1).get(seen);
    }

    private void routeGoesOn() {
        String text = "still here " + System.nanoTime();
        answers.send(general.id(), text);
        general.awaitMessage(text, SOON);
        assertThat(deadLetters.all()).hasSize(seen + 1);
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
