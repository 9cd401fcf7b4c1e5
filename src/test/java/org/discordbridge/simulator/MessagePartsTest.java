package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Embedded files, forwards, stickers and components as Discord keeps them. */
@Simulated
@Timeout(120)
class MessagePartsTest {
    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private String messages;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        messages = "/channels/" + general.id() + "/messages";
    }

    @Test
    void anEmbedShowsAFileOfTheMessage() throws Exception {
        JsonNode posted = wire.send(wire.request("POST", messages, null)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                --x
                                Content-Disposition: form-data; name="payload_json"

                                {"embeds": [{"title": "t", "image": {"url": "attachment://a.png"},
                                  "thumbnail": {"url": "attachment://gone.png"}}]}
                                --x
                                Content-Disposition: form-data; name="files[0]"; filename="a.png"

                                picture
                                --x--
                                """.replace("\n", "\r\n"))))
                .body();
        JsonNode embed = posted.path("embeds").path(0);

        assertThat(posted.path("attachments")).isEmpty();
        assertThat(new String(
                        wire.download(embed.path("image").path("url").asText()).body(), StandardCharsets.UTF_8))
                .isEqualTo("picture");
        assertThat(embed.path("image").has("proxy_url")).isTrue();
        assertThat(embed.path("thumbnail").has("url")).isFalse();

        JsonNode edited = wire.call("PATCH", messages + "/" + posted.path("id").asText(), "{\"embeds\":[]}")
                .body();
        assertThat(edited.path("attachments")).hasSize(1);
    }

    @Test
    void messagesAreForwarded() throws Exception {
        Channel other = home.addTextChannel("other");
        Message original = other.post(discord.addUser("Ada"), "wise");
        String forward = "{\"message_reference\":{\"type\":1,\"message_id\":\"" + original.id() + "\"%s}}";
        JsonNode posted = wire.call("POST", messages, forward.formatted(",\"channel_id\":\"" + other.id() + "\""))
                .body();

        assertThat(posted.path("message_snapshots")
                        .path(0)
                        .path("message")
                        .path("content")
                        .asText())
                .isEqualTo("wise");
        assertThat(posted.path("message_snapshots").path(0).path("message").has("author"))
                .isFalse();
        assertThat(posted.path("message_reference").path("type").asInt()).isEqualTo(1);
        assertThat(posted.path("message_reference").path("channel_id").asText()).isEqualTo(Long.toString(other.id()));
        assertThat(posted.path("flags").asInt()).isEqualTo(1 << 14);
        assertThat(posted.path("type").asInt()).isZero();
        assertThat(wire.call("POST", messages, forward.formatted("")).code()).isEqualTo(50035);
        other.deny(Permission.READ_MESSAGE_HISTORY);
        assertThat(wire.call("POST", messages, forward.formatted(",\"channel_id\":\"" + other.id() + "\""))
                        .code())
                .isEqualTo(160014);
    }

    @Test
    void stickersAreThoseOfTheGuilds() throws Exception {
        home.life().setStickers("wave");
        Wire.Socket socket = wire.identified(1);
        String id = socket.next("GUILD_CREATE")
                .path("d")
                .path("stickers")
                .path(0)
                .path("id")
                .asText();

        assertThat(wire.call("POST", messages, "{\"sticker_ids\":[\"" + id + "\"]}")
                        .body()
                        .path("sticker_items")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("wave");
        assertThat(wire.call("POST", messages, "{\"sticker_ids\":[\"1\"]}").code())
                .isEqualTo(50081);
    }

    @Test
    void reactionsAreThoseThatThereAre() throws Exception {
        home.life().setEmojis("party");
        String id = wire.identified(1)
                .next("GUILD_CREATE")
                .path("d")
                .path("emojis")
                .path(0)
                .path("id")
                .asText();
        String reactions = messages + "/" + general.post(discord.bot(), "x").id() + "/reactions/";

        for (String known : new String[] {
            "party:" + id,
            "a:party:" + id,
            "%F0%9F%91%8D%F0%9F%8F%BD",
            "%E2%9D%A4%EF%B8%8F",
            "1%EF%B8%8F%E2%83%A3",
            "%F0%9F%87%A9%F0%9F%87%AA"
        }) {
            assertThat(wire.call("PUT", reactions + known + "/@me", null).status())
                    .as(known)
                    .isEqualTo(204);
        }
        for (String unknown : new String[] {"party:1", "party", "%C3%A4", "%F0%9F%91%8D%F0%9F%91%8D", "%E4%B8%AD"}) {
            assertThat(wire.call("PUT", reactions + unknown + "/@me", null).code())
                    .as(unknown)
                    .isEqualTo(10014);
        }
    }

    @Test
    void componentsAreNumberedAndSelectsHaveTheirDefaults() throws Exception {
        JsonNode components = wire.call("POST", messages, """
                {"components": [
                  {"type": 1, "components": [{"type": 2, "id": 2, "style": 1, "label": "A", "custom_id": "a"}]},
                  {"type": 1, "components": [{"type": 5, "custom_id": "b", "min_values": 0}]}]}""").body().path("components");

        assertThat(components.path(0).path("id").asInt()).isEqualTo(1);
        assertThat(components.path(0).path("components").path(0).path("id").asInt())
                .isEqualTo(2);
        assertThat(components.path(1).path("id").asInt()).isEqualTo(3);
        JsonNode select = components.path(1).path("components").path(0);
        assertThat(select.path("id").asInt()).isEqualTo(4);
        assertThat(select.path("min_values").asInt(9)).isZero();
        assertThat(select.path("max_values").asInt(9)).isEqualTo(1);
    }

    @Test
    void componentsOfTheSecondKindHaveTheirDefaultsAndFiles() throws Exception {
        JsonNode components = wire.send(wire.request("POST", messages, null)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                --x
                                Content-Disposition: form-data; name="payload_json"

                                {"flags": 32768, "components": [{"type": 14},
                                  {"type": 17, "components": [{"type": 10, "content": "t"}]},
                                  {"type": 13, "file": {"url": "attachment://a.txt"}}]}
                                --x
                                Content-Disposition: form-data; name="files[0]"; filename="a.txt"

                                text
                                --x--
                                """.replace("\n", "\r\n"))))
                .body()
                .path("components");

        assertThat(components.path(0).path("divider").asBoolean()).isTrue();
        assertThat(components.path(0).path("spacing").asInt()).isEqualTo(1);
        assertThat(components.path(1).path("accent_color").isNull()).isTrue();
        assertThat(components.path(2).path("name").asText()).isEqualTo("a.txt");
        assertThat(components.path(2).path("size").asInt()).isEqualTo(4);
        assertThat(new String(
                        wire.download(components
                                        .path(2)
                                        .path("file")
                                        .path("url")
                                        .asText())
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("text");
    }

    @Test
    void nothingBecomesNothing() throws Exception {
        String posted = messages + "/"
                + wire.call("POST", messages, "{\"content\":\"x\"}")
                        .body()
                        .path("id")
                        .asText();

        assertThat(wire.call("PATCH", posted, "{\"content\":\"\"}").code()).isEqualTo(50006);
        assertThat(wire.call("PATCH", posted, "{\"content\":null,\"embeds\":[]}")
                        .code())
                .isEqualTo(50006);
        assertThat(wire.call("GET", posted, null).body().path("content").asText())
                .isEqualTo("x");
        assertThat(wire.call("PATCH", posted, "{\"content\":\"\",\"embeds\":[{\"title\":\"t\"}]}")
                        .status())
                .isEqualTo(200);
    }
}
