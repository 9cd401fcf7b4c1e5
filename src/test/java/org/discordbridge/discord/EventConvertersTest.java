package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.discordbridge.event.Actor;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.Place;
import org.discordbridge.event.ReactionChanged;
import org.discordbridge.event.SampleEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventConvertersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Place PLACE = new Place("5", "Home", "77", "general", null, null);
    private static final Actor ADA = new Actor("42", "Ada L.", "ada", false, List.of("900"));
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private TypeConverter convert;

    @BeforeEach
    void start() {
        context.start();
        convert = context.getTypeConverter();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void makeTextOfWhatHasText() {
        assertThat(convert.convertTo(String.class, SampleEvents.message())).isEqualTo("hello <@42> \uD83D\uDC4B");
        assertThat(convert.convertTo(String.class, SampleEvents.command())).isEqualTo("secret words 3");
        assertThat(convert.convertTo(String.class, edited())).isEqualTo("hello <@42> \uD83D\uDC4B");
        assertThat(convert.convertTo(
                        String.class, new MessageDeleted("1", NOON, PLACE, ADA, "gone", null, null, false)))
                .isEqualTo("gone");
    }

    @Test
    void makeJsonTextOfAnythingElse() throws Exception {
        JsonNode json = JSON.readTree(convert.convertTo(String.class, dispatch()));

        assertThat(json.path("event").asText()).isEqualTo("role-updated");
        assertThat(json.path("data").asText()).isEqualTo("{\"role\":{}}");
    }

    @Test
    void makeMapsByTheNamesOfTheSchemas() {
        Map<?, ?> message = convert.convertTo(Map.class, SampleEvents.message());

        assertThat(message.keySet().stream().limit(3).map(Object::toString))
                .containsExactly("uuid", "event", "timestamp");
        assertThat(message)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("event", "message-created")
                .containsEntry("author_name", "Ada L.")
                .containsEntry("timestamp", Instant.parse("2026-11-23T10:15:30.123Z"))
                .containsEntry("author_roles", List.of("900", "901"))
                .containsEntry("channel_id", "77")
                .containsEntry("message_url", "https://discord.com/channels/5/77/1180424242424242424")
                .doesNotContainKeys("type", "to_string", "hash_code", "class");
        assertThat(message.get("files"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .first()
                .satisfies(file -> assertThat(file.get("object_key")).isEqualTo("5/77/9/501/cat.png"));
    }

    @Test
    void makeMapsOfEveryKind() {
        assertThat(map(reaction()))
                .containsEntry("emoji", "👍")
                .containsEntry("user_id", "42")
                .containsEntry("user_roles", List.of("900"))
                .containsEntry("guild_name", "Home")
                .doesNotContainKeys("place", "user", "type");
        assertThat(map(edited()))
                .containsEntry("previous_content", "before")
                .containsEntry("content", "hello <@42> \uD83D\uDC4B")
                .containsEntry("event", "message-edited");
        assertThat(map(dispatch())).containsEntry("changed", List.of("name")).containsEntry("subject_id", "9");
    }

    @Test
    void makeJson() throws Exception {
        JsonObject json = convert.convertTo(JsonObject.class, reaction());
        assertThat(json.getString("timestamp")).isEqualTo("2026-11-23T12:00:00.123Z");
        assertThat(String.valueOf(json.get("user_roles"))).isEqualTo("[900]");

        JsonNode bytes = JSON.readTree(convert.convertTo(byte[].class, SampleEvents.message()));
        assertThat(bytes.path("content").asText()).isEqualTo("hello <@42> \uD83D\uDC4B");
        assertThat(bytes.path("embeds")
                        .path(0)
                        .path("fields")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("name");
        JsonNode stream = JSON.readTree(convert.convertTo(InputStream.class, SampleEvents.message()));
        assertThat(stream).isEqualTo(bytes);
    }

    @Test
    void makeAvroRecords() {
        GenericRecord message = convert.convertTo(GenericRecord.class, SampleEvents.message());
        assertThat(message.getSchema().getFullName()).isEqualTo("org.discordbridge.Message");
        assertThat(message.get("author_name")).hasToString("Ada L.");
        assertThat(message.get("timestamp")).isEqualTo(1795428930123L);

        GenericRecord reaction = convert.convertTo(GenericRecord.class, reaction());
        assertThat(reaction.getSchema().getFullName()).isEqualTo("org.discordbridge.events.Event");
        assertThat(reaction.get("event")).hasToString("reaction-added");
        assertThat(reaction.get("emoji")).hasToString("👍");
        assertThat(reaction.get("user_is_bot")).isEqualTo(false);
        assertThat(convert.convertTo(GenericRecord.class, dispatch()).get("changed"))
                .hasToString("[name]");
        GenericRecord edited = convert.convertTo(GenericRecord.class, edited());
        assertThat(edited.get("previous_content")).hasToString("before");
        assertThat(edited.get("edited_timestamp")).isEqualTo(1795428960000L);
    }

    @Test
    void makeAvroMessagesOfInteractions() {
        assertThat(message(SampleEvents.command()).get("command")).hasToString("echo");

        GenericRecord select = message(SampleEvents.select());
        assertThat(select.get("content")).hasToString("red blue");
        assertThat(select.get("custom_id")).hasToString("colours");
        assertThat(select.get("values")).hasToString("[red, blue]");
        assertThat(select.get("message_id")).hasToString("1180");
        assertThat(select.get("interaction_token")).hasToString("interaction-token-7f3a");

        GenericRecord modal = message(SampleEvents.modal());
        assertThat(modal.get("custom_id")).hasToString("feedback");
        assertThat(modal.get("content")).hasToString("secret title\nsecret text");
        assertThat(modal.get("fields").toString()).contains("title=secret title", "text=secret text");

        GenericRecord typed = message(new AutocompleteRequested(
                SampleEvents.interaction(), "paint", "colour", "re", Map.of("colour", "re", "size", "3")));
        assertThat(typed.get("command")).hasToString("paint");
        assertThat(typed.get("content")).hasToString("re");
        assertThat(typed.get("author_name")).hasToString("Ada L.");
    }

    private GenericRecord message(InteractionEvent event) {
        GenericRecord message = convert.convertTo(GenericRecord.class, event);
        assertThat(message.getSchema().getFullName()).isEqualTo("org.discordbridge.Message");
        return message;
    }

    private Map<String, Object> map(Object event) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = convert.convertTo(Map.class, event);
        return map;
    }

    private static ReactionChanged reaction() {
        return new ReactionChanged(EventType.REACTION_ADDED, "u", NOON, PLACE, "1", ADA, "43", "👍", null, false);
    }

    private static MessageEdited edited() {
        return new MessageEdited(EventType.MESSAGE_EDITED, "u", NOON, SampleEvents.message(), "before");
    }

    private static Dispatch dispatch() {
        return new Dispatch(
                EventType.ROLE_UPDATED,
                "u",
                NOON,
                "GUILD_ROLE_UPDATE",
                PLACE,
                Actor.UNKNOWN,
                null,
                "9",
                "keeper",
                null,
                List.of("name"),
                "{\"role\":{}}");
    }
}
