package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class MessageOperationsTest extends ProducerStage {
    @Test
    void getMessageReadsIt() throws Exception {
        var posted = general.post(ada, MessageDraft.text("hello").attach(Upload.of("cat.png", "image/png", new byte[] {
            1, 2, 3
        })));
        doing("discord:get-message");
        Message message = doneOnceTheGuildIsKnown(
                null,
                Map.of(DiscordConstants.CHANNEL_ID, id(general), DiscordConstants.MESSAGE_ID, id(posted)),
                out -> out.getBody(MessageCreated.class).guildName() != null);

        MessageCreated read = message.getBody(MessageCreated.class);
        assertThat(read.content()).isEqualTo("hello");
        assertThat(read.messageId()).isEqualTo(id(posted));
        assertThat(read.guildId()).isEqualTo(id(home));
        assertThat(read.guildName()).isEqualTo("Home");
        assertThat(read.channelName()).isEqualTo("general");
        assertThat(read.files())
                .extracting(File::id, File::filename, File::size)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        String.valueOf(posted.attachments().get(0).id()), "cat.png", 3L));
        assertThat(message.getHeaders())
                .containsEntry(DiscordConstants.CHANNEL_ID, id(general))
                .containsEntry(DiscordConstants.MESSAGE_ID, id(posted))
                .containsEntry(DiscordConstants.AUTHOR_ID, String.valueOf(ada.id()));
    }

    @Test
    void getMessageTakesTheGuildOfAnUnknownChannelFromTheHeader() throws Exception {
        var direct = discord.directChannel(ada);
        var posted = direct.post(ada, "between us");
        doing("discord:get-message?channelId=" + id(direct) + "&messageId=" + id(posted));

        assertThat(done(null).getBody(MessageCreated.class).guildId()).isNull();
        assertThat(done(null, Map.of(DiscordConstants.GUILD_ID, "4711"))
                        .getBody(MessageCreated.class)
                        .guildId())
                .isEqualTo("4711");
    }

    @Test
    void getMessageTakesTheIdsOfTheBodyBeforeThoseOfTheHeaders() throws Exception {
        var posted = general.post(ada, "this one");
        doing("discord:get-message?channelId=1&messageId=2");
        Message message = done(
                Map.of("channel_id", id(general), "message_id", id(posted)),
                Map.of(DiscordConstants.CHANNEL_ID, "3", DiscordConstants.MESSAGE_ID, "4"));

        assertThat(message.getBody(MessageCreated.class).content()).isEqualTo("this one");
    }

    @Test
    void getMessageSaysThatItIsGone() throws Exception {
        var posted = general.post(ada, "soon gone");
        posted.delete();
        doing("discord:get-message?channelId=" + id(general));

        refused(Map.of("message_id", id(posted)), 404, 10008);
        refused(Map.of("message_id", id(posted)), DiscordException.class)
                .hasMessage("Discord refused to read message " + id(posted) + " in channel " + id(general)
                        + ": Unknown Message (404, code 10008)");
        refused(null, IllegalArgumentException.class)
                .hasMessage("There is no message for get-message: neither message_id of the body, nor header"
                        + " CamelDiscordMessageId, nor option messageId is set");
    }

    @Test
    void getHistoryReadsTheNewestFirst() throws Exception {
        general.post(ada, "one");
        var two = general.post(ada, "two");
        var three = general.post(ada, "three");
        doing("discord:get-history?channelId=" + id(general) + "&limit=2");
        Message message = doneOnceTheGuildIsKnown(
                null, Map.of(), out -> ((MessageCreated) out.getBody(List.class).get(0)).guildId() != null);

        assertThat(contents(message)).containsExactly("three", "two");
        assertThat(message.getHeader(DiscordConstants.MESSAGE_IDS)).isEqualTo(List.of(id(three), id(two)));
        assertThat(contents(done(Map.of("before", id(three), "limit", 1)))).containsExactly("two");
        assertThat(contents(done(Map.of("after", id(two))))).containsExactly("three");
        assertThat(contents(done(Map.of("around", id(two), "limit", 3)))).containsExactly("three", "two", "one");
        assertThat(((MessageCreated) message.getBody(List.class).get(0)).guildId())
                .isEqualTo(id(home));
        refused(Map.of("limit", 101), 400, 50035);
        refused(Map.of("channel_id", "12345"), 404, 10003);
    }

    private static List<String> contents(Message message) {
        return ((List<?>) message.getBody())
                .stream().map(one -> ((MessageCreated) one).content()).toList();
    }

    @Test
    void editMessageChangesWhatIsSaid() throws Exception {
        doing("discord:edit-message?channelId=" + id(general));
        var posted = general.post(discord.bot(), "befor");
        Message message = done("before", Map.of(DiscordConstants.MESSAGE_ID, id(posted)));

        assertThat(posted.content()).isEqualTo("before");
        assertThat(posted.edited()).isTrue();
        assertThat(message.getBody(MessageCreated.class).content()).isEqualTo("before");
        assertThat(message.getHeader(DiscordConstants.MESSAGE_ID)).isEqualTo(id(posted));
        var body = called("PATCH", "/channels/*/messages/*").body();
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("content", "allowed_mentions");
        assertThat(body.path("allowed_mentions").path("parse").isEmpty()).isTrue();

        done(Map.of("message_id", id(posted), "embeds", "{\"title\":\"A title\"}", "suppress_embeds", false));
        assertThat(posted.content()).isEqualTo("before");
        assertThat(posted.json().path("embeds").path(0).path("title").asText()).isEqualTo("A title");
    }

    @Test
    void editMessageClearsWhatIsNull() throws Exception {
        doing("discord:edit-message?channelId=" + id(general));
        var posted = general.post(
                discord.bot(),
                MessageDraft.text("with all").embed(Map.of("title", "t")).attach(Upload.text("a.txt", "aaa")));
        Map<String, Object> changes = new HashMap<>();
        changes.put("message_id", id(posted));
        changes.put("content", null);
        done(changes);

        assertThat(posted.content()).isEmpty();
        assertThat(posted.json().path("embeds")).hasSize(1);
        assertThat(posted.attachments()).hasSize(1);
        done(Map.of("message_id", id(posted), "embeds", List.of(), "content", "text"));
        assertThat(posted.json().path("embeds")).isEmpty();
    }

    @Test
    void editMessageSaysWhatCannotBeChanged() throws Exception {
        doing("discord:edit-message?channelId=" + id(general));
        var others = general.post(ada, "not mine");

        refused(Map.of("message_id", id(others), "content", "mine"), 403, 50005);
        refused(Map.of("message_id", "12345", "content", "mine"), 404, 10008);
        refused(Map.of("message_id", id(others)), IllegalArgumentException.class)
                .hasMessage("There is nothing to change: the body has neither content nor embeds, components, flags or"
                        + " attachments, and there are no files");
        assertThat(others.content()).isEqualTo("not mine");
    }

    @Test
    void deleteMessageDeletesIt() throws Exception {
        doing("discord:delete-message?channelId=" + id(general) + "&reason=spam and more");
        var posted = general.post(ada, "spam");
        Message message = done("kept", Map.of(DiscordConstants.MESSAGE_ID, id(posted)));

        assertThat(posted.deleted()).isTrue();
        assertThat(message.getBody()).isEqualTo("kept");
        assertThat(called("DELETE", "/channels/*/messages/*").header("X-Audit-Log-Reason"))
                .contains("spam and more");
        // gone already
        done(null, Map.of(DiscordConstants.MESSAGE_ID, id(posted)));
        general.deny(Permission.MANAGE_MESSAGES);
        refused(Map.of("message_id", id(general.post(ada, "stays"))), 403, 50013);
        refused(Map.of("message_id", "1", "channel_id", "12345"), 404, 10003);
    }

    @Test
    void deleteMessageDeletesManyTogether() throws Exception {
        doing("discord:delete-message?channelId=" + id(general));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            ids.add(id(general.post(ada, "spam " + i)));
        }
        var kept = general.post(ada, "kept");
        // before two weeks, the simulator's epoch included
        ids.add(4, "1");
        ids.add(5, ids.get(3));
        done(Map.of("message_ids", ids));

        assertThat(general.messages()).containsExactly(kept);
        assertThat(called("POST", "/channels/*/messages/bulk-delete").body().path("messages"))
                .hasSize(100);
        assertThat(discord.awaitCalls(2, "DELETE", "/channels/*/messages/*", SOON))
                .extracting(RecordedCall::status)
                .containsExactly(204, 404);
    }

    @Test
    void deleteMessageSaysWhatCannotBeDeletedTogether() throws Exception {
        doing("discord:delete-message?channelId=" + id(general));
        var one = general.post(ada, "one");
        var two = general.post(ada, "two");
        general.deny(Permission.MANAGE_MESSAGES);

        refused(Map.of("message_ids", id(one) + "," + id(two)), 403, 50013);
        refused(Map.of("message_ids", List.of("x")), IllegalArgumentException.class)
                .hasMessage("message_ids 'x' is not the id of a message: digits were expected");
        assertThat(general.messages()).containsExactly(one, two);
    }

    @ParameterizedTest
    @CsvSource({"👍,👍", "cat:%d,cat:%d", "<:cat:%d>,cat:%d", "<a:cat:%d>,cat:%d"})
    void addReactionReacts(String written, String name) throws Exception {
        doing("discord:add-reaction");
        long cat = general.guild().orElseThrow().life().addEmoji("cat");
        String shown = name.formatted(cat);
        var posted = general.post(ada, "nice");
        done(
                Map.of("emoji", written.formatted(cat)),
                Map.of(DiscordConstants.CHANNEL_ID, id(general), DiscordConstants.MESSAGE_ID, id(posted)));

        called("PUT", "/channels/" + general.id() + "/messages/" + posted.id() + "/reactions/" + shown + "/@me");
        assertThat(posted.json().path("reactions")).singleElement().satisfies(reaction -> {
            assertThat(reaction.path("me").asBoolean()).isTrue();
            assertThat(reaction.path("emoji").path("name").asText()).isEqualTo(shown.replaceAll(":.*", ""));
        });
    }

    @Test
    void addReactionSaysWhatIsRefused() throws Exception {
        doing("discord:add-reaction?channelId=" + id(general));
        var posted = general.post(ada, "nice");

        refused(Map.of("message_id", id(posted), "emoji", "thumbs"), 400, 10014);
        general.deny(Permission.ADD_REACTIONS);
        refused(Map.of("message_id", id(posted), "emoji", "👍"), 403, 50013);
        refused(Map.of("message_id", id(posted)), IllegalArgumentException.class)
                .hasMessage("There is no emoji for add-reaction: neither emoji of the body, nor header"
                        + " CamelDiscordEmoji, nor option emoji is set");
    }

    @Test
    void removeReactionTakesBackTheBotsOrSomebodyElses() throws Exception {
        doing("discord:remove-reaction?emoji=👍&channelId=" + id(general));
        var posted = general.post(ada, "nice");
        posted.react(discord.bot(), "👍");
        posted.react(ada, "👍");
        done(Map.of("message_id", id(posted)));
        assertThat(posted.json().path("reactions"))
                .singleElement()
                .satisfies(
                        reaction -> assertThat(reaction.path("me").asBoolean()).isFalse());
        called("DELETE", "/channels/*/messages/*/reactions/👍/@me");

        done(Map.of("message_id", id(posted), "user_id", id(ada)));
        assertThat(posted.json().has("reactions")).isFalse();
        refused(Map.of("message_id", "12345"), 404, 10008);
    }

    @Test
    void pinPinsOnce() throws Exception {
        doing("discord:pin?channelId=" + id(general));
        var posted = general.post(ada, "rules");
        done(Map.of("message_id", id(posted)));
        done(Map.of("message_id", id(posted)));

        assertThat(posted.json().path("pinned").asBoolean()).isTrue();
        assertThat(discord.awaitCalls(2, "PUT", "/channels/*/messages/pins/*", SOON))
                .extracting(RecordedCall::status)
                .containsExactly(204, 204);
        assertThat(general.messages()).extracting(shown -> shown.type()).containsExactly(0, 6);
        general.deny(Permission.PIN_MESSAGES);
        refused(Map.of("message_id", id(posted)), 403, 50013);
    }

    @Test
    void answersOfCommandsAreEditedAndDeletedByTheirToken() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=work&description=Works").to("mock:used");
            }
        });
        doing("discord:edit-message?operationFromBody=true");
        discord.awaitCalls(1, "PUT", "/applications/*/commands", SOON);
        var used = discord.slashCommand(ada, general, "work", Map.of()).awaitAcknowledged(SOON);
        done(Map.of("interaction_token", used.token(), "content", "50 %"), Map.of(DiscordConstants.MESSAGE_ID, "4711"));

        assertThat(used.awaitReply(SOON).content()).isEqualTo("50 %");
        done(Map.of("operation", "delete-message", "interaction_token", used.token()));
        assertThat(general.messages()).isEmpty();
        done(Map.of("operation", "delete-message", "interaction_token", used.token()));
        refused(Map.of("interaction_token", used.token(), "content", "late"), 404, 10008);
    }
}
