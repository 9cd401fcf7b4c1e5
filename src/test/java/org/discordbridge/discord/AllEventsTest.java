package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event there is, through JDA, from what people and Discord do. */
@Timeout(120)
class AllEventsTest extends EventStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areDelivered() throws Exception {
        stage.route("discord:*").start();
        everything();
        Set<EventType> all = EnumSet.allOf(EventType.class);
        all.removeIf(EventType::isInteraction);
        all.removeAll(lost());

        Awaitility.await()
                .atMost(ComponentStage.SOON)
                .untilAsserted(() -> assertThat(
                                stage.events().stream().map(DiscordEvent::type).distinct())
                        .containsExactlyInAnyOrderElementsOf(all));
        assertThat(stage.events())
                .allSatisfy(event -> assertThat(event.uuid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .extracting(DiscordEvent::uuid)
                .doesNotHaveDuplicates();
        assertThat(stage.events().stream().filter(event -> event.type() != EventType.READY))
                .allSatisfy(event -> assertThat(event.timestamp())
                        .isBetween(
                                Instant.now().minusSeconds(120), Instant.now().plusSeconds(5)));
        assertThat(stage.events().toString()).doesNotContain("first words", "secret-voice-token");
    }

    /** Those that cannot be delivered. */
    Set<EventType> lost() {
        return Set.of();
    }

    @Test
    void withoutANameAreRaw() throws Exception {
        stage.route("discord:raw").start();
        discord.gateway()
                .dispatch(
                        "SOMETHING_NEW",
                        home.id(),
                        Map.of(
                                "guild_id", String.valueOf(home.id()),
                                "channel_id", String.valueOf(general.id()),
                                "id", "5",
                                "x",
                                        Map.of(
                                                "token",
                                                "hide me",
                                                "y",
                                                List.of(Map.of("access_token", "me too", "z", 1)))));
        Dispatch event = (Dispatch) stage.await(1).get(0);

        assertThat(event.dispatch()).isEqualTo("SOMETHING_NEW");
        assertThat(event.channelName()).isEqualTo("general");
        assertThat(event.subjectId()).isEqualTo("5");
        assertThat(JSON.readTree(event.data()))
                .isEqualTo(JSON.readTree("{\"guild_id\":\"" + home.id() + "\",\"channel_id\":\"" + general.id()
                        + "\",\"id\":\"5\",\"x\":{\"y\":[{\"z\":1}]}}"));
        assertThat(stage.intents()).containsExactly("GUILDS");
    }

    @Test
    void ofTheVoiceServerHideItsToken() throws Exception {
        stage.route("discord:voice-server-updated?includeRaw=true").start();
        home.voice().server("secret-voice-token", "voice.example.org");
        Dispatch event = (Dispatch) stage.await(1).get(0);

        assertThat(event.subjectName()).isEqualTo("voice.example.org");
        assertThat(event.data()).doesNotContain("token");
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeader(DiscordConstants.RAW, String.class))
                .contains("voice.example.org")
                .doesNotContain("token");
    }
}
