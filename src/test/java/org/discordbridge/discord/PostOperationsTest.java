package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Posts that are more than text, and those that go elsewhere than into a channel. */
@Timeout(120)
class PostOperationsTest extends ProducerStage {
    private static final String POSTS = "/channels/*/messages";
    private static final String BUTTON =
            "[{\"type\":1,\"components\":[{\"type\":2,\"style\":1,\"label\":\"Yes\"," + "\"custom_id\":\"yes\"}]}]";

    @Test
    void replyRefersToTheMessageOfTheHeader() throws Exception {
        doing("discord:reply");
        var question = general.post(ada, "?");
        var other = general.post(ada, "other");
        Map<String, Object> headers =
                Map.of(DiscordConstants.CHANNEL_ID, id(general), DiscordConstants.MESSAGE_ID, id(question));
        Message message = done("!", headers);
        done(Map.of("content", "!!", "reply_to", id(other)), headers);

        assertThat(general.messages())
                .filteredOn(shown -> shown.type() == 19)
                .extracting(
                        shown -> shown.content(),
                        shown -> shown.json()
                                .path("message_reference")
                                .path("message_id")
                                .asText())
                .containsExactly(tuple("!", id(question)), tuple("!!", id(other)));
        assertThat(message.getBody(MessageCreated.class).replyTo()).isEqualTo(id(question));
        assertThat(message.getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(general.messages().get(2)));
        question.delete();
        done("ordinary", headers);
        assertThat(general.awaitMessage("ordinary", SOON).type()).isZero();
        refused(Map.of("content", "!", "channel_id", "12345", "message_id", "1"), 404, 10003);
        refused("!", IllegalArgumentException.class)
                .hasMessage("There is no message for reply: neither message_id of the body, nor header"
                        + " CamelDiscordMessageId, nor option messageId is set");
    }

    @Test
    void embedsAndComponentsAreMapsOrJson() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        done(Map.of("embeds", List.of(Map.of("title", "One")), "components", BUTTON));
        done(Map.of("content", "text", "embeds_json", "[{\"title\":\"One\"},{\"title\":\"Two\"}]"));

        assertThat(general.awaitMessages(2, SOON))
                .extracting(
                        shown -> shown.json().path("embeds").size(),
                        shown -> shown.json().path("components").size())
                .containsExactly(tuple(1, 1), tuple(2, 0));
        refused(Map.of("embeds", List.of(Map.of("title", "x".repeat(257)))), 400, 50035);
        refused(Map.of("embeds", "{\"title\":"), IllegalArgumentException.class)
                .hasMessageStartingWith("embeds is not JSON, see line: 1, column:");
        refused(Map.of("components", "none"), IllegalArgumentException.class)
                .hasMessage("components is not JSON: it begins with neither { nor [");
    }

    @Test
    void componentsV2BringTheirFlag() throws Exception {
        doing("discord:send-message?silent=true&channelId=" + id(general));
        List<Map<String, Object>> components = List.of(
                Map.of("type", 17, "components", List.of(Map.of("type", 10, "content", "# Title"))),
                Map.of("type", 14));
        done(Map.of("components", components));

        var shown = general.awaitMessages(1, SOON).get(0);
        assertThat(shown.flags()).isEqualTo(32768 | 4096);
        assertThat(shown.json().path("components")).hasSize(2);
        refused(Map.of("content", "text", "components", components), IllegalArgumentException.class)
                .hasMessage("content cannot go with Components V2 (flag 32768): put the text into a text display, a"
                        + " component of type 10");
    }

    @Test
    void flagsAndMentionsAreOptionsOrFields() throws Exception {
        doing("discord:send-message?silent=true&suppressEmbeds=true&allowedMentions=users&channelId=" + id(general));
        done("loud? <@" + ada.id() + ">");
        done(Map.of("content", "loud", "silent", false, "suppress_embeds", "false"));
        done(Map.of("content", "by number", "silent", false, "flags", 4096));
        done(Map.of(
                "content",
                "hi",
                "suppress_embeds",
                false,
                "allowed_mentions",
                Map.of("users", List.of(id(ada)), "replied_user", true)));

        assertThat(general.awaitMessages(4, SOON))
                .extracting(shown -> shown.flags())
                .containsExactly(4L | 4096, 0L, 4L | 4096, 4096L);
        assertThat(discord.awaitCalls(4, "POST", POSTS, SOON))
                .extracting(call ->
                        call.body().path("allowed_mentions").path("users").size())
                .containsExactly(0, 0, 0, 1);
        assertThat(general.messages().get(0).json().path("mentions")).hasSize(1);
        refused(Map.of("content", "x", "flags", "silent"), IllegalArgumentException.class)
                .hasMessage("flags 'silent' are not a number, as Discord's message flags are");
    }

    @Test
    void createPollAsks() throws Exception {
        doing("discord:create-poll?channelId=" + id(general));
        Message message = done(Map.of("question", "Cats?", "answers", List.of("Yes", "No"), "duration", 48));
        done(Map.of(
                "content",
                "vote",
                "poll_json",
                "{\"question\":{\"text\":\"Dogs?\"},\"answers\":[{\"poll_media\":{\"text\":\"Yes\"}}]}"));

        JsonNode poll = general.awaitMessages(2, SOON).get(0).json().path("poll");
        assertThat(poll.path("question").path("text").asText()).isEqualTo("Cats?");
        assertThat(poll.path("answers").findValuesAsText("text")).containsExactly("Yes", "No");
        assertThat(general.messages().get(1).content()).isEqualTo("vote");
        assertThat(message.getHeader(DiscordConstants.MESSAGE_ID))
                .isEqualTo(id(general.messages().get(0)));
        refused(Map.of("question", "Cats?", "answers", List.of("x".repeat(56))), 400, 50035);
        general.deny(Permission.SEND_POLLS);
        refused(Map.of("question", "Cats?", "answers", List.of("Yes")), 403, 50013);
        refused("Cats?", IllegalArgumentException.class)
                .hasMessage("There is no poll for create-poll: neither poll nor question and answers of the body are"
                        + " set");
    }

    @Test
    void createPostBeginsAThreadInAForum() throws Exception {
        Channel forum = home.addForum("help", "question", "solved");
        String tag = forum.json().path("available_tags").path(0).path("id").asText();
        doing("discord:create-post?channelId=" + id(forum));
        Message message = done(Map.of(
                "thread_name", "It does not work", "content", "line\n".repeat(500), "applied_tags", List.of(tag)));

        Channel thread = home.channels().get(2);
        assertThat(thread.name()).isEqualTo("It does not work");
        assertThat(thread.awaitMessages(2, SOON))
                .extracting(shown -> shown.content().length())
                .containsExactly(1999, 499);
        assertThat(thread.json().path("applied_tags").path(0).asText()).isEqualTo(tag);
        assertThat(message.getHeaders())
                .containsEntry(DiscordConstants.THREAD_ID, id(thread))
                .containsEntry(DiscordConstants.MESSAGE_ID, id(thread))
                .containsEntry(
                        DiscordConstants.MESSAGE_IDS,
                        thread.messages().stream().map(ProducerStage::id).toList());
        assertThat(called("POST", "/channels/" + id(forum) + "/threads")
                        .body()
                        .path("message")
                        .path("allowed_mentions")
                        .path("parse"))
                .isEmpty();

        forum.requireTag();
        refused(Map.of("thread_name", "No tag", "content", "x"), 400, 40067);
        refused(Map.of("thread_name", "Wrong tag", "content", "x", "applied_tags", List.of("1")), 404, 10087);
        refused(Map.of("content", "x"), IllegalArgumentException.class)
                .hasMessage("There is no name for create-post: neither thread_name of the body, nor option threadName"
                        + " is set");
    }

    @Test
    void sendWebhookPostsThroughTheBotsOwn() throws Exception {
        doing("discord:send-webhook?username=Weather&channelId=" + id(general));
        Message message = done("Rain\n".repeat(500));
        done(Map.of("content", "Sun", "username", "Sunny", "avatar_url", "https://example.org/sun.png"));

        var shown = general.awaitMessages(3, SOON);
        assertThat(shown)
                .extracting(one -> one.author().name(), one -> one.content().length())
                .containsExactly(tuple("Weather", 1999), tuple("Weather", 499), tuple("Sunny", 3));
        assertThat(message.getHeader(DiscordConstants.MESSAGE_IDS))
                .isEqualTo(List.of(id(shown.get(0)), id(shown.get(1))));
        assertThat(message.getBody(MessageCreated.class))
                .returns("Weather", MessageCreated::authorName)
                .returns(id(discord.bot()), MessageCreated::applicationId);
        called("POST", "/channels/*/webhooks");
        List<RecordedCall> posts = discord.awaitCalls(3, "POST", "/webhooks/*/*", SOON);
        assertThat(posts).allSatisfy(call -> assertThat(call.query()).containsEntry("wait", "true"));
        assertThat(posts.get(2).body().path("avatar_url").asText()).isEqualTo("https://example.org/sun.png");
        refused(Map.of("content", "x", "username", "discord"), 400, 50035);
    }

    @Test
    void sendWebhookGoesIntoThreads() throws Exception {
        Channel thread = general.addThread("side");
        doing("discord:send-webhook?username=Weather");
        done(Map.of("content", "Rain", "channel_id", id(thread), "components", BUTTON));

        assertThat(thread.awaitMessages(1, SOON).get(0).json().path("components"))
                .hasSize(1);
        called("POST", "/channels/" + id(general) + "/webhooks");
        thread.archive(true);
        refused(Map.of("content", "Rain", "channel_id", id(thread)), 400, 50083);
    }

    @Test
    void sendWebhookMakesItsWebhookAgainIfThatIsDeleted() throws Exception {
        doing("discord:send-webhook?channelId=" + id(general));
        done("before");
        discord.deleteWebhooks();
        done("after");

        assertThat(general.awaitMessages(2, SOON))
                .extracting(shown -> shown.content())
                .containsExactly("before", "after");
        assertThat(discord.awaitCalls(2, "POST", "/channels/*/webhooks", SOON)).hasSize(2);
        general.deny(Permission.MANAGE_WEBHOOKS);
        discord.deleteWebhooks();
        refused("no", 403, 50013);
    }

    @Test
    void sendWebhookPostsThroughOneThatSomebodyMade() throws Exception {
        Channel forum = home.addForum("news");
        Webhook hook = forum.addWebhook("Hook");
        String address = discord.apiUrl() + "/webhooks/" + hook.id() + "/" + hook.token();
        doing("discord:send-webhook?webhookUrl=" + address + "&threadName=Today");
        done("Rain\n".repeat(500));

        Channel thread = home.channels().get(2);
        assertThat(thread.name()).isEqualTo("Today");
        assertThat(thread.awaitMessages(2, SOON))
                .extracting(shown -> shown.author().name())
                .containsExactly("Hook", "Hook");
        done(Map.of("content", "more", "thread_id", id(thread)));
        refused(Map.of("content", "x", "webhook_url", "https://example.org/secret"), IllegalArgumentException.class)
                .hasMessage("The webhook's address is not understood: it should look like"
                        + " https://discord.com/api/webhooks/ID/TOKEN, as Discord shows it");
        hook.delete();
        refused("gone", 404, 10015);
    }

    @Test
    void aFilesPostInAForumBeginsWithThem() throws Exception {
        Channel forum = home.addForum("pictures");
        doing("discord:create-post?threadName=Cat&channelId=" + id(forum));
        context.createProducerTemplate()
                .request(
                        "direct:do",
                        exchange -> exchange.getMessage(org.apache.camel.attachment.AttachmentMessage.class)
                                .addAttachment(
                                        "cat.png",
                                        new jakarta.activation.DataHandler(
                                                new org.apache.camel.attachment.ByteArrayDataSource(
                                                        "cat.png", new byte[] {1}))));

        assertThat(home.channels().get(2).awaitMessages(1, SOON).get(0).attachments())
                .singleElement()
                .returns("cat.png", file -> file.filename());
    }
}
