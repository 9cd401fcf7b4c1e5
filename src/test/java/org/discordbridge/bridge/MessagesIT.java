package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way from Discord to the commands topic. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int MEMBER_JOIN = 7;

    @TempDir
    Path others;

    private Stage stage;
    private BridgeProcess bridge;
    private RecordLog commands;
    private Wire wire;
    private User ada;
    private Guild home;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        stage = Stage.on(kafka, registry, s3);
        ada = stage.discord().addUser("Ada");
        home = stage.discord().addGuild("Home");
        wire = new Wire(registry);
        // as where the first bot has been
        wire.register(stage.commands() + "-value", Answers.ORIGINAL);
        bridge = stage.bridge(directory).with("TOPIC_PARTITIONS", "3").start();
        commands = new RecordLog(kafka, stage.commands());
    }

    @AfterAll
    void stop() {
        commands.close();
        bridge.close();
        stage.close();
    }

    @Test
    void thousandMessagesArriveOnceInOrderAndWhole() {
        List<User> people = List.of(ada, stage.discord().addUser("Grace"));
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            channels.add(home.addTextChannel("room-" + i));
        }
        Map<String, Message> posted = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            Message message =
                    channels.get(i * 7 % 20).post(people.get(i % 2), "message " + i + " 😀 \"quoted\"\nnext line");
            posted.put(String.valueOf(message.id()), message);
        }

        List<ConsumerRecord<byte[], byte[]>> records = published(1000, channels);

        Map<String, List<String>> order = new HashMap<>();
        Set<String> uuids = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            GenericRecord value = wire.read(record.value());
            String id = value.get("message_id").toString();
            Message message = posted.get(id);
            assertIsThat(value, message, home);
            assertThat(new String(record.key(), UTF_8))
                    .isEqualTo(String.valueOf(message.channel().id()));
            order.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                    .add(id);
            uuids.add(value.get("uuid").toString());
        }
        assertThat(records).hasSize(1000);
        assertThat(uuids).hasSize(1000);
        assertThat(order)
                .hasSize(20)
                .allSatisfy((channel, ids) -> assertThat(ids)
                        .containsExactlyElementsOf(posted.entrySet().stream()
                                .filter(entry -> String.valueOf(
                                                entry.getValue().channel().id())
                                        .equals(channel))
                                .map(Map.Entry::getKey)
                                .toList()));
        assertThat(records.stream().map(ConsumerRecord::partition).distinct()).hasSizeGreaterThan(1);
    }

    private static void assertIsThat(GenericRecord value, Message message, Guild home) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put(
                "uuid",
                UUID.nameUUIDFromBytes(("discord:message:" + message.id()).getBytes(UTF_8))
                        .toString());
        expected.put("content", message.content());
        expected.put("author_id", String.valueOf(message.author().id()));
        expected.put("channel_id", String.valueOf(message.channel().id()));
        expected.put("guild_id", String.valueOf(home.id()));
        expected.put("attachments", List.of());
        expected.put("message_id", String.valueOf(message.id()));
        expected.put(
                "timestamp",
                Instant.parse(message.json().path("timestamp").asText().replace("+00:00", "Z"))
                        .toEpochMilli());
        expected.put("edited_timestamp", null);
        expected.put(
                "author_name", message.json().path("author").path("global_name").asText());
        expected.put("author_username", message.author().name());
        expected.put("author_is_bot", false);
        expected.put("webhook_id", null);
        expected.put("guild_name", "Home");
        expected.put("channel_name", message.channel().name());
        expected.put("parent_channel_id", null);
        expected.put("message_type", 0);
        expected.put(
                "message_url",
                "https://discord.com/channels/" + home.id() + "/"
                        + message.channel().id() + "/" + message.id());
        expected.put("reply_to", null);
        expected.put("mentions", List.of());
        expected.put("mention_roles", List.of());
        expected.put("mention_everyone", false);
        expected.put("stickers", List.of());
        expected.put("embeds", List.of());
        expected.put("files", List.of());
        expected.put("parent_channel_name", null);
        expected.put("author_roles", List.of());
        expected.put("forwarded_from", null);
        expected.put("forwarded_content", null);
        expected.put("poll", null);
        expected.put("command", null);
        expected.put("options", Map.of());
        expected.put("interaction_id", null);
        expected.put("interaction_token", null);
        expected.put("interaction_deadline", null);
        expected.put("custom_id", null);
        expected.put("values", List.of());
        expected.put("fields", Map.of());
        expected.put("target_id", null);
        expected.put("target_name", null);
        expected.put("component_text", "");
        expected.put("forwarded_component_text", null);
        expected.put("forwarded_embeds", List.of());
        expected.put("forwarded_stickers", List.of());
        expected.put("refers_to", null);
        expected.put("intent", null);
        expected.put("intent_score", null);
        assertThat(value.getSchema().getFields()).hasSize(expected.size());
        expected.forEach((field, wanted) -> {
            Object found = value.get(field);
            assertThat(found instanceof CharSequence ? found.toString() : found)
                    .as(field)
                    .isEqualTo(wanted);
        });
    }

    @Test
    void onlyWhatPeopleWriteIsPublished() {
        Channel general = home.addTextChannel("general");

        general.post(stage.discord().bot(), "mine");
        general.post(stage.discord().addBot("robot"), "beep");
        general.addWebhook("hook").post("from a webhook");
        general.system(MEMBER_JOIN, ada);
        Message first = general.post(ada, "in a channel");
        Message reply =
                general.post(ada, MessageDraft.text("a reply to ").mention(ada).replyTo(first));
        Channel side = general.addThread("side");
        Message second = side.post(ada, "in a thread");
        Message third = stage.discord().directMessage(ada, "in private");
        Message embedded = general.post(
                ada,
                MessageDraft.text("look")
                        .embed(Map.of("title", "T", "description", "D", "url", "https://example.org/", "color", 255)));

        List<GenericRecord> records = published(5, List.of(general, side, third.channel())).stream()
                .map(record -> wire.read(record.value()))
                .toList();

        assertThat(records)
                .extracting(record -> record.get("message_id").toString())
                .containsExactlyInAnyOrder(
                        String.valueOf(first.id()),
                        String.valueOf(reply.id()),
                        String.valueOf(second.id()),
                        String.valueOf(third.id()),
                        String.valueOf(embedded.id()));
        GenericRecord inReply = find(records, reply);
        assertThat(inReply.get("reply_to")).hasToString(String.valueOf(first.id()));
        assertThat(inReply.get("mentions")).hasToString("[" + ada.id() + "]");
        GenericRecord inThread = find(records, second);
        assertThat(inThread.get("channel_name")).hasToString("side");
        assertThat(inThread.get("parent_channel_id")).hasToString(String.valueOf(general.id()));
        GenericRecord inPrivate = find(records, third);
        assertThat(inPrivate.get("guild_id")).isNull();
        assertThat(inPrivate.get("content")).hasToString("in private");
        assertThat(inPrivate.get("message_url"))
                .hasToString(
                        "https://discord.com/channels/@me/" + third.channel().id() + "/" + third.id());
        assertThat(find(records, embedded).get("embeds").toString())
                .contains(
                        "\"title\": \"T\"",
                        "\"description\": \"D\"",
                        "\"url\": \"https://example.org/\"",
                        "\"color\": 255");
    }

    @Test
    void otherBotsArePublishedOnRequest(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(others).with("BRIDGE_BOTS", "true");
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();

            general.post(stage.discord().bot(), "mine");
            general.post(stage.discord().addBot("robot"), "beep");
            general.addWebhook("hook").post("from a webhook");

            Wire wire = new Wire(registry);
            List<GenericRecord> records = commands.await(2).stream()
                    .map(record -> wire.read(record.value()))
                    .toList();
            assertThat(records)
                    .extracting(record -> record.get("content").toString())
                    .containsExactly("beep", "from a webhook");
            assertThat(records)
                    .extracting(record -> record.get("author_is_bot"))
                    .containsExactly(true, true);
            assertThat(records.get(1).get("webhook_id")).isNotNull();
        }
    }

    @Test
    void lostConnectionsLoseAndDoubleNothing() {
        Channel general = home.addTextChannel("general");
        List<Runnable> faults = List.of(
                () -> stage.discord().gateway().reconnect(),
                () -> stage.discord().gateway().drop(),
                () -> stage.discord().gateway().closeAll(4000));
        List<String> written = new ArrayList<>();
        for (int f = 0; f < faults.size(); f++) {
            written.add(general.post(ada, "before " + f).content());
            faults.get(f).run();
            for (int i = 0; i < 20; i++) {
                written.add(general.post(ada, "during " + f + "." + i).content());
            }
            stage.discord().gateway().awaitResumes(f + 1, SOON);
        }
        written.add(general.post(ada, "after").content());

        assertThat(published(written.size(), List.of(general)))
                .extracting(record -> wire.read(record.value()).get("content").toString())
                .containsExactlyElementsOf(written);
        assertThat(stage.discord().gateway().identifies()).isEqualTo(1);
    }

    @Test
    void consumersOfTheFirstBotCanReadOn() {
        Channel general = home.addTextChannel("general");

        general.post(ada, "as ever");

        GenericRecord value = wire.read(published(1, List.of(general)).get(0).value(), Answers.ORIGINAL);
        assertThat(value.get("content")).hasToString("as ever");
        assertThat(value.get("author_id")).hasToString(String.valueOf(ada.id()));
        assertThat(value.get("attachments")).hasToString("[]");
    }

    /** Waits for so many records of these channels. */
    private List<ConsumerRecord<byte[], byte[]>> published(int count, List<Channel> channels) {
        Set<String> ids =
                channels.stream().map(channel -> String.valueOf(channel.id())).collect(Collectors.toSet());
        return Awaitility.await(count + " records")
                .atMost(SOON)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> commands.read().stream()
                                .filter(record -> ids.contains(new String(record.key(), UTF_8)))
                                .toList(),
                        records -> records.size() >= count);
    }

    private static GenericRecord find(List<GenericRecord> records, Message message) {
        return records.stream()
                .filter(record -> record.get("message_id").toString().equals(String.valueOf(message.id())))
                .findFirst()
                .orElseThrow();
    }
}
