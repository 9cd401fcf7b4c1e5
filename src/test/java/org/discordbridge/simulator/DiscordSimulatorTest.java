package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script: what users can do, and how verifying fails. */
@Simulated
@Timeout(120)
class DiscordSimulatorTest {
    private static final long ALL = Intent.all();

    @Test
    void dispatchesWhatUsersDo(DiscordSimulator discord) throws Exception {
        Guild home = discord.addGuild("Home");
        Channel general = home.addTextChannel("general");
        User ada = discord.addUser("Ada");
        Wire.Socket socket = new Wire(discord).identified(ALL);
        socket.next("GUILD_CREATE");
        home.addMember(ada);
        socket.next("GUILD_MEMBER_ADD");
        general.typing(ada);
        socket.next("TYPING_START");
        Message message = general.post(
                ada, MessageDraft.text("hi").embed(Map.of("title", "t")).field("poll", Map.of()));
        JsonNode created = socket.next("MESSAGE_CREATE").path("d");
        assertThat(created.path("guild_id").asLong()).isEqualTo(home.id());
        assertThat(created.path("member").has("user")).isFalse();
        assertThat(created.path("embeds").path(0).path("type").asText()).isEqualTo("rich");
        assertThat(created.has("poll")).isTrue();
        message.edit("ho");
        assertThat(socket.next("MESSAGE_UPDATE").path("d").path("content").asText())
                .isEqualTo("ho");
        message.react(ada, "👍");
        socket.next("MESSAGE_REACTION_ADD");
        message.unreact(ada, "👍");
        socket.next("MESSAGE_REACTION_REMOVE");
        message.pin(ada);
        socket.next("CHANNEL_PINS_UPDATE");
        assertThat(socket.next("MESSAGE_CREATE").path("d").path("type").asInt()).isEqualTo(6);
        general.system(7, ada);
        assertThat(socket.next("MESSAGE_CREATE").path("d").path("type").asInt()).isEqualTo(7);
        general.deleteAll(general.messages());
        assertThat(socket.next("MESSAGE_DELETE_BULK").path("d").path("ids")).hasSize(3);
        general.addThread("aside");
        socket.next("THREAD_CREATE");
        general.rename("lobby");
        assertThat(socket.next("CHANNEL_UPDATE").path("d").path("name").asText())
                .isEqualTo("lobby");
        home.addVoiceChannel("voice").post(ada, "in voice");
        assertThat(socket.next("MESSAGE_CREATE").path("d").path("channel_type").asInt())
                .isEqualTo(2);
        home.addAnnouncementChannel("news").addWebhook("hook").post("breaking");
        assertThat(socket.next("MESSAGE_CREATE").path("d").has("webhook_id")).isTrue();
        general.delete();
        socket.next("CHANNEL_DELETE");
        home.removeMember(ada);
        socket.next("GUILD_MEMBER_REMOVE");
        home.unavailable(true);
        assertThat(socket.next("GUILD_DELETE").path("d").path("unavailable").asBoolean())
                .isTrue();
        home.unavailable(false);
        socket.next("GUILD_CREATE");
        home.leave();
        assertThat(socket.next("GUILD_DELETE").path("d").has("unavailable")).isFalse();
    }

    @Test
    void complainsClearly(DiscordSimulator discord) {
        Channel general = discord.addGuild("Home").addTextChannel("general");
        general.post(discord.addUser("Ada"), "a");
        Duration soon = Duration.ofMillis(50);
        assertThatThrownBy(() -> general.awaitMessages(2, soon))
                .isInstanceOf(AssertionError.class)
                .hasMessage("After 50 ms: expected 2 messages in #general but it shows [a]");
        assertThatThrownBy(() -> discord.awaitCalls(1, "POST", "/channels/*/messages", soon))
                .hasMessage("After 50 ms: expected 1 calls of POST /channels/*/messages, got []");
        assertThatThrownBy(() -> discord.slashCommand(discord.addUser("B"), general, "x", Map.of()))
                .hasMessage("No command /x is registered, so Discord would not offer it. Registered: []");
    }

    @Test
    void holdsScriptsUpWhileAClientIsBehind() throws Exception {
        try (DiscordSimulator small =
                DiscordSimulator.builder().backlog(1 << 20).start()) {
            Channel channel = small.addGuild("G").addTextChannel("c");
            User ada = small.addUser("Ada");
            Wire.Socket socket = new Wire(small).identified(ALL);
            socket.next("GUILD_CREATE");
            String text = "x".repeat(1000);
            for (int i = 0; i < 20_000; i++) {
                channel.post(ada, text);
            }
            for (int i = 0; i < 20_000; i++) {
                socket.next("MESSAGE_CREATE");
            }
        }
    }
}
