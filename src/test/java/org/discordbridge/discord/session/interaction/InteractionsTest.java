package org.discordbridge.discord.session.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.interaction.InteractionMatch.Acknowledgement;
import org.discordbridge.discord.session.interaction.PendingAnswers.State;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.rest.SteadyClock;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes whose filter looks at text, with a pattern that takes long. */
@Timeout(120)
class InteractionsTest {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final long FIRST_ID = 1574412768956645376L;
    private static final int AT_A_TIME = 4;
    private static final int MOST_WAITING = 1000;

    private final PendingAnswers pending = new PendingAnswers();
    private final Interactions interactions =
            new Interactions(pending, new DiscordTime(), new Findings(new SteadyClock()));
    private final InteractionReader reader = new InteractionReader(new NameLookup(null));
    private final Receiver slow = new Receiver(true);
    private final Receiver quick = new Receiver(false);
    private long id = FIRST_ID;

    @AfterEach
    void release() {
        slow.mayGoOn.countDown();
    }

    @Test
    void takeFewThreadsAndHoldUpNoOthers() {
        serve("slow", slow);
        serve("quick", quick);

        for (int i = 0; i < 50; i++) {
            use("slow");
        }
        use("quick");

        assertThat(quick.accepted).hasSize(1);
        await().until(() -> slow.asked.size() == AT_A_TIME);
        await().during(A_WHILE).until(() -> slow.asked.size() == AT_A_TIME);
        assertThat(slow.asked).extracting(Thread::getName).containsOnly("discord patterns");
        slow.mayGoOn.countDown();
        await().until(() -> slow.accepted.size() == 50);
    }

    @Test
    void areNotWaitedForWithoutBound() {
        serve("slow", slow);
        try (CapturedLog log = CapturedLog.of(Interactions.class.getName(), Level.ERROR)) {
            for (int i = 0; i < AT_A_TIME + MOST_WAITING; i++) {
                use("slow");
            }
            assertThat(log.text()).doesNotContain("is not answered");
            use("slow");

            assertThat(log.text())
                    .contains("Interaction " + (id - 1) + " (autocomplete) is not answered: " + MOST_WAITING
                            + " wait for the patterns of routes already. See which contentPattern takes so long");
        }
    }

    private void serve(String command, InteractionReceiver receiver) {
        interactions.serve(
                new InteractionMatch(
                        Set.of(EventType.AUTOCOMPLETE), command, "text", Set.of(), Acknowledgement.NONE, false),
                receiver);
    }

    private void use(String command) {
        String payload = """
                {"id": "%d", "type": 4, "token": "t%d", "channel_id": "1", "user": {"id": "2"}, "data":
                 {"type": 1, "name": "%s", "options": [{"name": "text", "type": 3, "value": "x", "focused": true}]}}""";
        interactions.take(DataObject.fromJson(payload.formatted(id, id, command)), null, reader);
        id++;
    }

    private final class Receiver implements InteractionReceiver {
        private final boolean slow;
        private final Queue<Thread> asked = new ConcurrentLinkedQueue<>();
        private final Queue<InteractionEvent> accepted = new ConcurrentLinkedQueue<>();
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        Receiver(boolean slow) {
            this.slow = slow;
        }

        @Override
        public boolean looksAtText() {
            return slow;
        }

        @Override
        public boolean wants(InteractionEvent event) {
            asked.add(Thread.currentThread());
            try {
                if (slow) {
                    mayGoOn.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        }

        @Override
        public void accept(InteractionEvent event, Supplier<String> raw) {
            // answered
            pending.change(event.interactionToken(), State.UNANSWERED, State.ADDED_TO);
            accepted.add(event);
        }
    }
}
