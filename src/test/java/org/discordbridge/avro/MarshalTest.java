package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.CamelExecutionException;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.EventId;
import org.discordbridge.event.GatewayReady;
import org.discordbridge.event.Interaction;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.ModalSubmitted;
import org.discordbridge.event.Place;
import org.discordbridge.event.SampleEvents;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is written, as read by Avro's own generic reader. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class MarshalTest {
    private RegistryServer registry;

    @TempDir
    Path directory;

    @BeforeEach
    void registry(RegistryServer shared) {
        registry = shared;
    }

    @Test
    void writesEveryFieldOfAMessage() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            GenericRecord record = stage.wire.read(stage.marshal(SampleEvents.message()));

            assertThat(record.getSchema()).isEqualTo(new Schema.Parser().parse(AvroStage.MESSAGE.toFile()));
            assertThat(plain(record)).isEqualTo(json("""
                            {"uuid": "39645413-6bde-3fe4-867f-bdbe3245473e",
                             "content": "hello <@42> \uD83D\uDC4B",
                             "author_id": "42", "channel_id": "77", "guild_id": "5",
                             "attachments": ["http://s3/bucket/cat.png"],
                             "message_id": "1180424242424242424",
                             "timestamp": 1795428930123, "edited_timestamp": 1795428960000,
                             "author_name": "Ada L.", "author_username": "ada", "author_is_bot": true,
                             "webhook_id": "600", "guild_name": "Home", "channel_name": "general",
                             "parent_channel_id": "70", "message_type": 19,
                             "message_url": "https://discord.com/channels/5/77/1180424242424242424",
                             "reply_to": "1180000000000000000",
                             "mentions": ["42", "43"], "mention_roles": ["900"], "mention_everyone": true,
                             "stickers": ["Wave"],
                             "embeds": [{"type": "rich", "title": "Title", "description": "Description",
                               "url": "https://example.org", "timestamp": "2026-11-23T10:00:00Z", "color": 16746496,
                               "author_name": "Author", "footer_text": "Footer",
                               "image_url": "https://example.org/image.png",
                               "thumbnail_url": "https://example.org/thumb.png",
                               "fields": [{"name": "name", "value": "value", "inline": true}]}],
                             "files": [
                              {"id": "501", "filename": "cat.png", "content_type": "image/png",
                               "detected_type": "image/png", "size": 6,
                               "url": "http://s3/bucket/cat.png", "object_key": "5/77/9/501/cat.png",
                               "sha256": "ab12", "status": "STORED", "reason": null, "title": "My Cat.png",
                               "description": "a cat on a mat", "width": 640, "height": 480,
                               "duration_seconds": 1.5, "spoiler": true},
                              {"id": "502", "filename": "dog.png", "content_type": "image/png",
                               "detected_type": null, "size": 5,
                               "url": null, "object_key": "5/77/9/502/dog.png", "sha256": null,
                               "status": "FAILED", "reason": "the CDN answered 404", "title": "My Cat.png",
                               "description": "a cat on a mat", "width": 640, "height": 480,
                               "duration_seconds": 1.5, "spoiler": true}],
                             "parent_channel_name": "town", "author_roles": ["900", "901"],
                             "forwarded_from": "1170000000000000000", "forwarded_content": "forwarded words",
                             "poll": {"question": "Tea?", "answers": ["Yes", "No"], "multiple": true,
                              "expiry": 1795515330000, "votes": [3, 0], "finalized": true},
                             "command": null, "options": {}, "interaction_id": null, "interaction_token": null,
                             "interaction_deadline": null, "custom_id": null, "values": [], "fields": {},
                             "target_id": null, "target_name": null,
                             "component_text": "component words",
                             "forwarded_component_text": "forwarded component words",
                             "forwarded_embeds": [{"type": "rich", "title": "Title", "description": "Description",
                               "url": "https://example.org", "timestamp": "2026-11-23T10:00:00Z", "color": 16746496,
                               "author_name": "Author", "footer_text": "Footer",
                               "image_url": "https://example.org/image.png",
                               "thumbnail_url": "https://example.org/thumb.png",
                               "fields": [{"name": "name", "value": "value", "inline": true}]}],
                             "forwarded_stickers": ["Hi"], "refers_to": null,
                             "intent": "help", "intent_score": 0.75}
                            """));
        }
    }

    @Test
    void writesWhatWasChosenAndEntered() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            GenericRecord select = stage.wire.read(stage.marshal(SampleEvents.select()));
            assertThat(select.get("custom_id")).hasToString("colours");
            assertThat(select.get("values")).hasToString("[red, blue]");
            assertThat(select.get("content")).hasToString("red blue");
            assertThat(select.get("message_id")).hasToString("1180");
            assertThat(select.get("interaction_token")).hasToString("interaction-token-7f3a");

            GenericRecord form = stage.wire.read(stage.marshal(SampleEvents.modal()));
            assertThat(form.get("custom_id")).hasToString("feedback");
            assertThat(form.get("fields").toString()).contains("title=secret title", "text=secret text");
        }
    }

    @Test
    void writesEveryFieldOfACommand() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            assertThat(plain(stage.wire.read(stage.marshal(SampleEvents.command()))))
                    .isEqualTo(json("""
                            {"uuid": "9dd92cc0-afd6-3301-8dca-2a7c145a082e", "content": "secret words 3",
                             "author_id": "42", "channel_id": "77", "guild_id": "5", "attachments": [],
                             "message_id": null,
                             "timestamp": 1795428930123, "edited_timestamp": null,
                             "author_name": "Ada L.", "author_username": "ada", "author_is_bot": false,
                             "webhook_id": null, "guild_name": "Home", "channel_name": "general",
                             "parent_channel_id": null, "message_type": 0, "message_url": null, "reply_to": null,
                             "mentions": [], "mention_roles": [], "mention_everyone": false, "stickers": [],
                             "parent_channel_name": null, "author_roles": [], "forwarded_from": null,
                             "forwarded_content": null, "poll": null,
                             "embeds": [], "files": [], "command": "echo",
                             "options": {"message": "secret words", "count": "3"},
                             "interaction_id": "1180424242424242424", "interaction_token": "interaction-token-7f3a",
                             "interaction_deadline": 1795429830123, "custom_id": null, "values": [],
                             "fields": {}, "target_id": null, "target_name": null, "component_text": "",
                             "forwarded_component_text": null, "forwarded_embeds": [], "forwarded_stickers": [],
                             "refers_to": null, "intent": null, "intent_score": null}
                            """));
        }
    }

    @Test
    void isReadByWhoeverHoldsTheOriginalSchema() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            GenericRecord record = stage.wire.read(stage.marshal(SampleEvents.message()), AvroStage.ORIGINAL);

            assertThat(plain(record)).isEqualTo(json("""
                            {"uuid": "39645413-6bde-3fe4-867f-bdbe3245473e",
                             "content": "hello <@42> \uD83D\uDC4B",
                             "author_id": "42", "channel_id": "77", "guild_id": "5",
                             "attachments": ["http://s3/bucket/cat.png"]}
                            """));
        }
    }

    @Test
    void fillsAFieldThatOnlyTheSchemaIsToldOf() throws Exception {
        Path schema = schemaWith("""
                {"name": "flags", "type": "long", "default": 0},
                {"name": "application_id", "type": ["null", "string"], "default": null},
                {"name": "mood", "type": "string", "default": "unknown"},
                """);
        try (AvroStage stage = new AvroStage(registry, schema).start()) {
            GenericRecord record = stage.wire.read(stage.marshal(SampleEvents.message()));

            assertThat(record.get("flags")).isEqualTo(4096L);
            assertThat(record.get("application_id")).hasToString("601");
            assertThat(record.get("mood")).hasToString("unknown");
            assertThat(stage.wire.read(stage.marshal(SampleEvents.command())).get("flags"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void namesAFieldThatNothingCarriesAndThatHasNoDefault() throws Exception {
        Path schema = schemaWith("{\"name\": \"mood\", \"type\": \"string\"},");
        // one of somebody's own, of which nothing is known at the start
        Files.writeString(schema, Files.readString(schema).replace("org.discordbridge", "org.example"));
        try (AvroStage stage = new AvroStage(registry, schema).start()) {
            assertThatThrownBy(() -> stage.marshal(SampleEvents.message()))
                    .isInstanceOf(CamelExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("MessageCreated does not fit " + schema
                            + ": field 'mood' is not carried by MessageCreated and has no default in the schema");
        }
    }

    @Test
    void aFieldThatCannotBeNullGetsItsDefault() throws Exception {
        Path schema = schemaWith("");
        Files.writeString(
                schema,
                Files.readString(schema)
                        .replace(
                                "{\"name\": \"guild_id\", \"type\": [\"null\", \"string\"], \"default\": null",
                                "{\"name\": \"guild_id\", \"type\": \"string\", \"default\": \"\""));
        try (AvroStage stage = new AvroStage(registry, schema).start()) {
            Interaction before = SampleEvents.interaction();
            Interaction inPrivate = new Interaction(
                    before.id(),
                    null,
                    null,
                    before.timestamp(),
                    new Place(null, null, "2", null, null, null),
                    before.user());

            assertThat((Map<?, ?>) stage.unmarshal(stage.marshal(new CommandInvoked(inPrivate, "echo", Map.of(), ""))))
                    .extracting(record -> record.get("guild_id"))
                    .hasToString("");
        }
    }

    @Test
    void writesMapsByTheNamesOfTheirEntries() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.RESPONSE).start()) {
            GenericRecord record = stage.wire.read(
                    stage.marshal(Map.of("uuid", "u", "content", "hi", "channel_id", "77", "not_in_it", "x")));

            assertThat(plain(record)).isEqualTo(json("""
                            {"uuid": "u", "content": "hi", "author_id": "", "channel_id": "77", "guild_id": null,
                             "attachments": [], "reply_to": null, "interaction_token": null, "operation": null,
                             "message_id": null, "message_ids": [], "user_id": null, "role_id": null,
                             "thread_id": null, "emoji": null, "thread_name": null, "auto_archive_duration": null,
                             "answer_uuid": null, "applied_tags": [], "archived": null, "locked": null, "username": null,
                             "avatar_url": null, "embeds_json": null, "components_json": null, "poll_json": null,
                             "flags": null, "timeout_seconds": null, "reason": null,
                             "interaction_deadline": null}
                            """));
        }
    }

    @Test
    void namesAFieldThatAMapLacks() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.RESPONSE).start()) {
            assertThatThrownBy(() -> stage.marshal(new java.util.HashMap<>(Map.of("uuid", "u", "content", "hi"))))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("HashMap does not fit schemas/response.avsc: field 'channel_id' is not carried by a map"
                            + " and has no default in the schema");
        }
    }

    @Test
    void refusesABodyOfAnotherKind() throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.RESPONSE).start()) {
            assertThatThrownBy(() -> stage.marshal("just text"))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("String does not fit schemas/response.avsc: ");
        }
    }

    @Test
    void doesNotMixUpWhatManyThreadsWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (AvroStage stage = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            IntStream.range(0, 400)
                    .forEach(i -> tasks.add(() -> stage.marshal(
                            SampleEvents.message(String.valueOf(i), "77", "message " + "x".repeat(i), List.of()))));
            List<String> contents = new ArrayList<>();
            for (var written : threads.invokeAll(tasks)) {
                GenericRecord record = stage.wire.read(written.get());
                int i = Integer.parseInt(record.get("message_id").toString());
                assertThat(record.get("content")).hasToString("message " + "x".repeat(i));
                assertThat(record.get("uuid")).hasToString(EventId.ofMessage(String.valueOf(i)));
                contents.add(record.get("message_id").toString());
            }
            assertThat(new TreeSet<>(contents)).hasSize(400);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void carriesEveryPartOfAnEventOrLeavesItOutOnPurpose() throws Exception {
        Schema schema = new Schema.Parser().parse(AvroStage.MESSAGE.toFile());

        assertThat(schema.getFields().stream().map(Schema.Field::name))
                .containsAll(snakeCase(MessageCreated.class, "flags", "applicationId", "forward", "data"))
                .containsAll(snakeCase(CommandInvoked.class, "type", "interaction"))
                .containsAll(snakeCase(ComponentUsed.class, "type", "interaction"))
                .containsAll(snakeCase(ModalSubmitted.class, "interaction"));
        assertThat(snakeCase(GatewayReady.class)).hasSize(4);
    }

    private static List<String> snakeCase(Class<?> record, String... but) {
        return java.util.Arrays.stream(record.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .filter(name -> !List.of(but).contains(name))
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    private Path schemaWith(String fields) throws Exception {
        Path schema = directory.resolve("message.avsc");
        String text = Files.readString(AvroStage.MESSAGE);
        Files.writeString(
                schema,
                text.replace(
                        "\"fields\": [\n    {\"name\": \"uuid\"",
                        "\"fields\": [\n    " + fields + "{\"name\": \"uuid\""));
        return schema;
    }

    private static Object plain(GenericRecord record) throws Exception {
        return json(record.toString());
    }

    private static Object json(String text) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper().readValue(text, Map.class);
    }
}
