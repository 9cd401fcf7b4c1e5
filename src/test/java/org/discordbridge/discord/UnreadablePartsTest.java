package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.ReactionChanged;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thing that cannot be read costs no more than itself. */
@Timeout(120)
class UnreadablePartsTest extends EventStage {
    private CapturedLog log;

    @BeforeEach
    void capture() {
        log = CapturedLog.of("org.discordbridge.discord.session", Level.WARN);
    }

    @AfterEach
    void nothingOfItWasLogged() {
        log.close();
        assertThat(log.text()).doesNotContain("secret", "\tat ");
    }

    private List<String> told(long id) {
        return log.messages(String.valueOf(id));
    }

    @Test
    void ofAMessage() throws Exception {
        Map<String, Object> broken = new LinkedHashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        note(broken, faults, "author", "secret", "author is a text and not an object");
        note(broken, faults, "author", Map.of("username", "secret"), "author.id is missing");
        note(broken, faults, "member", List.of("secret"), "member is a list and not an object");
        note(broken, faults, "mentions", List.of(Map.of("username", "secret")), "mentions[0].id is missing");
        note(broken, faults, "mentions", Map.of("secret", 1), "mentions is an object and not a list");
        note(broken, faults, "mention_roles", List.of("secret"), "mention_roles[0] is no id of 64 bits");
        note(broken, faults, "mention_everyone", "secret", "mention_everyone is a text and not true or false");
        note(broken, faults, "attachments", List.of(Map.of("filename", "secret")), "attachments[0].id is missing");
        note(broken, faults, "embeds", List.of("secret"), "embeds[0] is a text and not an object");
        note(broken, faults, "embeds", "secret", "embeds is a text and not a list");
        note(
                broken,
                faults,
                "embeds",
                List.of(Map.of("author", "secret", "fields", List.of(1))),
                "embeds[0].author is a text and not an object, embeds[0].fields[0] is a number and not an object");
        note(broken, faults, "sticker_items", List.of(5), "sticker_items[0] is a number and not an object");
        note(broken, faults, "timestamp", 17, "timestamp is a number and not a time");
        note(broken, faults, "edited_timestamp", "secret", "edited_timestamp is a text and not a time");
        note(broken, faults, "flags", "secret", "flags is a text and not a whole number");
        note(broken, faults, "type", List.of(), "type is a list and not a whole number");
        note(broken, faults, "message_reference", "secret", "message_reference is a text and not an object");
        note(broken, faults, "message_snapshots", List.of("x"), "message_snapshots[0] is a text and not an object");
        note(broken, faults, "poll", "secret", "poll is a text and not an object");
        note(broken, faults, "components", "secret", "components is a text and not a list");
        note(broken, faults, "webhook_id", "secret", "webhook_id is no id of 64 bits");
        note(broken, faults, "content", Map.of("secret", 1), "content is an object and not a text");
        stage.route("discord:message-created?bots=true").start();

        int count = 0;
        for (Map.Entry<String, Object> one : broken.entrySet()) {
            String field = one.getKey().substring(0, one.getKey().indexOf(' '));
            Message message = general.post(ada, MessageDraft.text("words").field(field, one.getValue()));
            MessageCreated read = (MessageCreated) stage.await(++count).get(count - 1);

            assertThat(read.messageId()).isEqualTo(String.valueOf(message.id()));
            assertThat(read.content()).isEqualTo("content".equals(field) ? "" : "words");
            assertThat(read.authorId()).isEqualTo("author".equals(field) ? "" : String.valueOf(ada.id()));
            assertThat(told(message.id()))
                    .containsExactly("Message " + message.id() + " comes without what cannot be read of it: "
                            + faults.get(one.getKey()));
        }
    }

    private static void note(
            Map<String, Object> broken, Map<String, String> faults, String field, Object value, String fault) {
        broken.put(field + " " + broken.size(), value);
        faults.put(field + " " + faults.size(), fault);
    }

    @Test
    void ofAMessageLeaveTheOthersWhole() throws Exception {
        stage.route("discord:message-created").start();
        Message message = general.post(
                ada,
                MessageDraft.text("words")
                        .field("mentions", List.of("secret", Map.of("id", "43"), Map.of("id", 44)))
                        .field(
                                "attachments",
                                List.of(
                                        Map.of("filename", "secret"),
                                        Map.of("id", "5", "filename", "cat.png", "width", "wide", "size", "7")))
                        .field("embeds", Arrays.asList(null, Map.of("title", "Title", "color", "secret"))));
        MessageCreated read = (MessageCreated) stage.await(1).get(0);

        assertThat(read.mentions()).containsExactly("43", "44");
        assertThat(read.files()).hasSize(1);
        assertThat(read.files().get(0).filename()).isEqualTo("cat.png");
        assertThat(read.files().get(0).width()).isNull();
        assertThat(read.files().get(0).size()).isEqualTo(7);
        assertThat(read.embeds()).hasSize(1);
        assertThat(read.embeds().get(0).title()).isEqualTo("Title");
        assertThat(read.embeds().get(0).color()).isNull();
        assertThat(told(message.id()))
                .containsExactly("Message " + message.id() + " comes without what cannot be read of it:"
                        + " mentions[0] is a text and not an object, embeds[0] is null and not an object,"
                        + " embeds[1].color is a text and not a whole number, attachments[0].id is missing,"
                        + " attachments[1].width is a text and not a whole number");
    }

    @Test
    void anAuthorWhoIsNotKnownIsNobody() throws Exception {
        stage.route("discord:message-created?users=" + ada.id(), "hers")
                .route("discord:message-created", "all")
                .start();
        general.post(ada, MessageDraft.text("whose").field("author", null));
        general.post(ada, "hers");
        List<DiscordEvent> events = stage.await(3);

        assertThat(events).extracting(DiscordEvent::content).containsExactlyInAnyOrder("whose", "hers", "hers");
        assertThat(stage.out.getExchanges().stream()
                        .filter(exchange ->
                                exchange.getMessage().getBody(String.class).equals("whose"))
                        .map(exchange -> exchange.getMessage().getHeaders()))
                .allSatisfy(headers -> assertThat(headers).doesNotContainKey(DiscordConstants.AUTHOR_ID));
    }

    @Test
    void withoutIdAMessageIsLostAndNamed() throws Exception {
        stage.route("discord:message-created").start();
        general.post(ada, MessageDraft.text("secret").field("id", "99999999999999999999999"));
        Message nowhere = general.post(ada, MessageDraft.text("secret").field("channel_id", null));
        general.post(ada, "next");

        assertThat(stage.await(1)).extracting(DiscordEvent::content).containsExactly("next");
        assertThat(log.messages(String.valueOf(general.id())))
                .containsExactly("Message without id in channel " + general.id() + " is lost: id is no id of 64 bits");
        assertThat(told(nowhere.id()))
                .containsExactly("Message " + nowhere.id() + " in channel unknown is lost: channel_id is null");
    }

    @Test
    void ofADispatch() throws Exception {
        stage.route("discord:message-created").start();
        Map<String, Object> message = new HashMap<>(Map.of(
                "id",
                "5611686018427387904",
                "channel_id",
                String.valueOf(general.id()),
                "author",
                Map.of("id", "42", "username", "ada"),
                "content",
                "words"));
        for (Object guild : List.of("secret", Map.of("secret", 1), -5)) {
            message.put("guild_id", guild);
            message.merge("id", "1", (id, one) -> String.valueOf(Long.parseLong(id.toString()) + 1));
            discord.gateway().dispatch("MESSAGE_CREATE", home.id(), message);
        }
        discord.gateway().dispatch("MESSAGE_CREATE", home.id(), List.of("secret"));
        List<String> frames = List.of(
                "{\"op\":0,\"t\":[\"secret\"],\"s\":null,\"d\":{}}",
                "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"s\":\"secret\",\"d\":\"secret\"}",
                "{\"op\":\"secret\",\"d\":{}}",
                "{\"t\":\"MESSAGE_CREATE\",\"d\":{\"content\":\"secret\"}}",
                "secret",
                "[\"secret\"]",
                "{\"secret");
        frames.forEach(discord.gateway()::frame);
        general.post(ada, "next");
        List<DiscordEvent> events = stage.await(4);

        assertThat(events).extracting(DiscordEvent::content).containsExactly("words", "words", "words", "next");
        assertThat(events.subList(0, 3))
                .allSatisfy(
                        event -> assertThat(((MessageCreated) event).guildId()).isEqualTo(String.valueOf(home.id())));
        assertThat(log.messages("Dispatch MESSAGE_CREATE with number"))
                .hasSize(5)
                .satisfies(
                        lines -> assertThat(lines.get(0)).endsWith("d.guild_id is no id of 64 bits"),
                        lines -> assertThat(lines.get(1)).endsWith("d.guild_id is an object and not an id"),
                        lines -> assertThat(lines.get(2)).endsWith("d.guild_id is no id of 64 bits"),
                        lines -> assertThat(lines.get(3)).endsWith(" is lost: d is a list and not an object"),
                        lines -> assertThat(lines.get(4))
                                .isEqualTo(
                                        "Dispatch MESSAGE_CREATE with number null is not understood and is lost: s is a"
                                                + " text and not a whole number, d is a text and not an object"));
        assertThat(log.messages("Dispatch null"))
                .containsExactly(
                        "Dispatch null with number null is not understood and is lost: t is a list and not a text");
        assertThat(log.messages("came over the gateway"))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("Something that came over the gateway is not understood and is lost: "));
        assertThat(discord.gateway().connections()).hasSize(1);
    }

    @Test
    void ofAnEditTheAuthorIsWhoWroteIt() throws Exception {
        stage.route("discord:message-created,message-edited,message-changed").start();
        Message message = general.post(ada, "first");
        update(message, Map.of("author", Map.of("username", "secret"), "content", "second"));
        update(message, Map.of("content", Map.of("secret", 1)));
        List<DiscordEvent> events = stage.await(3);

        MessageEdited edited = (MessageEdited) events.get(1);
        assertThat(edited.userId()).isEqualTo(String.valueOf(ada.id()));
        assertThat(edited.userName()).isEqualTo("ada");
        assertThat(edited.content()).isEqualTo("second");
        assertThat(edited.previousContent()).isEqualTo("first");
        MessageEdited unread = (MessageEdited) events.get(2);
        assertThat(unread.content()).isEqualTo("second");
        assertThat(told(message.id()))
                .containsExactly(
                        "Message " + message.id() + " comes without what cannot be read of it: author.id is missing",
                        "Message " + message.id()
                                + " comes without what cannot be read of it: content is an object and not a text");
    }

    private void update(Message message, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("id", String.valueOf(message.id()));
        all.put("channel_id", String.valueOf(general.id()));
        all.put("guild_id", String.valueOf(home.id()));
        discord.gateway().dispatch("MESSAGE_UPDATE", home.id(), all);
    }

    @Test
    void ofDeletionsAndReactions() throws Exception {
        stage.route("discord:message-deleted,reaction-added").start();
        Message message = general.post(ada, "words");
        Map<String, Object> place =
                Map.of("channel_id", String.valueOf(general.id()), "guild_id", String.valueOf(home.id()));
        Map<String, Object> bulk = new HashMap<>(place);
        bulk.put("ids", Arrays.asList("secret", null, String.valueOf(message.id()), "77"));
        discord.gateway().dispatch("MESSAGE_DELETE_BULK", home.id(), bulk);
        Map<String, Object> nobody = new HashMap<>(place);
        nobody.put("message_id", "78");
        nobody.put("user_id", "secret");
        nobody.put("emoji", "secret");
        nobody.put("member", Map.of("nick", "secret"));
        discord.gateway().dispatch("MESSAGE_REACTION_ADD", home.id(), nobody);
        Map<String, Object> nothing = new HashMap<>(place);
        nothing.put("id", Map.of());
        discord.gateway().dispatch("MESSAGE_DELETE", home.id(), nothing);
        // when this is there, everything before was told
        message.react(ada, "👍");
        List<DiscordEvent> events = stage.await(4);

        assertThat(events)
                .filteredOn(event -> event.type() == EventType.MESSAGE_DELETED)
                .extracting(DiscordEvent::messageId)
                .containsExactly(String.valueOf(message.id()), "77");
        assertThat(((MessageDeleted) events.get(0)).previousContent()).isNull();
        ReactionChanged reaction = (ReactionChanged) events.stream()
                .filter(event -> "78".equals(event.messageId()))
                .findFirst()
                .orElseThrow();
        assertThat(reaction.userId()).isNull();
        assertThat(reaction.emoji()).isNull();
        assertThat(reaction.messageId()).isEqualTo("78");
        assertThat(log.messages("channel " + general.id()))
                .containsExactly(
                        "The deletion of messages in channel " + general.id()
                                + " comes without what cannot be read of it: ids[0] is no id of 64 bits,"
                                + " ids[1] is null and not an id",
                        "MESSAGE_DELETE in channel " + general.id() + " is lost: id is an object and not an id");
        assertThat(log.messages("A reaction to message 78"))
                .containsExactly("A reaction to message 78 comes without what cannot be read of it:"
                        + " emoji is a text and not an object, user_id is no id of 64 bits");
    }

    @Test
    void ofAGuildCostNoOtherChannel() throws Exception {
        stage.route("discord:message-created,guild-joined").start();
        String guild = "4611686018427387904";
        Map<String, Object> bot = Map.of("id", String.valueOf(discord.bot().id()), "username", "bridge");
        Map<String, Object> content = new HashMap<>();
        content.put("id", guild);
        content.put("name", "Away");
        content.put("member_count", 1);
        content.put("owner_id", String.valueOf(discord.bot().id()));
        content.put("afk_timeout", 300);
        content.put("members", List.of(Map.of("user", bot, "roles", List.of()), Map.of("nick", "secret"), "secret"));
        content.put("roles", List.of("secret", role(guild)));
        content.put(
                "channels",
                Arrays.asList(
                        null,
                        "secret",
                        Map.of("name", "secret", "type", 0),
                        Map.of("id", "55", "type", "secret", "name", "secret"),
                        Map.of("id", "56", "type", 0, "name", "town", "position", 0, "last_message_id", "secret")));
        content.put("voice_states", "secret");
        discord.gateway().dispatch("GUILD_CREATE", Long.parseLong(guild), content);
        stage.await(EventType.GUILD_JOINED, DiscordEvent.class);
        discord.gateway()
                .dispatch(
                        "MESSAGE_CREATE",
                        Long.parseLong(guild),
                        Map.of(
                                "id", "5611686018427387904",
                                "channel_id", "56",
                                "guild_id", guild,
                                "author", Map.of("id", "42", "username", "ada"),
                                "content", "words"));
        MessageCreated message = stage.await(EventType.MESSAGE_CREATED, MessageCreated.class);

        assertThat(message.channelName()).as(log.text()).isEqualTo("town");
        assertThat(message.guildName()).isEqualTo("Away");
        assertThat(told(Long.parseLong(guild)))
                .contains("Guild " + guild + " comes without what cannot be read of it:"
                        + " channels[0] is null and not an object, channels[1] is a text and not an object,"
                        + " channels[2].id is missing, channels[3].type is a text and not a whole number,"
                        + " channels[4].last_message_id is no id of 64 bits and 4 more");
    }

    private static Map<String, Object> role(String guild) {
        return Map.of(
                "id",
                guild,
                "name",
                "@everyone",
                "position",
                0,
                "permissions",
                "0",
                "colors",
                Map.of("primary_color", 0));
    }
}
