package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a service hears of its answers, and how it refers to earlier ones. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsIT {
    private Stage stage;
    private BridgeProcess bridge;
    private Guild home;
    private User ada;
    private Answers answers;
    private Results results;
    private RecordLog deadLetters;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        ada = stage.discord().addUser("Ada");
        home.addMember(ada);
        bridge = stage.bridge(directory).with("RESPONSES_RETRIES", "2").start();
        answers = new Answers(stage);
        results = new Results(stage);
        deadLetters = new RecordLog(kafka, stage.deadLetters());
    }

    @AfterAll
    void stop() {
        deadLetters.close();
        results.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void tellsWhichMessagesAnAnswerBecame() {
        Channel room = home.addTextChannel("posted");
        Instant before = Instant.now().minusMillis(1);
        String uuid = UUID.randomUUID().toString();
        RecordMetadata sent =
                answers.send(Map.of("uuid", uuid, "channel_id", id(room), "content", "line\n".repeat(1_000)));

        GenericRecord result = results.of(sent);

        assertThat(room.messages()).hasSize(3);
        assertThat(fields(result, "uuid", "operation", "channel_id", "status"))
                .containsExactly(uuid, "send-message", id(room), "POSTED");
        assertThat(ids(result))
                .isEqualTo(room.messages().stream().map(ResultsIT::id).toList());
        assertThat(result.get("attempts")).isEqualTo(1);
        assertThat(fields(result, "reason", "error_class", "discord_code", "http_status", "body"))
                .containsOnlyNulls();
        assertThat(result.get("identity").toString()).startsWith(uuid + "/");
        assertThat(Instant.ofEpochMilli((long) result.get("timestamp"))).isBetween(before, Instant.now());
        assertThat(new String(results.recordOf(sent).key(), UTF_8)).isEqualTo(id(room));
    }

    @Test
    void tellsThatAnAnswerHadBeenPosted() {
        Channel room = home.addTextChannel("twice");
        Map<String, Object> answer = Map.of("uuid", "same", "channel_id", id(room), "content", "Good evening");
        GenericRecord first = results.of(answers.send(answer));
        stage.discord().advanceClock(Duration.ofHours(1));
        GenericRecord second = results.of(answers.send(answer));
        GenericRecord other =
                results.of(answers.send(Map.of("uuid", "same", "channel_id", id(room), "content", "Good night")));

        assertThat(List.of(first, second, other))
                .extracting(result -> result.get("status").toString())
                .containsExactly("POSTED", "DUPLICATE", "POSTED");
        assertThat(ids(second)).isEqualTo(ids(first));
        assertThat(room.messages()).extracting(Message::content).containsExactly("Good evening", "Good night");
    }

    @Test
    void tellsWhyNot() {
        Channel room = home.addTextChannel("refused");
        Channel broken = home.addTextChannel("broken");
        stage.discord().fault(Fault.status(500)).on("POST", "/channels/" + broken.id() + "/messages");
        RecordMetadata unknown = answers.send(Map.of("channel_id", "1234", "content", "nobody is there"));
        RecordMetadata empty = answers.send(Map.of("channel_id", id(room)));
        RecordMetadata garbage = answers.send("k".getBytes(UTF_8), "garbage".getBytes(UTF_8));
        RecordMetadata failing = answers.send(Map.of("channel_id", id(broken), "content", "in vain"));

        GenericRecord refused = results.of(unknown);
        assertThat(fields(refused, "status", "error_class", "reason", "channel_id"))
                .containsExactly(
                        "FAILED",
                        "org.discordbridge.discord.session.DiscordException",
                        "Discord refused to post into channel 1234: Unknown Channel (404, code 10003)",
                        "1234");
        assertThat(fields(refused, "http_status", "discord_code", "attempts")).containsExactly("404", "10003", "1");
        assertThat(ids(refused)).isEmpty();

        GenericRecord nothing = results.of(empty);
        assertThat(fields(nothing, "status", "reason", "http_status", "attempts"))
                .containsExactly("FAILED", "There is nothing to send: the content is empty", null, "0");

        GenericRecord undecodable = results.of(garbage);
        assertThat(fields(undecodable, "status", "error_class", "uuid", "operation", "channel_id"))
                .containsExactly("FAILED", "org.discordbridge.avro.UnreadableRecordException", null, null, null);
        assertThat(results.recordOf(garbage).key()).isNull();

        GenericRecord tried = results.of(failing);
        assertThat(fields(tried, "status", "http_status", "reason", "attempts"))
                .containsExactly(
                        "FAILED",
                        "500",
                        "Discord refused to post into channel " + id(broken) + ": server error (500)",
                        "3");
        for (RecordMetadata record : List.of(unknown, empty, garbage, failing)) {
            assertThat(deadLetters.await(letter -> new String(
                                    letter.headers().lastHeader("offset").value(), UTF_8)
                            .equals(String.valueOf(record.offset()))))
                    .isNotNull();
            assertThat(results.allOf(record)).hasSize(1);
        }
    }

    @Test
    void countsTheTries() {
        Channel room = home.addTextChannel("shaky");
        String path = "/channels/" + room.id() + "/messages";
        stage.discord().fault(Fault.status(500)).on("POST", path).times(1);
        stage.discord().fault(Fault.statusAfterEffect(500)).on("POST", path).times(1);

        GenericRecord result = results.of(answers.send(Map.of("channel_id", id(room), "content", "at last")));

        assertThat(fields(result, "status", "attempts")).containsExactly("POSTED", "3");
        assertThat(room.messages()).hasSize(1);
        assertThat(ids(result)).containsExactly(id(room.messages().get(0)));
    }

    @Test
    void bringsWhatWasAskedFor() {
        Channel room = home.addTextChannel("read");
        Message question = room.post(ada, "What is \"it\"?");
        Map<String, Object> about = Map.of("channel_id", id(room), "message_id", id(question));
        GenericRecord one = results.of(answers.send(with(about, "operation", "get-message")));
        GenericRecord all = results.of(answers.send(Map.of("channel_id", id(room), "operation", "get-history")));
        GenericRecord channel = results.of(answers.send(Map.of("channel_id", id(room), "operation", "get-channel")));

        assertThat(one.get("body").toString())
                .contains("\"content\":\"What is \\\"it\\\"?\"", "\"message_id\":\"" + id(question) + "\"");
        assertThat(all.get("body").toString())
                .startsWith("[{")
                .contains(id(question))
                .endsWith("}]");
        assertThat(ids(all)).containsExactly(id(question));
        assertThat(channel.get("body").toString()).contains("\"name\":\"read\"");
        assertThat(List.of(one, all, channel))
                .extracting(result -> result.get("status").toString())
                .containsOnly("POSTED");
    }

    @Test
    void earlierAnswersAreFoundByTheirUuid() {
        Channel room = home.addTextChannel("referred");
        String uuid = UUID.randomUUID().toString();
        Map<String, Object> about = Map.of("channel_id", id(room), "answer_uuid", uuid);
        answers.send(Map.of("uuid", uuid, "channel_id", id(room), "content", "draf"));
        answers.send(with(about, "operation", "edit-message", "content", "draft"));
        answers.send(with(about, "operation", "add-reaction", "emoji", "👍"));
        answers.send(with(about, "operation", "pin"));
        answers.send(with(about, "operation", "create-thread", "thread_name", "Talk"));
        results.of(answers.send(with(about, "content", "And see above")));

        List<Message> shown = room.messages().stream()
                .filter(message -> message.type() == 0 || message.type() == 19)
                .toList();
        assertThat(shown).extracting(Message::content).containsExactly("draft", "And see above");
        assertThat(shown.get(0).json().path("reactions")).hasSize(1);
        assertThat(shown.get(0).json().path("pinned").asBoolean()).isTrue();
        assertThat(home.channels()).extracting(Channel::name).contains("Talk");
        assertThat(shown.get(1)
                        .json()
                        .path("message_reference")
                        .path("message_id")
                        .asText())
                .isEqualTo(id(shown.get(0)));
        String other = UUID.randomUUID().toString();
        answers.send(Map.of("uuid", other, "channel_id", id(room), "content", "slip"));
        Map<String, Object> away = Map.of("channel_id", id(room), "answer_uuid", other, "operation", "delete-message");
        assertThat(fields(results.of(answers.send(away)), "status")).containsExactly("POSTED");
        assertThat(room.messages()).extracting(Message::content).doesNotContain("slip");
    }

    @Test
    void answersToPeopleAreFoundByTheirUuidToo() {
        String uuid = UUID.randomUUID().toString();
        Map<String, Object> to = Map.of("user_id", String.valueOf(ada.id()));
        GenericRecord posted = results.of(answers.send(with(to, "uuid", uuid, "content", "psst")));
        Channel direct = stage.discord().directChannel(ada);
        assertThat(posted.get("channel_id")).hasToString(id(direct));
        GenericRecord edited = results.of(
                answers.send(with(to, "answer_uuid", uuid, "operation", "edit-message", "content", "psst!")));
        GenericRecord liked =
                results.of(answers.send(with(to, "answer_uuid", uuid, "operation", "add-reaction", "emoji", "👍")));

        assertThat(List.of(edited, liked)).allSatisfy(result -> {
            assertThat(result.get("channel_id")).hasToString(id(direct));
            assertThat(ids(result)).containsExactly(id(direct.messages().get(0)));
        });
        assertThat(direct.messages()).extracting(Message::content).containsExactly("psst!");
    }

    @Test
    void anEditByUuidMeetsAllMessagesOfAnAnswer() {
        Channel room = home.addTextChannel("long answers");
        String uuid = UUID.randomUUID().toString();
        Map<String, Object> about = Map.of("channel_id", id(room), "answer_uuid", uuid);
        results.of(answers.send(Map.of("uuid", uuid, "channel_id", id(room), "content", "a".repeat(5_000))));
        for (int length : List.of(100, 7_000, 3_000)) {
            GenericRecord edited =
                    results.of(answers.send(with(about, "operation", "edit-message", "content", "b".repeat(length))));

            assertThat(fields(edited, "status")).containsExactly("POSTED");
            assertThat(ids(edited))
                    .isEqualTo(room.messages().stream().map(ResultsIT::id).toList());
            assertThat(room.messages().stream().map(Message::content).collect(Collectors.joining()))
                    .isEqualTo("b".repeat(length));
        }
        results.of(answers.send(with(about, "operation", "delete-message")));
        assertThat(room.messages()).isEmpty();
    }

    @Test
    void tellsWhichChannelWasOpened() {
        User ben = stage.discord().addUser("Ben");
        RecordMetadata sent = answers.send(Map.of("operation", "open-dm", "user_id", String.valueOf(ben.id())));

        GenericRecord opened = results.of(sent);

        String direct = id(stage.discord().directChannel(ben));
        assertThat(fields(opened, "status", "operation", "channel_id", "thread_id"))
                .containsExactly("POSTED", "open-dm", direct, null);
        assertThat(new String(results.recordOf(sent).key(), UTF_8)).isEqualTo(direct);
        assertThat(opened.get("body").toString()).startsWith("{").contains("\"id\":\"" + direct + "\"", "\"type\":1");
    }

    @Test
    void tellsWhereThreadsAndWebhookPostsAre() {
        Channel room = home.addTextChannel("places");
        Map<String, Object> to = Map.of("channel_id", id(room));
        GenericRecord thread =
                results.of(answers.send(with(to, "operation", "create-thread", "thread_name", "Aside", "content", "")));
        String threadId = thread.get("thread_id").toString();
        GenericRecord hooked = results.of(answers.send(with(
                to, "operation", "send-webhook", "thread_id", threadId, "username", "Weather", "content", "Rain")));
        GenericRecord archived =
                results.of(answers.send(Map.of("operation", "archive-thread", "thread_id", threadId, "content", "")));

        assertThat(List.of(thread, hooked, archived))
                .allSatisfy(result ->
                        assertThat(fields(result, "status", "channel_id")).containsExactly("POSTED", threadId));
        assertThat(ids(hooked)).hasSize(1);
        assertThat(fields(archived, "thread_id")).containsExactly(threadId);
    }

    @Test
    void anAnswerThatIsNotKnownIsADeadLetter() {
        Channel room = home.addTextChannel("unknown");
        GenericRecord result = results.of(answers.send(
                Map.of("channel_id", id(room), "answer_uuid", "never", "operation", "edit-message", "content", "x")));

        assertThat(fields(result, "status", "error_class", "reason"))
                .containsExactly(
                        "FAILED",
                        "org.discordbridge.delivery.UnknownAnswerException",
                        "There is no message for edit-message: answer_uuid 'never' is not in the ledger. Either that"
                                + " answer was not posted, or not before this one, which the same channel_id in both"
                                + " records would have made sure of; or it is forgotten (LEDGER_DAYS, LEDGER_SIZE)");
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object... more) {
        Map<String, Object> all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static List<String> ids(GenericRecord result) {
        return ((List<?>) result.get("message_ids"))
                .stream().map(String::valueOf).toList();
    }

    private static List<String> fields(GenericRecord result, String... names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            values.add(result.get(name) == null ? null : result.get(name).toString());
        }
        return values;
    }

    private static String id(Channel channel) {
        return String.valueOf(channel.id());
    }

    private static String id(Message message) {
        return String.valueOf(message.id());
    }
}
