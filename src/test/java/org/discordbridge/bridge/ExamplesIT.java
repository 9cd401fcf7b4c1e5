package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each of {@code src/main/docs/examples}, used as its README says, on a bridge that runs. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ServersExtension.class)
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("src/main/docs/examples").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private BridgeProcess bridge;
    private RecordLog commands;
    private Wire wire;
    private User ada;
    private Guild home;
    private Channel general;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) throws IOException {
        stage = Stage.on(kafka, registry, s3);
        wire = new Wire(registry);
        commands = new RecordLog(kafka, stage.commands());
        ada = stage.discord().addUser("Ada");
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
        bridge = stage.bridge(directory);
        Files.createDirectory(directory.resolve("intents"));
        Files.writeString(
                directory.resolve("application.properties"),
                linesOfTheReadme().replace("discord_lighthouse", lighthouse()),
                StandardOpenOption.APPEND);
        bridge.start();
    }

    @AfterAll
    void end() {
        commands.close();
        bridge.close();
        stage.close();
    }

    @Test
    void filterAChannel() throws IOException {
        Channel secret = home.addTextChannel("secret");
        copy("filter-a-channel", "discord-to-kafka", "111111111111111111", String.valueOf(secret.id()));

        secret.post(ada, "between us");
        general.post(ada, "for all");

        assertThat(awaitOn(commands, "for all")).doesNotContain("between us");
        // further channels are not in the order of these
        secret.post(ada, "still between us");
        general.post(ada, "for all again");
        assertThat(awaitOn(commands, "for all again")).noneMatch(text -> text.contains("between us"));
    }

    @Test
    void topicPerGuild() throws IOException {
        Guild lighthouse = stage.discord().addGuild("Lighthouse");
        Channel lamp = lighthouse.addTextChannel("lamp");
        copy(
                "topic-per-guild",
                "discord-to-kafka",
                "333333333333333333",
                String.valueOf(lighthouse.id()),
                "discord_lighthouse",
                lighthouse());
        try (RecordLog own = new RecordLog(stage.kafka(), lighthouse())) {
            lamp.post(ada, "light");
            general.post(ada, "no light");

            assertThat(awaitOn(own, "light")).containsExactly("light");
            assertThat(awaitOn(commands, "no light")).doesNotContain("light");
            assertThat(own.read().get(0).key()).asString(UTF_8).isEqualTo(String.valueOf(lamp.id()));
        }
        assertThat(wire.subjects()).contains(lighthouse() + "-value");
    }

    @Test
    void redactText() throws IOException {
        copy("redact-text", "discord-to-kafka");

        general.post(
                ada,
                "Write to ada.l+x@example.co.uk, or b@c.de: \"(4111 1111 1111 1111)\", 4111-1111-1111-1111 and"
                        + " 4111111111111111, not 12345, <@1574412754003951616>, ${body}, 'it''s' or 1, 2");

        assertThat(awaitOn(
                        commands,
                        "Write to [e-mail], or [e-mail]: \"([card])\", [card] and [card], not 12345,"
                                + " <@1574412754003951616>, ${body}, 'it''s' or 1, 2"))
                .isNotEmpty();
        Message withFile = general.post(ada, MessageDraft.empty().attach(Upload.text("a.txt", "a file")));
        var record = wire.read(commands.await(one ->
                        wire.read(one.value()).get("message_id").toString().equals(String.valueOf(withFile.id())))
                .value());
        assertThat(record.get("author_name")).hasToString("Ada");
        assertThat((List<?>) record.get("attachments")).hasSize(1);
        assertThat((List<?>) record.get("files")).hasSize(1);
    }

    @Test
    void readTheTopic() throws IOException {
        copy("read-the-topic", "shout");

        Message asked = general.post(ada, "!shout it's me, (here)");

        Message answer = general.awaitMessage("IT'S ME, (HERE)", SOON);
        assertThat(answer.json().path("message_reference").path("message_id").asText())
                .isEqualTo(String.valueOf(asked.id()));
    }

    @Test
    void alertOnAKeyword() throws IOException {
        Channel moderators = home.addTextChannel("moderators");
        copy("alert-on-keyword", "alert-on-keyword", "444444444444444444", String.valueOf(moderators.id()));

        general.post(ada, "scampi are no matter");
        Message bad = general.post(ada, "Get FREE Nitro here");

        moderators.awaitMessage(
                "Ada in #general: https://discord.com/channels/" + home.id() + "/" + general.id() + "/" + bad.id(),
                SOON);
        assertThat(moderators.messages()).hasSize(1);
    }

    @Test
    void copyToAChannel() throws IOException {
        Channel archive = home.addTextChannel("archive");
        copy("copy-to-a-channel", "copy-to-archive");

        general.post(ada, "for the archive");

        archive.awaitMessage("Ada: for the archive", SOON);
    }

    @Test
    void starsToATopic() throws IOException {
        String topic = stage.name() + ".stars";
        copy("stars-to-a-topic", "stars", "discord_stars", topic);
        try (RecordLog stars = new RecordLog(stage.kafka(), topic)) {
            Message message = general.post(ada, "well done");
            message.react(ada, "\uD83D\uDC4D");
            message.react(ada, "\u2B50");

            var record = stars.await(1).get(0);
            assertThat(record.key()).asString(UTF_8).isEqualTo(String.valueOf(general.id()));
            assertThat(record.value())
                    .asString(UTF_8)
                    .contains("\"emoji\":\"\u2B50\"", "\"message_id\":\"" + message.id());
        }
        assertThat(bridge.log()).contains("Topic " + topic + " was created");
    }

    @Test
    void answerFromHttp() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newCachedThreadPool());
        service.createContext("/weather", call -> {
            String place = new String(call.getRequestBody().readAllBytes(), UTF_8);
            try {
                if ("Nowhere".equals(place)) {
                    over.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] answer = ("Rain in " + place + ", by " + call.getRequestMethod()).getBytes(UTF_8);
            call.sendResponseHeaders("Hell".equals(place) ? 500 : 200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        service.start();
        String sorry = "The weather service does not answer. Please try again later.";
        try {
            copy(
                    "answer-from-http",
                    "weather",
                    "127.0.0.1:9099",
                    "127.0.0.1:" + service.getAddress().getPort());

            assertThat(weather("Zürich & more?").awaitReply(SOON).content())
                    .isEqualTo("Rain in Zürich & more?, by POST");
            assertThat(weather("Hell").awaitReply(SOON).content()).isEqualTo(sorry);
            assertThat(weather("Nowhere").awaitReply(SOON).content()).isEqualTo(sorry);
            assertThat(bridge.log())
                    .contains("WARN  weather - /weather was not answered: HTTP operation failed")
                    .contains("WARN  weather - /weather was not answered: Read timed out");
        } finally {
            over.countDown();
            service.stop(0);
        }
        assertThat(weather("Zürich").awaitReply(SOON).content()).isEqualTo(sorry);
    }

    @Test
    void notesInPlainAvro() throws Exception {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "Note", "fields": [
                  {"name": "channel_id", "type": "string"}, {"name": "text", "type": "string"}]}
                """);
        GenericRecord note = new GenericData.Record(schema);
        note.put("channel_id", String.valueOf(general.id()));
        note.put("text", "Bread is in the oven");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(note, encoder);
        encoder.flush();
        String topic = stage.name() + ".notes";
        copy("notes-in-plain-avro", "notes", "discord_notes", topic, "groupId: notes", "groupId: " + topic);

        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                stage.kafka().clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, bytes.toByteArray())).get();
        }

        general.awaitMessage("Bread is in the oven", SOON);
    }

    @Test
    void answerAQuestionOrAskAPerson() throws IOException {
        Channel questions = home.addTextChannel("questions");
        Channel staff = home.addTextChannel("staff");
        Files.copy(
                EXAMPLES.resolve("answer-a-question/intents/questions.yaml"),
                bridge.directory().resolve("intents/questions.yaml"));
        bridge.awaitLog("Intents in force: opening-hours, refund");
        copy("answer-a-question", "opening-hours");
        copy("ask-a-person", "ask-a-person");

        questions.post(ada, "hi, until when are you there today?");
        Message odd = questions.post(ada, "Do you have a parrot?");

        questions.awaitMessage("We are open from Monday to Saturday, 9:00 to 18:00.", SOON);
        staff.awaitMessage(
                "Ada asks something new: https://discord.com/channels/" + home.id() + "/" + questions.id() + "/"
                        + odd.id(),
                SOON);
        assertThat(staff.messages()).hasSize(1);
    }

    private Interaction weather(String place) {
        Awaitility.await("/weather is registered")
                .atMost(SOON)
                .until(() -> stage.discord().commands().stream()
                        .anyMatch(
                                command -> "weather".equals(command.path("name").asText())));
        return stage.discord().slashCommand(ada, general, "weather", Map.of("place", place));
    }

    private String lighthouse() {
        return stage.name() + ".lighthouse";
    }

    /** As the README says: copied, with one's own ids in it. */
    private void copy(String example, String stem, String... replacements) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(example + "/" + stem + ".camel.yaml"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        int before = bridge.log().length();
        Files.writeString(bridge.directory().resolve("routes/" + stem + ".camel.yaml"), text);
        Awaitility.await(example)
                .atMost(SOON)
                .until(() -> bridge.log()
                        .substring(before)
                        .contains("routes/" + stem + ".camel.yaml is in effect: " + stem));
    }

    private List<String> awaitOn(RecordLog log, String content) {
        log.await(record -> wire.read(record.value()).get("content").toString().equals(content));
        return log.read().stream()
                .map(record -> wire.read(record.value()).get("content").toString())
                .toList();
    }

    private static String linesOfTheReadme() throws IOException {
        Matcher block = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(EXAMPLES.resolve("README.md")));
        List<String> blocks = block.results().map(found -> found.group(1)).toList();
        assertThat(blocks).hasSize(2);
        return String.join("", blocks);
    }
}
