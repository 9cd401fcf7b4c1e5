package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.discordbridge.bridge.RecordLog.cause;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records on the responses topic that say what to do. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Stage stage;
    private BridgeProcess bridge;
    private Guild home;
    private Channel general;
    private User ada;
    private Answers answers;
    private RecordLog deadLetters;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
        ada = stage.discord().addUser("Ada");
        home.addMember(ada);
        bridge = stage.bridge(directory).start();
        answers = new Answers(stage);
        deadLetters = new RecordLog(kafka, stage.deadLetters());
    }

    @AfterAll
    void stop() {
        deadLetters.close();
        answers.close();
        bridge.close();
        stage.close();
    }

    @Test
    void recordsOfOneChannelAreDoneInOrder() {
        Channel room = home.addTextChannel("room");
        Message question = room.post(ada, "Cats or dogs?");
        Message draft = room.post(stage.discord().bot(), "draf");
        Message spam = room.post(ada, "spam");

        send(room, Map.of("operation", "add-reaction", "message_id", id(question), "emoji", "👍"));
        send(room, Map.of("operation", "edit-message", "message_id", id(draft), "content", "draft"));
        send(room, Map.of("operation", "delete-message", "message_id", id(spam)));
        // a record that is read again
        send(room, Map.of("operation", "delete-message", "message_id", id(spam)));
        send(room, Map.of("operation", "pin", "message_id", id(question)));
        send(room, Map.of("operation", "create-thread", "message_id", id(question), "thread_name", "Cats"));
        send(room, Map.of("operation", "create-poll", "poll_json", "{\"question\":\"Which?\",\"answers\":[\"Cats\"]}"));
        send(room, Map.of("content", "done", "embeds_json", "[{\"title\":\"All of it\"}]", "flags", 4096L));

        Message last = room.awaitMessage("done", SOON);
        assertThat(question.json().path("reactions")).hasSize(1);
        assertThat(question.json().path("pinned").asBoolean()).isTrue();
        assertThat(question.json().path("thread").path("name").asText()).isEqualTo("Cats");
        assertThat(draft.content()).isEqualTo("draft");
        assertThat(spam.deleted()).isTrue();
        assertThat(room.messages())
                .filteredOn(shown -> shown.json().has("poll"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.json()
                                .path("poll")
                                .path("question")
                                .path("text")
                                .asText())
                        .isEqualTo("Which?"));
        assertThat(last.json().path("embeds").path(0).path("title").asText()).isEqualTo("All of it");
        assertThat(last.flags()).isEqualTo(4096);
        assertThat(deadLetters.all()).noneMatch(letter -> cause(letter).contains(id(spam)));
    }

    @Test
    void recordsReachMembersWebhooksForumsAndPeople() {
        var role = home.addRole("Reader");
        Channel forum = home.addForum("news");
        answers.send(Map.of(
                "operation",
                "add-role",
                "guild_id",
                String.valueOf(home.id()),
                "user_id",
                id(ada),
                "role_id",
                String.valueOf(role.id())));
        send(general, Map.of("operation", "timeout-member", "user_id", id(ada), "timeout_seconds", 600L));
        send(general, Map.of("operation", "send-webhook", "username", "Weather", "content", "Rain"));
        send(forum, Map.of("operation", "create-post", "thread_name", "Today", "content", "It rains."));
        answers.send(Map.of("user_id", id(ada), "content", "Take an umbrella."));

        stage.discord().directChannel(ada).awaitMessage("Take an umbrella.", SOON);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(home.member(ada).path("roles")).hasSize(1));
        await().atMost(SOON)
                .until(() ->
                        !home.member(ada).path("communication_disabled_until").isNull());
        assertThat(general.awaitMessage("Rain", SOON).author().name()).isEqualTo("Weather");
        await().atMost(SOON)
                .until(() -> home.channels().stream()
                        .anyMatch(channel -> channel.name().equals("Today")
                                && channel.messages().size() == 1));
    }

    @Test
    void whatCannotBeDoneBecomesADeadLetter() {
        Channel room = home.addTextChannel("quiet");
        Message question = room.post(ada, "?");
        room.deny(Permission.ADD_REACTIONS);
        send(room, Map.of("operation", "send-mesage", "content", "misspelt"));
        send(room, Map.of("operation", "add-reaction", "message_id", id(question), "emoji", "👍"));
        send(room, Map.of("operation", "edit-message", "content", "which?"));

        ConsumerRecord<byte[], byte[]> unknown =
                deadLetters.await(letter -> cause(letter).startsWith("Operation"));
        assertThat(cause(unknown))
                .startsWith("Operation 'send-mesage' is not known: operations are send-message, reply, edit-message,")
                .endsWith("timeout-member, reply-interaction, open-modal");
        assertThat(cause(deadLetters.await(letter -> cause(letter).contains("react to"))))
                .isEqualTo("Discord refused to react to message " + id(question) + " in channel " + room.id()
                        + ": Missing Permissions (403, code 50013)");
        assertThat(cause(deadLetters.await(letter -> cause(letter).contains("for edit-message"))))
                .isEqualTo("There is no message for edit-message: neither message_id of the body, nor header"
                        + " CamelDiscordMessageId, nor option messageId is set");
        assertThat(room.messages()).containsExactly(question);
        send(room, Map.of("content", "the route goes on"));
        room.awaitMessage("the route goes on", SOON);
    }

    private void send(Channel channel, Map<String, ?> fields) {
        Map<String, Object> with = new HashMap<>(fields);
        with.put("channel_id", String.valueOf(channel.id()));
        answers.send(with);
    }

    private static String id(Message message) {
        return String.valueOf(message.id());
    }

    private static String id(User user) {
        return String.valueOf(user.id());
    }
}
