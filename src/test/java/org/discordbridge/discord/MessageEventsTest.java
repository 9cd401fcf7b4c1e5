package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.ReactionChanged;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages after they are written, and what else is in them. */
@Simulated
@Timeout(120)
class MessageEventsTest {
    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void keepTheOrderOfTheirChannel() throws Exception {
        stage.route("discord:message-*").start();
        for (int i = 0; i < 50; i++) {
            general.post(ada, "first").edit("second").delete();
        }

        assertThat(stage.await(150))
                .extracting(DiscordEvent::type)
                .isEqualTo(java.util.Collections.nCopies(
                                50,
                                List.of(EventType.MESSAGE_CREATED, EventType.MESSAGE_EDITED, EventType.MESSAGE_DELETED))
                        .stream()
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void ofAnEditCarryBothTexts() throws Exception {
        stage.route("discord:message-edited").start();
        Message message = general.post(ada, "first");
        message.edit("second");
        message.edit("third");
        stage.await(2);

        MessageEdited first = (MessageEdited) stage.events().get(0);
        assertThat(first.previousContent()).isEqualTo("first");
        assertThat(first.content()).isEqualTo("second");
        assertThat(first.message().authorName()).isEqualTo("Ada");
        assertThat(first.channelName()).isEqualTo("general");
        Instant edited = first.editedTimestamp();
        assertThat(first.uuid()).isEqualTo(EventId.ofEdit(String.valueOf(message.id()), edited));
        assertThat(first.timestamp()).isEqualTo(edited);
        MessageEdited second = (MessageEdited) stage.events().get(1);
        assertThat(second.previousContent()).isEqualTo("second");
        assertThat(second.uuid()).isNotEqualTo(first.uuid());
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(DiscordConstants.EVENT, "message-edited")
                .containsEntry(DiscordConstants.MESSAGE_ID, String.valueOf(message.id()))
                .containsEntry(DiscordConstants.AUTHOR_ID, String.valueOf(ada.id()))
                .containsEntry(DiscordConstants.CHANNEL_ID, String.valueOf(general.id()))
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, edited.toEpochMilli())
                .hasSize(6);
        assertThat(first.toString()).doesNotContain("first").doesNotContain("second");
    }

    @Test
    void ofAnEditAreKnownFromTheirTimeOnly() throws Exception {
        Message unseen = general.post(ada, "before the bridge");
        stage.route("discord:message-edited,message-changed").start();
        unseen.edit("while the bridge");
        Message message = general.post(ada, "look: https://example.org");
        message.unfurl("a page");
        message.edit("look here: https://example.org");
        message.unfurl("a page");
        message.pin(ada);

        assertThat(stage.await(5))
                .extracting(DiscordEvent::event)
                .containsExactly(
                        "message-edited", "message-changed", "message-edited", "message-changed", "message-changed");
        MessageEdited first = (MessageEdited) stage.events().get(0);
        assertThat(first.previousContent()).isNull();
        assertThat(first.content()).isEqualTo("while the bridge");
        MessageEdited preview = (MessageEdited) stage.events().get(1);
        assertThat(preview.message().embeds())
                .extracting(embed -> embed.title())
                .containsExactly("a page");
        assertThat(stage.events()).extracting(DiscordEvent::uuid).doesNotHaveDuplicates();
    }

    @Test
    void ofADeletionCarryWhatItWas() throws Exception {
        stage.route("discord:message-deleted,message-created").start();
        Message message = general.addThread("side").post(ada, "gone soon");
        message.delete();
        MessageDeleted deleted = stage.await(EventType.MESSAGE_DELETED, MessageDeleted.class);

        assertThat(deleted.previousContent()).isEqualTo("gone soon");
        assertThat(deleted.userId()).isEqualTo(String.valueOf(ada.id()));
        assertThat(deleted.userName()).isEqualTo("ada");
        assertThat(deleted.parentChannelName()).isEqualTo("general");
        assertThat(deleted.bulk()).isFalse();
        assertThat(deleted.uuid()).isEqualTo(EventId.ofDeletion(String.valueOf(message.id())));
        assertThat(deleted.toString()).doesNotContain("gone soon");
    }

    @Test
    void ofABulkDeletionComeOneByOne() throws Exception {
        Message unseen = general.post(ada, "before the bridge");
        stage.route("discord:message-created,message-deleted").start();
        Message one = general.post(ada, "one");
        Message two = general.post(ada, "two");
        general.deleteAll(List.of(unseen, one, two));
        List<DiscordEvent> events = stage.await(5).subList(2, 5);

        assertThat(events)
                .extracting(DiscordEvent::messageId)
                .containsExactly(String.valueOf(unseen.id()), String.valueOf(one.id()), String.valueOf(two.id()));
        assertThat(events)
                .extracting(event -> ((MessageDeleted) event).previousContent())
                .containsExactly(null, "one", "two");
        assertThat(events)
                .allSatisfy(event -> assertThat(((MessageDeleted) event).bulk()).isTrue());
    }

    @Test
    void ofTheBotItselfAndOfOtherBotsAreLeftOut() throws Exception {
        stage.route("discord:message-*,reaction-*,typing").start();
        User robot = discord.addBot("Robot");
        for (User author : List.of(discord.bot(), robot)) {
            Message message = general.post(author, "beep");
            message.edit("beep beep");
            message.react(author, "🤖");
            general.typing(author);
            message.delete();
        }
        Message hooked = general.addWebhook("Hook").post("from outside");
        hooked.delete();
        general.post(ada, "the only one");

        assertThat(stage.await(1)).extracting(DiscordEvent::content).containsExactly("the only one");
    }

    @Test
    void ofOtherBotsAreTakenOnRequest() throws Exception {
        stage.route("discord:message-*,reaction-added?bots=true").start();
        User robot = discord.addBot("Robot");
        for (User author : List.of(discord.bot(), robot)) {
            Message message = general.post(author, "beep");
            message.edit("beep beep");
            message.react(author, "🤖");
            message.delete();
        }

        assertThat(stage.await(4))
                .extracting(DiscordEvent::event)
                .containsExactly("message-created", "message-edited", "reaction-added", "message-deleted");
        assertThat(stage.events()).extracting(DiscordEvent::userIsBot).containsOnly(true);
    }

    @Test
    void forgetTheOldestBeyondTheBound() throws Exception {
        stage.route("discord:message-edited,message-deleted?cachedMessages=2").start();
        Message one = general.post(ada, "one");
        Message two = general.post(ada, "two");
        Message three = general.post(ada, "three");
        one.delete();
        two.delete();
        three.delete();

        assertThat(stage.await(3))
                .extracting(event -> ((MessageDeleted) event).previousContent())
                .containsExactly(null, "two", "three");
    }

    @Test
    void forgetTheOldestBeyondTheBytes() throws Exception {
        stage.route("discord:message-edited,message-deleted?cachedBytes=2000").start();
        Message one = general.post(ada, "x".repeat(1000));
        Message two = general.post(ada, "short");
        one.delete();
        two.delete();

        assertThat(stage.await(2))
                .extracting(event -> ((MessageDeleted) event).previousContent())
                .containsExactly("x".repeat(1000), "short");

        Message three = general.post(ada, "x".repeat(1000));
        Message four = general.post(ada, "y".repeat(1000));
        three.delete();
        four.delete();
        assertThat(stage.await(4).subList(2, 4))
                .extracting(event -> ((MessageDeleted) event).previousContent())
                .containsExactly(null, "y".repeat(1000));
    }

    /** The text is a privileged matter: who only wants to know of deletions does not ask for it. */
    @Test
    void ofADeletionAskForNothingPrivileged() throws Exception {
        stage.route("discord:message-deleted").start();
        general.post(ada, "unread").delete();
        MessageDeleted deleted = (MessageDeleted) stage.await(1).get(0);

        assertThat(deleted.previousContent()).isNull();
        assertThat(deleted.userId()).isEqualTo(String.valueOf(ada.id()));
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGES", "GUILDS", "GUILD_MESSAGES");
    }

    @Test
    void ofReactionsCarryWhoAndWith() throws Exception {
        stage.route("discord:reaction-*").start();
        Message message = general.post(ada, "react to me");
        message.react(ada, "👍");
        message.unreact(ada, "👍");
        message.react(ada, "wave:4711");
        message.clearReactions("wave:4711");
        message.clearReactions();
        List<DiscordEvent> events = stage.await(5);

        assertThat(events)
                .extracting(DiscordEvent::event)
                .containsExactly(
                        "reaction-added", "reaction-removed", "reaction-added", "reaction-cleared", "reaction-cleared");
        assertThat(events)
                .extracting(event -> ((ReactionChanged) event).emoji())
                .containsExactly("👍", "👍", "wave", "wave", null);
        assertThat(events)
                .extracting(event -> ((ReactionChanged) event).emojiId())
                .containsExactly(null, null, "4711", "4711", null);
        String adaId = String.valueOf(ada.id());
        assertThat(events).extracting(DiscordEvent::userId).containsExactly(adaId, adaId, adaId, null, null);
        ReactionChanged first = (ReactionChanged) events.get(0);
        assertThat(first.userName()).isEqualTo("ada");
        assertThat(first.messageAuthorId()).isEqualTo(adaId);
        assertThat(first.channelName()).isEqualTo("general");
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(DiscordConstants.EMOJI, "👍")
                .containsEntry(DiscordConstants.USER_ID, adaId)
                .containsEntry(DiscordConstants.MESSAGE_ID, String.valueOf(message.id()));
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGE_REACTIONS", "GUILDS", "GUILD_MESSAGE_REACTIONS");
    }

    /** Discord numbers what it dispatches in a session, and sends it again under the same number. */
    @Test
    void keepTheirIdentityWhenTheyAreSentAgain() throws Exception {
        stage.route("discord:reaction-added").start();
        Message message = general.post(ada, "react to me");
        discord.gateway().drop();
        message.react(ada, "👍");
        var session = discord.sessions().get(0);
        message.react(ada, "🎉");
        discord.gateway().awaitResumes(1, Duration.ofSeconds(30));

        assertThat(stage.await(2))
                .extracting(DiscordEvent::uuid)
                .containsExactly(
                        EventId.ofDispatch(session.id(), session.sequence()),
                        EventId.ofDispatch(session.id(), session.sequence() + 1));
        assertThat(discord.gateway().identifies()).isEqualTo(1);
    }

    @Test
    void carryAForwardedMessageAndItsFiles() throws Exception {
        stage.route("discord:message-created").start();
        Message original = general.post(
                ada, MessageDraft.text("look at this").attach(Upload.of("cat.png", "image/png", new byte[] {1, 2, 3})));
        general.post(ada, MessageDraft.empty().forward(original));
        MessageCreated forward = (MessageCreated) stage.await(2).get(1);

        assertThat(forward.content()).isEmpty();
        assertThat(forward.forwardedFrom()).isEqualTo(String.valueOf(original.id()));
        assertThat(forward.forwardedContent()).isEqualTo("look at this");
        assertThat(forward.forward().channelId()).isEqualTo(String.valueOf(general.id()));
        assertThat(forward.files()).extracting(file -> file.filename()).containsExactly("cat.png");
        assertThat(forward.replyTo()).isNull();
        assertThat(forward.toString()).doesNotContain("look at this");
    }

    @Test
    void carryAPoll() throws Exception {
        stage.route("discord:message-created").start();
        general.post(
                ada,
                MessageDraft.empty()
                        .field(
                                "poll",
                                Map.of(
                                        "question",
                                        Map.of("text", "Tea?"),
                                        "answers",
                                        List.of(
                                                Map.of("answer_id", 1, "poll_media", Map.of("text", "Yes")),
                                                Map.of("answer_id", 2, "poll_media", Map.of("text", "No"))),
                                        "allow_multiselect",
                                        true,
                                        "expiry",
                                        "2026-12-01T00:00:00+00:00",
                                        "layout_type",
                                        1)));
        MessageCreated message = (MessageCreated) stage.await(1).get(0);

        assertThat(message.poll().question()).isEqualTo("Tea?");
        assertThat(message.poll().answers()).containsExactly("Yes", "No");
        assertThat(message.poll().multiple()).isTrue();
        assertThat(message.poll().expiry()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }
}
