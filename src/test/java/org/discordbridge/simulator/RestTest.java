package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** REST, call by call. */
@Simulated
@Timeout(120)
class RestTest {
    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private User ada;
    private String messages;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        messages = "/channels/" + general.id() + "/messages";
    }

    @Test
    void refusesStrangers() throws Exception {
        HttpRequest.Builder nobody = HttpRequest.newBuilder(URI.create(discord.apiUrl() + "/users/@me"))
                .header("User-Agent", "x");
        Wire.Reply refused = wire.send(nobody);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).hasToString("{\"message\":\"401: Unauthorized\",\"code\":0}");
        assertThat(wire.send(wire.request("GET", "/users/@me", null).setHeader("Authorization", "Bot wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(wire.send(wire.request("GET", "/users/@me", null).setHeader("User-Agent", ""))
                        .status())
                .isEqualTo(403);
        assertThat(wire.call("GET", "/nowhere", null).status()).isEqualTo(404);
    }

    @Test
    void carriesBucketHeaders() throws Exception {
        Wire.Reply reply = wire.call("GET", "/users/@me", null);
        assertThat(reply.body().path("id").asText())
                .isEqualTo(Long.toString(discord.bot().id()));
        assertThat(reply.raw().headers().map())
                .containsKeys(
                        "via",
                        "x-ratelimit-limit",
                        "x-ratelimit-remaining",
                        "x-ratelimit-reset",
                        "x-ratelimit-reset-after",
                        "x-ratelimit-bucket");
    }

    @Test
    void checksMessages() throws Exception {
        Wire.Reply longText = post("{\"content\":\"" + "x".repeat(2001) + "\"}");
        assertThat(longText.status()).isEqualTo(400);
        assertThat(longText.body())
                .hasToString("{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"content\":{\"_errors\":"
                        + "[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 2000 or fewer in length.\"}]}}}");
        assertThat(post("{\"content\":\"" + "x".repeat(2000) + "\"}").status()).isEqualTo(200);
        assertThat(post("{\"content\":\"  \"}").code()).isEqualTo(50006);
        assertThat(post("{\"content\":\"a\",\"nonce\":\"" + "n".repeat(26) + "\"}")
                        .code())
                .isEqualTo(50035);
        assertThat(post("{\"embeds\":[{\"title\":\"" + "t".repeat(257) + "\"}]}")
                        .code())
                .isEqualTo(50035);
        assertThat(post("not json").code()).isEqualTo(50109);
        assertThat(wire.send(wire.request("POST", messages, "x").setHeader("Content-Type", "text/plain"))
                        .code())
                .isEqualTo(50035);
        assertThat(general.messages()).hasSize(1);
    }

    @Test
    void checksPlaces() throws Exception {
        assertThat(wire.call("POST", "/channels/1/messages", "{\"content\":\"a\"}")
                        .code())
                .isEqualTo(10003);
        assertThat(wire.call("GET", messages + "/1", null).code()).isEqualTo(10008);
        general.deny(Permission.SEND_MESSAGES);
        assertThat(post("{\"content\":\"a\"}").code()).isEqualTo(50013);
        general.allow(Permission.SEND_MESSAGES);
        general.deny(Permission.READ_MESSAGE_HISTORY);
        general.post(ada, "unreadable");
        assertThat(wire.call("GET", messages, null).body()).isEmpty();
        general.deny(Permission.VIEW_CHANNEL);
        Wire.Reply blind = wire.call("GET", messages, null);
        assertThat(blind.status()).isEqualTo(403);
        assertThat(blind.code()).isEqualTo(50001);
        general.delete();
        assertThat(wire.call("GET", messages, null).code()).isEqualTo(10003);
    }

    @Test
    void enforcesNonces() throws Exception {
        Wire.Socket socket = wire.identified(Intent.GUILDS.mask() | Intent.GUILD_MESSAGES.mask());
        String body = "{\"content\":\"once\",\"nonce\":\"n1\",\"enforce_nonce\":true}";
        Wire.Reply first = post(body);
        Wire.Reply second = post(body);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(second.body().path("nonce").asText()).isEqualTo("n1");
        assertThat(socket.next("MESSAGE_CREATE").path("d").path("nonce").asText())
                .isEqualTo("n1");
        assertThat(socket.quiet(Duration.ofMillis(200))).isTrue();
        assertThat(post("{\"content\":\"twice\",\"nonce\":\"n1\"}").body().path("id"))
                .isNotEqualTo(first.body().path("id"));
        discord.advanceClock(Duration.ofMinutes(5));
        assertThat(post(body).body().path("id")).isNotEqualTo(first.body().path("id"));
        assertThat(general.messages()).hasSize(3);
        String other = body.replace("n1", "n2");
        String id = post(other).body().path("id").asText();
        assertThat(wire.call("DELETE", messages + "/" + id, null).status()).isEqualTo(204);
        assertThat(post(other).code()).isEqualTo(10008);
    }

    @Test
    void pagesThroughHistory() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            ids.add(general.post(ada, "m" + i).id());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(contents("")).hasSize(50).startsWith("m129", "m128");
        assertThat(contents("?limit=100&after=" + general.id()))
                .hasSize(100)
                .startsWith("m99")
                .endsWith("m0");
        assertThat(contents("?after=" + ids.get(99)))
                .hasSize(30)
                .startsWith("m129")
                .endsWith("m100");
        assertThat(contents("?limit=2&before=" + ids.get(5))).containsExactly("m4", "m3");
        assertThat(contents("?limit=3&around=" + ids.get(5))).containsExactly("m6", "m5", "m4");
        assertThat(wire.call("GET", messages + "?limit=101", null).code()).isEqualTo(50035);
    }

    @Test
    void honoursAllowedMentions() throws Exception {
        String text = "{\"content\":\"hi " + ada.mention() + " @everyone\"";
        JsonNode all = post(text + "}").body();
        assertThat(all.path("mentions")).hasSize(1);
        assertThat(all.path("mention_everyone").asBoolean()).isTrue();
        JsonNode none = post(text + ",\"allowed_mentions\":{\"parse\":[]}}").body();
        assertThat(none.path("mentions")).isEmpty();
        assertThat(none.path("mention_everyone").asBoolean()).isFalse();
        JsonNode one = post(text + ",\"allowed_mentions\":{\"users\":[\"" + ada.id() + "\"]}}")
                .body();
        assertThat(one.path("mentions")).hasSize(1);
        assertThat(one.path("mention_everyone").asBoolean()).isFalse();
        assertThat(post(text + ",\"allowed_mentions\":{\"parse\":[\"users\"],\"users\":[\"1\"]}}")
                        .code())
                .isEqualTo(50035);
    }

    @Test
    void replies() throws Exception {
        Message original = general.post(ada, "who?");
        String reference = ",\"message_reference\":{\"message_id\":\"%s\"%s}}";
        JsonNode reply = post("{\"content\":\"me\"" + String.format(reference, original.id(), ""))
                .body();
        assertThat(reply.path("type").asInt()).isEqualTo(19);
        assertThat(reply.path("referenced_message").path("content").asText()).isEqualTo("who?");
        Wire.Reply unknown = post("{\"content\":\"me\"" + String.format(reference, "1", ""));
        assertThat(unknown.code()).isEqualTo(50035);
        assertThat(unknown.body().path("errors").has("message_reference")).isTrue();
        JsonNode plain = post("{\"content\":\"me\"" + String.format(reference, "1", ",\"fail_if_not_exists\":false"))
                .body();
        assertThat(plain.path("type").asInt()).isZero();
    }

    @Test
    void editsAndReacts() throws Exception {
        String mine =
                messages + "/" + post("{\"content\":\"a\"}").body().path("id").asText();
        assertThat(wire.call("PATCH", mine, "{\"content\":\"b\"}")
                        .body()
                        .path("edited_timestamp")
                        .isNull())
                .isFalse();
        Message hers = general.post(ada, "hers");
        assertThat(wire.call("PATCH", messages + "/" + hers.id(), "{\"content\":\"b\"}")
                        .code())
                .isEqualTo(50005);
        assertThat(wire.call("PUT", mine + "/reactions/%F0%9F%91%8D/@me", null).status())
                .isEqualTo(204);
        assertThat(wire.call("PUT", mine + "/reactions/notanemoji/@me", null).code())
                .isEqualTo(10014);
        JsonNode reactions = wire.call("GET", mine, null).body().path("reactions");
        assertThat(reactions.path(0).path("emoji").path("name").asText()).isEqualTo("👍");
        assertThat(wire.call("DELETE", mine + "/reactions/%F0%9F%91%8D/@me", null)
                        .status())
                .isEqualTo(204);
        assertThat(wire.call("GET", mine, null).body().has("reactions")).isFalse();
        assertThat(wire.call("POST", "/channels/" + general.id() + "/typing", null)
                        .status())
                .isEqualTo(204);
        assertThat(wire.call("GET", "/channels/" + general.id(), null)
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("general");
    }

    @Test
    void hidesContentFromAppsWithoutTheIntent() throws Exception {
        try (DiscordSimulator strict =
                DiscordSimulator.builder().disallow(Intent.MESSAGE_CONTENT).start()) {
            Channel channel = strict.addGuild("G").addTextChannel("c");
            Message secret =
                    channel.post(strict.addUser("Bob"), MessageDraft.text("s").attach(Upload.text("a.txt", "a")));
            JsonNode seen = new Wire(strict)
                    .call("GET", "/channels/" + channel.id() + "/messages/" + secret.id(), null)
                    .body();
            assertThat(seen.path("content").asText()).isEmpty();
            assertThat(seen.path("attachments")).isEmpty();
        }
    }

    @Test
    void keepsTheDeadlinesOfInteractions() throws Exception {
        discord.addCommand("echo", "message");
        Interaction late = discord.slashCommand(ada, general, "echo", Map.of("message", "hi"));
        discord.advanceClock(Duration.ofSeconds(4));
        assertThat(late.failed()).isTrue();
        assertThat(callback(late, "{\"type\":5}").code()).isEqualTo(10062);

        Interaction echo = discord.slashCommand(ada, general, "echo", Map.of("message", "hi"));
        String hook = "/webhooks/" + discord.bot().id() + "/" + echo.token();
        assertThat(wire.call("POST", hook, "{\"content\":\"early\"}").code()).isEqualTo(10015);
        assertThat(callback(echo, "{\"type\":5}").status()).isEqualTo(204);
        assertThat(callback(echo, "{\"type\":5}").code()).isEqualTo(40060);
        assertThat(wire.call("POST", hook, "{\"content\":\"answer\"}").status()).isEqualTo(200);
        assertThat(echo.awaitReply(Wire.PATIENCE).content()).isEqualTo("answer");
        assertThat(wire.call("PATCH", hook + "/messages/@original", "{\"content\":\"b\"}")
                        .status())
                .isEqualTo(200);
        discord.advanceClock(Duration.ofMinutes(16));
        assertThat(wire.call("POST", hook, "{\"content\":\"late\"}").code()).isEqualTo(50027);
        assertThat(wire.call("POST", "/interactions/1/nonsense/callback", "{\"type\":5}")
                        .code())
                .isEqualTo(10062);
    }

    @Test
    void letsUsersPressButtons() throws Exception {
        wire.call("POST", messages, """
                {"content": "press", "components": [{"type": 1, "components": [
                  {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]}""");
        Message message = general.awaitMessage("press", Wire.PATIENCE);
        Interaction pressed = discord.pressButton(ada, message, "go");
        Wire.Reply reply = callback(pressed, "{\"type\":7,\"data\":{\"content\":\"pressed\"}}");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(message.content()).isEqualTo("pressed");
    }

    @Test
    void executesWebhooks() throws Exception {
        Webhook hook = general.addWebhook("ci");
        String path = "/webhooks/" + hook.id() + "/" + hook.token();
        assertThat(wire.call("POST", path, "{\"content\":\"a\"}").status()).isEqualTo(204);
        JsonNode named = wire.call("POST", path + "?wait=true", "{\"content\":\"b\",\"username\":\"Bot 2\"}")
                .body();
        assertThat(named.path("webhook_id").asText()).isEqualTo(Long.toString(hook.id()));
        assertThat(named.path("author").path("username").asText()).isEqualTo("Bot 2");
        assertThat(wire.call("POST", "/webhooks/" + hook.id() + "/wrong", "{\"content\":\"a\"}")
                        .code())
                .isEqualTo(50027);
        hook.post("c");
        assertThat(general.messages()).extracting(Message::content).containsExactly("a", "b", "c");
    }

    private Wire.Reply post(String body) throws Exception {
        return wire.call("POST", messages, body);
    }

    private Wire.Reply callback(Interaction interaction, String body) throws Exception {
        return wire.call("POST", "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback", body);
    }

    private List<String> contents(String query) throws Exception {
        List<String> contents = new ArrayList<>();
        wire.call("GET", messages + query, null)
                .body()
                .forEach(one -> contents.add(one.path("content").asText()));
        return contents;
    }
}
