package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Intents of messages: headers, filter, and order while it takes a while to find them. */
@Simulated
@Timeout(120)
class UnderstandingTest {
    DiscordSimulator discord;
    private Channel general;
    private Channel other;
    private User ada;
    private ComponentStage stage;
    private final Stub stub = new Stub();

    /** Says of a text that its first word is its intent; those with "slow" in them only when it is told to. */
    private static final class Stub extends ServiceSupport implements Understanding {
        final List<String> asked = new CopyOnWriteArrayList<>();
        final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
        volatile boolean on = true;

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public boolean has(String intent) {
            return "help".equals(intent);
        }

        @Override
        public void find(String text, Consumer<Nearest> then) {
            asked.add(text);
            Nearest nearest = text.startsWith("broken") ? null : new Nearest(text.split(" ")[0], 0.5);
            if (text.contains("slow")) {
                held.add(() -> then.accept(nearest));
            } else {
                then.accept(nearest);
            }
        }

        void release() {
            Thread thread = new Thread(held.remove());
            thread.start();
        }
    }

    @BeforeEach
    void script() {
        Guild home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        other = home.addTextChannel("other");
        ada = discord.addUser("Ada");
        stage = new ComponentStage(discord);
        stage.context.getRegistry().bind("stub", stub);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private List<String> texts() {
        return stage.events().stream().map(DiscordEvent::content).toList();
    }

    /** Returns what was told of filters by intent: consumers of tests beside this one have the same log. */
    private static List<String> ofIntents(CapturedLog log) {
        return log.messages().stream()
                .filter(line -> line.startsWith("Route discord:message-created?intent="))
                .toList();
    }

    @Test
    void messageAndHeadersHaveTheIntent() throws Exception {
        stage.route("discord:message-created").start();
        assertThat(stub.isStarted()).isTrue();
        general.post(ada, "help me");
        general.post(ada, "broken");
        stage.await(2);

        Exchange first = stage.out.getExchanges().get(0);
        assertThat(first.getMessage().getHeader(DiscordConstants.INTENT)).isEqualTo("help");
        assertThat(first.getMessage().getHeader(DiscordConstants.INTENT_SCORE)).isEqualTo(0.5);
        MessageCreated message = first.getMessage().getBody(MessageCreated.class);
        assertThat(message.intent()).isEqualTo("help");
        assertThat(message.intentScore()).isEqualTo(0.5);
        Exchange second = stage.out.getExchanges().get(1);
        assertThat(second.getMessage().getHeader(DiscordConstants.INTENT)).isNull();
        assertThat(second.getMessage().getBody(MessageCreated.class).intent()).isNull();
    }

    @Test
    void filterTakesIntents() throws Exception {
        stage.route("discord:message-created?intent=help,unknown").start();
        for (String text : List.of("hello", "help me", "broken", "unknown words", "end", "help again")) {
            general.post(ada, text);
        }
        stage.await(3);

        assertThat(texts()).containsExactly("help me", "unknown words", "help again");
    }

    @Test
    void onlyWhatPassesTheOtherFiltersIsLookedAt() throws Exception {
        stage.route("discord:message-created?contentPattern=wanted&channels=general")
                .start();
        general.post(ada, "not this");
        other.post(ada, "wanted there");
        general.post(ada, "wanted here");
        stage.await(1);

        assertThat(stub.asked).containsExactly("wanted here");
    }

    @Test
    void nothingIsAskedWithoutIntents() throws Exception {
        stub.on = false;
        try (CapturedLog log = CapturedLog.warningsOf(DiscordConsumer.class)) {
            stage.route("discord:message-created")
                    .route("discord:message-created?intent=help")
                    .start();
            general.post(ada, "help me");
            stage.await(1);

            assertThat(stub.asked).isEmpty();
            Awaitility.await()
                    .atMost(ComponentStage.SOON)
                    .untilAsserted(() -> assertThat(ofIntents(log))
                            .containsExactly("Route discord:message-created?intent=help: there are no intents, and"
                                    + " intent lets nothing pass. Put a file of intents into the folder INTENTS, and"
                                    + " start the bridge again if there was no such folder"));
            assertThat(texts()).containsExactly("help me");
        }
    }

    @Test
    void aNameThatNoIntentHasIsTold() throws Exception {
        try (CapturedLog log = CapturedLog.warningsOf(DiscordConsumer.class)) {
            stage.route("discord:message-created?intent=help,unknown,hlep").start();

            Awaitility.await()
                    .atMost(ComponentStage.SOON)
                    .untilAsserted(() -> assertThat(ofIntents(log))
                            .containsExactly("Route discord:message-created?intent=help,unknown,hlep: there is no"
                                    + " intent 'hlep' at the moment, and intent lets nothing pass for it. Correct the"
                                    + " name, or add the intent"));
        }
    }

    @Test
    void aSlowOneDelaysItsChannelAlone() throws Exception {
        // one thread: it must not wait either
        stage.route("discord:message-created?concurrency=1").start();
        general.post(ada, "slow 1");
        general.post(ada, "general 2");
        other.post(ada, "other 1");
        other.post(ada, "other 2");
        stage.await(2);
        assertThat(texts()).containsExactly("other 1", "other 2");
        assertThat(stub.asked).doesNotContain("general 2");

        general.post(ada, "slow 3");
        stub.release();
        stage.await(4);
        Awaitility.await().atMost(ComponentStage.SOON).until(() -> !stub.held.isEmpty());
        stub.release();
        stage.await(5);
        assertThat(texts()).containsExactly("other 1", "other 2", "slow 1", "general 2", "slow 3");
    }

    @Test
    void aStopWaitsForWhatIsLookedFor() throws Exception {
        stage.route("discord:message-created", "held").start();
        general.post(ada, "slow 1");
        Awaitility.await().atMost(ComponentStage.SOON).until(() -> !stub.held.isEmpty());
        Thread stopping = new Thread(() -> {
            try {
                stage.context.getRouteController().stopRoute("held");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        stopping.start();
        stub.release();
        stage.await(1);
        stopping.join();

        assertThat(texts()).containsExactly("slow 1");
    }
}
