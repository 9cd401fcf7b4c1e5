package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.StateRepository;
import org.awaitility.Awaitility;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written while a route was not there, whatever the time is for Discord and for this machine. */
@Timeout(120)
class PositionsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final Kept repository = new Kept(kept);
    private DiscordSimulator discord;

    /** Outlives the contexts that use it. */
    private record Kept(Map<String, String> states) implements StateRepository<String, String> {
        @Override
        public void setState(String key, String value) {
            states.put(key, value);
        }

        @Override
        public String getState(String key) {
            return states.get(key);
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    @AfterEach
    void close() {
        discord.close();
    }

    private ComponentStage start() throws Exception {
        ComponentStage stage = new ComponentStage(discord);
        stage.context.getRegistry().bind("positions", repository);
        stage.route("discord:message-created?positionRepository=#positions").start();
        return stage;
    }

    @Test
    void aShardWithNothingToTellHoldsNothingUp() throws Exception {
        discord = DiscordSimulator.builder()
                .shards(2)
                .maxConcurrency(2)
                .heartbeat(Duration.ofMillis(300))
                .start();
        User ada = discord.addUser("Ada");
        Channel general = discord.addGuild("Home", 2_000_000L << 22).addTextChannel("general");
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=0")
                    .start();
            Awaitility.await("the first installation is over").atMost(SOON).until(() -> kept.containsKey("base"));
            discord.advanceClock(Duration.ofMinutes(1));
            long written = general.post(ada, "live").id();
            stage.await(1);
            long least = Snowflakes.before(written, Duration.ofSeconds(10));
            Awaitility.await("the base follows")
                    .atMost(SOON)
                    .until(() -> Long.parseLong(kept.getOrDefault("base", "0")) > least);
            assertThat(Long.parseLong(kept.get("base"))).isLessThan(written);
        }
    }

    @Test
    void guildsAreAuditedOneAfterTheOther() throws Exception {
        discord = DiscordSimulator.start();
        for (int i = 0; i < 10; i++) {
            discord.addGuild("Guild " + i);
        }
        discord.fault(Fault.slow(Duration.ofSeconds(5)))
                .on("GET", "/guilds/*/channels")
                .times(1);
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=50")
                    .start();
            discord.awaitCalls(1, "GET", "/guilds/*/channels", SOON);
            Awaitility.await("no other while Discord does not answer")
                    .during(Duration.ofMillis(500))
                    .atMost(SOON)
                    .until(() -> discord.calls("GET", "/guilds/*/channels").size() == 1);
            Awaitility.await("every guild is asked for")
                    .atMost(SOON)
                    .until(() -> discord.calls("GET", "/guilds/*/channels").stream()
                                    .map(RecordedCall::path)
                                    .distinct()
                                    .count()
                            == 10);
        }
    }

    private static List<String> texts(List<DiscordEvent> events) {
        return events.stream().map(event -> ((MessageCreated) event).content()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3650, -1, 0, 1, 3650})
    void isReadInOrder(long days) throws Exception {
        discord = DiscordSimulator.builder().ahead(Duration.ofDays(days)).start();
        User ada = discord.addUser("Ada");
        Guild home = discord.addGuild("Home");
        Channel general = home.addTextChannel("general");
        Channel quiet = home.addTextChannel("quiet");
        quiet.post(ada, "long before");
        general.post(ada, "before");
        try (ComponentStage stage = start()) {
            Awaitility.await("the first installation is over").atMost(SOON).until(() -> kept.containsKey("base"));
            general.post(ada, "live");
            assertThat(texts(stage.await(1))).containsExactly("live");
            String last = String.valueOf(general.messages().get(1).id());
            Awaitility.await().atMost(SOON).until(() -> last.equals(kept.get(String.valueOf(general.id()))));
        }
        general.post(ada, "away 1");
        quiet.post(ada, "quiet");
        general.post(ada, "away 2");
        Channel fresh = home.addTextChannel("fresh");
        fresh.post(ada, "fresh");

        try (ComponentStage stage = start()) {
            stage.await(4);
            general.post(ada, "live again");
            List<String> texts = texts(stage.await(5));
            assertThat(texts).containsExactlyInAnyOrder("away 1", "away 2", "quiet", "fresh", "live again");
            assertThat(texts).containsSubsequence("away 1", "away 2", "live again");
        }
        // and nothing comes again
        try (ComponentStage stage = start()) {
            general.post(ada, "at last");
            assertThat(texts(stage.await(1))).containsExactly("at last");
        }
    }
}
