package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small raid, the alert, and what a moderator does about it. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class ModerateIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void aModeratorTimesOutAndDeletes(Stage stage, BridgeProcess bridge) throws Exception {
        Guild guild = stage.discord().addGuild("Home");
        Channel moderators = guild.addTextChannel("moderators");
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(guild.addTextChannel("channel-" + i));
        }
        User mallory = stage.discord().addUser("Mallory");
        User ada = stage.discord().addUser("Ada");
        bridge.with("MODERATION_CHANNEL_ID", String.valueOf(moderators.id())).start();
        try (BridgeProcess streams = stage.bridge(Files.createDirectory(folder.resolve("streams")))
                .withArguments("--streams")
                .launch()) {
            streams.awaitLog("The streams are running, with 3 rules");
            List<Message> spam = new ArrayList<>();
            for (Channel channel : channels) {
                spam.add(channel.post(mallory, "Free nitro: https://evil.example"));
            }
            Message card = moderators.awaitMessages(1, SOON).get(0);
            assertThat(card.content())
                    .startsWith("**same-text-everywhere** (high)\nThe same text in 5 channels")
                    .contains("By: " + mallory.mention())
                    .contains("<https://discord.com/channels/" + guild.id() + "/"
                            + channels.get(0).id() + "/" + spam.get(0).id() + ">")
                    .doesNotContain("nitro");

            stage.discord().pressButton(ada, card, "moderate-timeout");
            stage.discord().awaitCalls(1, "PATCH", "/guilds/*/members/" + mallory.id(), SOON);
            Awaitility.await().atMost(SOON).until(() -> card.content().endsWith("\nTimed out by " + ada.mention()));
            assertThat(card.json().toString())
                    .doesNotContain("moderate-timeout")
                    .contains("moderate-delete");
            stage.discord().pressButton(ada, card, "moderate-delete");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> channels.stream()
                            .allMatch(channel -> channel.messages().isEmpty()));
            Awaitility.await().atMost(SOON).until(() -> card.content().contains("Deleted by " + ada.mention()));
            assertThat(card.content()).contains("Timed out by " + ada.mention());
            assertThat(stage.discord().calls("PATCH", "/guilds/*/members/" + mallory.id()))
                    .singleElement()
                    .satisfies(
                            call -> assertThat(call.headers().toString()).containsIgnoringCase("x-audit-log-reason"));
        }
    }
}
