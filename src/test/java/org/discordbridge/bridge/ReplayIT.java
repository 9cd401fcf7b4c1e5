package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --dead-letters}, beside a bridge that runs. */
@Order(7)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class ReplayIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private Channel quiet;
    private Channel broken;
    private BridgeProcess bridge;
    private BridgeProcess tool;
    private Answers answers;
    private RecordLog letters;
    private RecordLog responses;
    private Results results;

    @BeforeEach
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory, @TempDir Path other) {
        stage = Stage.on(kafka, registry, s3);
        var home = stage.discord().addGuild("Home");
        quiet = home.addTextChannel("quiet");
        broken = home.addTextChannel("broken");
        bridge = stage.bridge(directory).with("RESPONSES_RETRIES", "0");
        // its port is in use, and it needs no token
        tool = stage.bridge(other)
                .with("HTTP_PORT", bridge.setting("HTTP_PORT"))
                .with("DISCORD_TOKEN", "");
        answers = new Answers(stage);
        letters = new RecordLog(kafka, stage.deadLetters());
        responses = new RecordLog(kafka, stage.responses());
        results = new Results(stage);
    }

    @AfterEach
    void stop() {
        results.close();
        responses.close();
        letters.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void showsThemAndSendsThemAgainOnce() {
        bridge.start();
        quiet.deny(Permission.SEND_MESSAGES);
        byte[] value = answers.value(quiet.id(), "psst");
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                answers.topic(), null, String.valueOf(quiet.id()).getBytes(UTF_8), value);
        record.headers().add("trace", new byte[] {0, -1, 7});
        answers.send(record);
        letters.await(1);
        answers.send("nobody".getBytes(UTF_8), "nonsense".getBytes(UTF_8));
        letters.await(2);

        assertThat(run("list"))
                .contains("DiscordException: Discord refused to post into channel " + quiet.id())
                .contains("UnreadableRecordException: the value is not in the registry wire format")
                .contains("channel " + quiet.id(), "no channel", answers.topic() + "-0@0", "2 dead letters")
                .doesNotContain("psst");
        assertThat(run(1, "list", "--at", "0@0", "--at", "0@17", "--at", "9@0"))
                .contains(
                        "not there  0@17: there is no dead letter at this place",
                        "not there  9@0: there is no dead letter at this place",
                        "1 dead letters");
        assertThat(run("list", "--content", "--channel", String.valueOf(quiet.id())))
                .contains("    psst", "1 dead letters");
        assertThat(run("replay", "--dry-run", "--cause", "missing PERMISSIONS"))
                .contains("would send  0@0  ", "1 would be sent, 0 left, 0 sent before");
        assertThat(responses.all()).hasSize(2);

        quiet.allow(Permission.SEND_MESSAGES);
        assertThat(run("replay", "--error-class", "DiscordException"))
                .contains("sent  0@0  as " + answers.topic() + "-0@2", "1 sent, 0 left, 0 sent before");

        quiet.awaitMessage("psst", SOON);
        ConsumerRecord<byte[], byte[]> again = responses.await(3).get(2);
        assertThat(again.key()).isEqualTo(record.key());
        assertThat(again.value()).isEqualTo(value);
        assertThat(headers(again))
                .containsOnlyKeys("trace", "replayed_from", "replayed_of")
                .containsEntry("trace", new String(new byte[] {0, -1, 7}, UTF_8))
                .containsEntry("replayed_from", stage.deadLetters() + "-0@0");
        assertThat(again.headers().lastHeader("trace").value()).containsExactly(0, -1, 7);

        assertThat(run("replay", "--channel", String.valueOf(quiet.id()))).contains("0 sent, 0 left, 1 sent before");
        assertThat(run("list"))
                .containsPattern("Missing Permissions.*\\[sent again .* as " + answers.topic() + "-0@2]");
        assertThat(responses.all()).hasSize(3);
    }

    @Test
    void whatWasPostedOfItIsNotPostedAgain() {
        bridge.start();
        // the second part of the answer fails
        stage.discord()
                .fault(Fault.status(500))
                .on("POST", "/channels/" + broken.id() + "/messages")
                .after(1);
        String long1 = "a".repeat(1990);
        String long2 = "b".repeat(1990);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uuid", "");
        fields.put("content", long1 + "\n" + long2);
        fields.put("author_id", "1");
        fields.put("channel_id", String.valueOf(broken.id()));
        fields.put("guild_id", null);
        fields.put("attachments", List.of());
        answers.send(String.valueOf(broken.id()).getBytes(UTF_8), answers.value(fields));
        letters.await(1);
        assertThat(broken.messages()).extracting(Message::content).containsExactly(long1);

        // again before it can succeed: what fails once more is a dead letter once more
        run("replay");
        letters.await(3);
        stage.discord().clearFaults();
        run("replay");
        broken.awaitMessages(2, SOON);
        // as if the tool had died before it noted what it sent
        assertThat(run("replay", "--again")).contains("2 sent, 0 left, 0 sent before");

        assertThat(results.await(5, SOON))
                .extracting(result -> result.get("status").toString())
                .containsExactly("FAILED", "FAILED", "POSTED", "DUPLICATE", "DUPLICATE");
        assertThat(broken.messages()).extracting(Message::content).containsExactly(long1, long2);
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(tool.withArguments("--dead-letters", "list", "--chanel", "1")
                        .launch()
                        .awaitEnd(SOON))
                .isEqualTo(2);
        assertThat(tool.log()).contains("'--chanel' is not understood, or lacks its value", "--error-class NAME");
        tool.with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9");
        assertThat(tool.withArguments("--dead-letters", "list").launch().awaitEnd(SOON))
                .isEqualTo(1);
        assertThat(tool.log()).contains("Dead letters cannot be read or sent: ");
    }

    /** What the tool prints. */
    private String run(String... arguments) {
        return run(0, arguments);
    }

    private String run(int status, String... arguments) {
        String before = tool.log();
        List<String> all = new java.util.ArrayList<>(List.of("--dead-letters"));
        all.addAll(List.of(arguments));
        assertThat(tool.withArguments(all.toArray(String[]::new)).launch().awaitEnd(SOON))
                .as(() -> tool.log())
                .isEqualTo(status);
        return tool.log().substring(before.length());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
