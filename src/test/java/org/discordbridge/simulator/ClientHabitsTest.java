package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What libraries of other languages send, and Discord takes. */
@Simulated
@Timeout(120)
class ClientHabitsTest {
    DiscordSimulator discord;
    private Wire wire;
    private Channel general;
    private String messages;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        general = discord.addGuild("Home").addTextChannel("general");
        messages = "/channels/" + general.id() + "/messages";
    }

    @ParameterizedTest
    @CsvSource({"true,200", "True,200", "1,200", "false,204", "False,204", "0,204", "maybe,400"})
    void yesAndNoInTheQuery(String value, int status) throws Exception {
        Webhook hook = general.addWebhook("ci");
        String path = "/webhooks/" + hook.id() + "/" + hook.token() + "?wait=" + value;

        assertThat(wire.call("POST", path, "{\"content\":\"a\"}").status()).isEqualTo(status);
    }

    @Test
    void aCallbackIsShownToWhoAsksWithANumber() throws Exception {
        discord.addCommand("echo");
        Interaction echo = discord.slashCommand(discord.addUser("Ada"), general, "echo", java.util.Map.of());
        Wire.Reply reply = wire.call(
                "POST",
                "/interactions/" + echo.id() + "/" + echo.token() + "/callback?with_response=1",
                "{\"type\":4,\"data\":{\"content\":\"hi\"}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("resource").path("message").path("content").asText())
                .isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/channels/undefined/messages",
                "/channels/%zz/messages",
                "/channels//messages",
                "/webhooks/null/undefined",
                "/interactions/NaN/x/callback"
            })
    void everyRequestIsAnswered(String path) throws Exception {
        discord.chat();
        assertThat(send("POST", path, "{\"content\":\"a\"}")).isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[[[]]]]", "7", "\"text\"", "null", "{\"content\":{}}", "{\"embeds\":[7]}", "{"})
    void everyBodyIsAnswered(String body) throws Exception {
        discord.chat();
        assertThat(send("POST", messages, body)).isEqualTo(400);
        assertThat(send("POST", "/interactions/1/x/callback", body)).isBetween(400, 404);
        assertThat(send("PUT", "/applications/" + discord.bot().id() + "/commands", body.equals("[]") ? "7" : body))
                .isEqualTo(400);
    }

    @Test
    void queriesThatCannotBeReadAreRefused() throws Exception {
        assertThat(send("GET", messages + "?limit=%zz", "")).isEqualTo(400);
    }

    // Java's own URI is too careful for these
    private int send(String method, String path, String body) throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", discord.port())) {
            byte[] content = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write((method + " /api/v10" + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: DiscordBot (x, 1)\r\n"
                                    + "Authorization: Bot " + discord.token()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + content.length + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.setSoTimeout((int) Wire.PATIENCE.toMillis());
            String status = new java.io.BufferedReader(
                            new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return Integer.parseInt(status.split(" ")[1]);
        }
    }

    @Test
    void theGatewayTakesVersionNineAndTheTokenAsInRest() throws Exception {
        Wire.Socket socket = wire.connect("?v=9&encoding=json");
        socket.next(10);
        socket.identify("Bot " + discord.token(), 513);
        var ready = socket.next("READY");
        assertThat(ready.path("d").path("v").asInt()).isEqualTo(9);

        Wire.Socket again = wire.connect("?v=9&encoding=json");
        again.next(10);
        again.resume(
                "Bot " + discord.token(),
                ready.path("d").path("session_id").asText(),
                ready.path("s").asLong());
        assertThat(again.next("RESUMED").path("t").asText()).isEqualTo("RESUMED");
        assertThat(wire.connect("?v=8").closeCode()).isEqualTo(4012);
    }

    @Test
    void restTakesVersionNine() throws Exception {
        assertThat(version("v9")).isEqualTo(200);
        assertThat(version("v10")).isEqualTo(200);
        assertThat(version("v8")).isEqualTo(400);
        assertThat(version("v11")).isEqualTo(400);
    }

    private int version(String version) throws Exception {
        return wire.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + discord.port() + "/api/" + version + "/users/@me"))
                        .header("Authorization", "Bot " + discord.token())
                        .header("User-Agent", "DiscordBot (https://example.org, 1)"))
                .status();
    }

    @Test
    void formsAreBodies() throws Exception {
        assertThat(form("application/x-www-form-urlencoded", "content=a+b%21&tts=true")
                        .body()
                        .path("tts")
                        .asBoolean())
                .isTrue();
        assertThat(form("application/x-www-form-urlencoded", "payload_json=%7B%22content%22%3A%22c%22%7D")
                        .status())
                .isEqualTo(200);
        String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        assertThat(form(
                                "multipart/form-data; boundary=x",
                                part.formatted("content", "", "d")
                                        + part.formatted("file", "; filename=\"a.txt\"", "text") + "--x--\r\n")
                        .body()
                        .path("attachments")
                        .path(0)
                        .path("filename")
                        .asText())
                .isEqualTo("a.txt");
        assertThat(general.messages()).extracting(Message::content).containsExactly("a b!", "c", "d");
    }

    private Wire.Reply form(String type, String body) throws Exception {
        return wire.send(wire.request("POST", messages, null)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
