package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discordbridge.simulator.ChatClient.id;
import static org.discordbridge.simulator.ChatClient.next;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people can do on the chat page, and what it is told. */
@Simulated
@Timeout(120)
class ChatTest {

    DiscordSimulator discord;
    private Channel general;
    private User ada;
    private User ben;
    private ChatClient page;

    @BeforeEach
    void open() {
        general = discord.addGuild("Home").addTextChannel("general");
        ada = discord.addUser("Ada");
        ben = discord.addUser("Ben");
        page = new ChatClient(discord, ada, general);
    }

    @Test
    void peopleTalkReplyEditAndDelete() throws Exception {
        Message question = general.post(ben, "Anybody?");
        String answer = page.act("send", Map.of("content", " Me ", "reply", id(question.id())))
                .path("id")
                .asText();
        Message sent = general.message(Long.parseLong(answer)).orElseThrow();
        assertThat(sent.content()).isEqualTo("Me");
        assertThat(sent.author()).isEqualTo(ada);
        assertThat(sent.json().path("referenced_message").path("id").asText()).isEqualTo(id(question.id()));

        page.act("edit", Map.of("message", answer, "content", "I am"));
        assertThat(sent.content()).isEqualTo("I am");
        assertThat(page.act("edit", Map.of("message", id(question.id()), "content", "x"))
                        .path("error")
                        .asText())
                .isEqualTo("Only who wrote a message may change it.");
        page.act("delete", Map.of("message", answer));
        assertThat(general.messages()).containsExactly(question);
    }

    @Test
    void whatDiscordRefusesIsRefused() throws Exception {
        assertThat(page.act("send", Map.of("content", " ")).path("error").asText())
                .isEqualTo("The message is empty.");
        assertThat(page.act("send", Map.of("content", "x".repeat(2001)))
                        .path("error")
                        .asText())
                .isEqualTo("A message has at most 2000 characters; this one has 2001.");
        assertThat(page.act(
                                "send",
                                Map.of(
                                        "content",
                                        "I am the bot",
                                        "as",
                                        id(discord.bot().id())))
                        .path("error")
                        .asText())
                .isEqualTo("Nobody may speak as a bot.");
        assertThat(page.act("command", Map.of("command", "nothing"))
                        .path("error")
                        .asText())
                .contains("No command /nothing is registered");
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void reactionsAndThreadsAreThoseOfWhoSpeaks() throws Exception {
        Message message = general.post(ben, "Tea?");
        page.act("react", Map.of("message", id(message.id()), "emoji", "👍"));
        assertThat(message.reactionsOf(ada)).containsExactly("👍");
        assertThat(message.reactionsOf(ben)).isEmpty();
        page.act("react", Map.of("message", id(message.id()), "emoji", "👍", "on", false));
        assertThat(message.reactionsOf(ada)).isEmpty();

        String thread = page.act("thread", Map.of("message", id(message.id()), "name", "On tea"))
                .path("id")
                .asText();
        assertThat(thread).isEqualTo(id(message.id()));
        Channel started = discord.channel(message.id()).orElseThrow();
        assertThat(started.name()).isEqualTo("On tea");
        assertThat(started.json().path("owner_id").asText()).isEqualTo(id(ada.id()));
        assertThat(message.json().path("thread").path("name").asText()).isEqualTo("On tea");
    }

    @Test
    void filesAreSentAndShownWithoutTheCdn() throws Exception {
        byte[] script = "<script>".getBytes(StandardCharsets.UTF_8);
        String upload = page.upload("a.html", "text/html", script).path("id").asText();
        String sent =
                page.act("send", Map.of("files", List.of(upload))).path("id").asText();
        Attachment file = general.message(Long.parseLong(sent))
                .orElseThrow()
                .attachments()
                .get(0);
        assertThat(file.filename()).isEqualTo("a.html");
        assertThat(file.bytes()).isEqualTo(script);

        HttpResponse<String> shown = page.get("/api/files/" + id(general.id()) + "/" + sent + "/" + id(file.id()));
        assertThat(shown.body()).isEqualTo("<script>");
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(shown.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"a.html\"");
        assertThat(discord.cdn().downloads()).isZero();

        assertThat(page.act("send", Map.of("files", List.of(upload)))
                        .path("error")
                        .asText())
                .as("a file is sent once")
                .isEqualTo("There is no upload " + upload + ".");
        assertThat(page.upload("big", "x/y", new byte[(10 << 20) + 1])
                        .path("error")
                        .asText())
                .isEqualTo("That is too large: at most 10 MB can be sent.");
    }

    @Test
    void aFormThatTheBotOpensIsHandedOverAndSent() throws Exception {
        discord.addCommand("tell");
        Wire wire = new Wire(discord);
        Wire.Socket bot = wire.identified(Intent.all());
        discord.gateway().awaitConnected(1, Wire.PATIENCE);
        CompletableFuture<JsonNode> using = async(() -> page.act("command", Map.of("command", "tell")));
        callback(wire, bot.next("INTERACTION_CREATE"), """
                {"type": 9, "data": {"title": "T", "custom_id": "form", "components": [
                  {"type": 18, "label": "L", "component": {"type": 4, "style": 1, "custom_id": "a"}}]}}""");
        JsonNode opened = using.get();
        assertThat(opened.path("failed").asBoolean()).isFalse();
        assertThat(opened.path("form").path("title").asText()).isEqualTo("T");

        CompletableFuture<JsonNode> sending =
                async(() -> page.act("submit", Map.of("form", opened.path("id").asText(), "fields", Map.of("a", "b"))));
        JsonNode submitted = bot.next("INTERACTION_CREATE");
        assertThat(submitted.path("d").path("data").findValue("value").asText()).isEqualTo("b");
        callback(wire, submitted, "{\"type\": 4, \"data\": {\"content\": \"Thanks\", \"flags\": 64}}");
        sending.get();

        assertThat(general.messages(ada)).extracting(Message::content).containsExactly("Thanks");
        assertThat(general.messages(ben)).isEmpty();
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void whatTheBotDoesNotAnswerHasFailed() throws Exception {
        discord.addCommand("echo", "message");
        JsonNode answer = page.act("command", Map.of("command", "echo", "options", Map.of("message", "x")));
        assertThat(answer.path("failed").asBoolean()).isTrue();
    }

    @Test
    void thePageIsToldWhatChangesAndNothingElse() throws Exception {
        Message first = general.post(ada, "one");
        BlockingQueue<ChatClient.Event> events = page.stream();
        JsonNode world = next(events, "world");
        assertThat(world.path("people").findValuesAsText("name")).containsExactly("Ada", "Ben");
        assertThat(world.path("guilds").path(0).path("channels").findValuesAsText("name"))
                .containsExactly("general");
        assertThat(world.path("connected").asBoolean()).isFalse();
        assertThat(next(events, "messages").path("changed")).hasSize(1);

        general.post(ben, "two").react(ada, "👍");
        JsonNode news = next(events, "messages");
        assertThat(news.path("changed").findValuesAsText("content")).containsExactly("two");
        assertThat(news.path("order")).hasSize(2);
        assertThat(news.path("changed").path(0).path("own").asBoolean()).isFalse();
        assertThat(news.path("changed").path(0).path("reacted").path(0).asText())
                .isEqualTo("👍");

        first.delete();
        JsonNode less = next(events, "messages");
        assertThat(less.path("changed")).isEmpty();
        assertThat(less.path("order")).hasSize(1);
        new Wire(discord).identified(Intent.all());
        JsonNode connected = next(events, "world");
        while (!connected.path("connected").asBoolean()) {
            connected = next(events, "world");
        }
    }

    private interface Act {
        JsonNode act() throws Exception;
    }

    private static CompletableFuture<JsonNode> async(Act act) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(act.act());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer.orTimeout(Wire.PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    }

    private static void callback(Wire wire, JsonNode dispatch, String body) throws Exception {
        JsonNode interaction = dispatch.path("d");
        Wire.Reply reply = wire.call(
                "POST",
                "/interactions/" + interaction.path("id").asText() + "/"
                        + interaction.path("token").asText() + "/callback",
                body);
        assertThat(reply.status()).isEqualTo(204);
    }
}
