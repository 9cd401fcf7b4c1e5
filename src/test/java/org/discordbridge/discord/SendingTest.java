package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Message;
import org.awaitility.Awaitility;
import org.discordbridge.discord.operation.Operation;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts into channels. */
@Timeout(120)
class SendingTest extends ProducerStage {
    @Test
    void sendsAMessage() throws Exception {
        doing("discord:send-message");
        Message sent = done("hi @everyone", Map.of(DiscordConstants.CHANNEL_ID, general.id()));

        var shown = general.awaitMessage("hi @everyone", SOON);
        assertThat(sent.getHeaders())
                .containsEntry(DiscordConstants.MESSAGE_ID, id(shown))
                .containsEntry(DiscordConstants.MESSAGE_IDS, List.of(id(shown)));
        assertThat(sent.getBody(MessageCreated.class))
                .returns("hi @everyone", MessageCreated::content)
                .returns(id(general), MessageCreated::channelId);
        assertThat(discord.awaitCalls(1, "POST", "/channels/*/messages", SOON))
                .singleElement()
                .satisfies(
                        call -> assertThat(call.body().path("allowed_mentions").path("parse"))
                                .isEmpty());
    }

    @Test
    void sendsALongTextInPartsAndInOrder() throws Exception {
        doing("discord:send-message?channelId=" + general.id());
        context.createProducerTemplate().requestBody("direct:do", "line\n".repeat(1_000));

        assertThat(general.awaitMessages(3, SOON))
                .extracting(message -> message.content().length())
                .containsExactly(1999, 1999, 999);
    }

    /** More than there are threads for requests as long as these do not take long. */
    @Test
    void manySlowChannelsHoldUpNoOther() throws Exception {
        doing("discord:send-message");
        var template = context.createProducerTemplate();
        ExecutorService waiting = Executors.newCachedThreadPool();
        template.setExecutorService(waiting);
        try {
            discord.fault(Fault.slow(Duration.ofSeconds(5))).on("POST", "/channels/*/messages");
            List<Channel> slow = new ArrayList<>();
            List<Future<Object>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                slow.add(general.guild().orElseThrow().addTextChannel("slow-" + i));
                answers.add(template.asyncRequestBodyAndHeader(
                        "direct:do", "waits", DiscordConstants.CHANNEL_ID, id(slow.get(i))));
            }
            Awaitility.await()
                    .until(() ->
                            slow.stream().filter(c -> !c.messages().isEmpty()).count() >= 64);
            answers.add(
                    template.asyncRequestBodyAndHeader("direct:do", "goes", DiscordConstants.CHANNEL_ID, id(general)));

            general.awaitMessage("goes", SOON);
            assertThat(answers).noneMatch(Future::isDone);
            // so that none is cut off, which JDA would complain of
            for (Future<Object> answer : answers) {
                answer.get();
            }
        } finally {
            waiting.shutdownNow();
        }
    }

    @Test
    void takesTheChannelOfTheBodyBeforeTheHeaderBeforeTheOption() throws Exception {
        Channel inHeader = general.guild().orElseThrow().addTextChannel("in-header");
        Channel inBody = general.guild().orElseThrow().addTextChannel("in-body");
        doing("discord:send-message?channelId=" + general.id());
        var template = context.createProducerTemplate();
        template.requestBodyAndHeader(
                "direct:do",
                Map.of("content", "one", "channel_id", String.valueOf(inBody.id())),
                DiscordConstants.CHANNEL_ID,
                String.valueOf(inHeader.id()));
        template.requestBodyAndHeader("direct:do", "two", DiscordConstants.CHANNEL_ID, inHeader.id());
        template.requestBody("direct:do", "three");

        assertThat(inBody.messages()).extracting(m -> m.content()).containsExactly("one");
        assertThat(inHeader.messages()).extracting(m -> m.content()).containsExactly("two");
        assertThat(general.messages()).extracting(m -> m.content()).containsExactly("three");
    }

    @Test
    void saysWhatCannotBeSent() throws Exception {
        doing("discord:send-message");

        refused(Map.of("content", " ", "channel_id", "1"), IllegalArgumentException.class)
                .hasMessage("There is nothing to send: the content is empty");
        refused("hi", IllegalArgumentException.class)
                .hasMessage("There is no channel for send-message: neither channel_id of the body, nor header"
                        + " CamelDiscordChannelId, nor option channelId is set");
        refused(Map.of("content", "hi", "channel_id", "general"), IllegalArgumentException.class)
                .hasMessage("channel_id 'general' is not the id of a channel: digits were expected");
        refused(Map.of("content", "hi", "channel_id", "1", "reply_to", "x/../y"), IllegalArgumentException.class)
                .hasMessage("reply_to 'x/../y' is not the id of a message: digits were expected");
        refused(Map.of("content", "hi", "channel_id", "12345"), DiscordException.class)
                .hasMessage("Discord refused to post into channel 12345: Unknown Channel (404, code 10003)");
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void doesNotPostAgainWhatDiscordTookButAnsweredOddly() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        discord.fault(Fault.statusAfterEffect(200))
                .on("POST", "/channels/*/messages")
                .times(1);

        refused("hi", DiscordException.class)
                .hasMessage("Discord did what it was asked, to post into channel " + id(general)
                        + ", but its answer is not understood: The message lacks its id or that of its channel. It is not asked"
                        + " again, which might do the same twice")
                .satisfies(failure ->
                        assertThat(((DiscordException) failure).isRetryable()).isFalse());
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void saysWhichOperationsThereAre() {
        assertThatThrownBy(() -> doing("discord:ready"))
                .rootCause()
                .hasMessage("to: discord:ready is not possible: operations are " + Operation.names());
    }

    @Test
    void saysWhomMayBePinged() {
        assertThatThrownBy(() -> doing("discord:send-message?allowedMentions=users,all"))
                .rootCause()
                .hasMessage(
                        "allowedMentions 'users,all' is not understood: it is any of users, roles, everyone, separated"
                                + " by commas");
    }

    @Test
    void sendsToAUserIfNoChannelIsNamed() throws Exception {
        doing("discord:send-message");
        done(Map.of("content", "between us", "user_id", id(ada)));
        done(Map.of("content", "public", "user_id", id(ada), "channel_id", id(general)));

        discord.directChannel(ada).awaitMessage("between us", SOON);
        general.awaitMessage("public", SOON);
        discord.directChannel(ada).deny(Permission.SEND_MESSAGES);
        refused(Map.of("content", "no", "user_id", id(ada)), 403, 50007);
    }
}
