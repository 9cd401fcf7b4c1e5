package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Waits for what a route does not answer, nearly as long as Discord does: 0.7 of its three seconds are left. */
@Isolated("Discord's three seconds are real ones")
@Timeout(120)
class PutOffTest extends InteractionStage {
    @Test
    void whatARouteDoesNotAnswerIsPutOff() throws Exception {
        serving("slow", "discord:button?customId=slow&acknowledge=none");
        context.start();
        Message menu = posted(button("slow"));

        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.interaction.Interactions", Level.WARN)) {
            Interaction slow = pressedInTime(menu, "slow");
            assertThat(slow.callbackType()).isEqualTo(5);
            String itself = slow.id() + " ";
            Awaitility.await().atMost(SOON).until(() -> !log.messages(itself).isEmpty());
            assertThat(log.messages(itself))
                    .containsExactly("Interaction " + slow.id() + " (button slow) was not answered by its route within"
                            + " 2300 ms, and acknowledge is none: Discord was told that an answer will follow. A form"
                            + " cannot be opened any more");
            context.createProducerTemplate()
                    .requestBody(
                            "discord:send-message",
                            answer(
                                    taken("slow", takenBy("slow")).getMessage().getBody(InteractionEvent.class),
                                    "at last"));
            assertThat(slow.awaitReply(SOON).content()).isEqualTo("at last");
        }
    }

    /** Presses a button until that is acknowledged in time: a pause of the machine may take Discord's three seconds. */
    private Interaction pressedInTime(Message menu, String button) {
        for (int tries = 1; ; tries++) {
            try {
                return discord.pressButton(ada, menu, button).awaitAcknowledged(Duration.ofSeconds(3));
            } catch (AssertionError late) {
                if (tries == 3) {
                    throw late;
                }
            }
        }
    }
}
