package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that shares the shards of a bot with others: it does what is its own to do, and nothing else. */
@Order(2)
@Timeout(120)
class SharedShardsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Shard ZERO = new Shard(0, 2);
    private static final Shard ONE = new Shard(1, 2);

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final DiscordSimulator discord =
            DiscordSimulator.builder().shards(2).maxConcurrency(2).start();
    private final ComponentStage stage = new ComponentStage(discord);
    private final User ada = discord.addUser("Ada");
    private final Channel even = discord.addGuild("Even", 2_000_000L << 22).addTextChannel("even");
    private final Channel odd = discord.addGuild("Odd", 2_000_001L << 22).addTextChannel("odd");
    private TestSharing sharing;

    @BeforeEach
    void routes() throws Exception {
        stage.context.getRegistry().bind("positions", new KeptStates(kept));
        stage.route("discord:message-created?positionRepository=#positions", "messages")
                .route("discord:reaction-added", "reactions")
                .route("discord:command?name=ask&description=Asks", "ask");
    }

    @AfterEach
    void close() {
        stage.close();
        discord.close();
    }

    @Test
    void messagesWaitWhileNobodyHearsIt() {
        start(ZERO, ONE);
        even.post(ada, "heard");
        await().atMost(SOON).until(() -> texts().equals(List.of("heard")));

        sharing.hear(false);
        Message waiting = even.post(ada, "unheard");
        waiting.react(ada, "👍");
        even.post(ada, "after it");
        await("nobody else would tell of it").atMost(SOON).until(() -> reactions() == 1);
        await().during(A_WHILE).atMost(SOON).until(() -> texts().equals(List.of("heard")));

        sharing.hear(true);
        await().atMost(SOON).until(() -> texts().equals(List.of("heard", "unheard", "after it")));
    }

    @Test
    void whatWaitsIsLeftToWhoGetsTheShard() {
        start(ZERO, ONE);
        sharing.hear(false);
        even.post(ada, "left to another");
        odd.post(ada, "kept");
        await().during(A_WHILE).atMost(SOON).until(() -> texts().isEmpty());
        sharing.drop(ZERO);
        await().atMost(SOON).until(() -> connected() == 1);

        sharing.hear(true);
        await().atMost(SOON).until(() -> texts().equals(List.of("kept")));
        sharing.open(ZERO);
        await("it reads again what it had left").atMost(SOON).until(() -> texts().contains("left to another"));
        even.post(ada, "live");
        await().atMost(SOON).until(() -> texts().contains("live"));
        assertThat(texts()).containsExactlyInAnyOrder("kept", "left to another", "live");
    }

    @Test
    void nothingWaitsInOneThatIsAlone() {
        start(ZERO, ONE);
        sharing.processes(1);
        sharing.hear(false);
        even.post(ada, "alone");
        await().atMost(SOON).until(() -> texts().equals(List.of("alone")));

        sharing.letAct(false);
        even.post(ada, "silent");
        await().during(A_WHILE).atMost(SOON).until(() -> texts().equals(List.of("alone")));
        sharing.letAct(true);
        sharing.hear(true);
        await().atMost(SOON).until(() -> texts().equals(List.of("alone", "silent")));
    }

    @Test
    void commandsAreRegisteredByWhoHasShardZero() {
        start(ONE);
        odd.post(ada, "it works");
        stage.await(1);
        await().during(A_WHILE)
                .atMost(SOON)
                .until(() -> commands("GET").isEmpty() && commands("PUT").isEmpty());

        sharing.open(ZERO);
        discord.awaitCalls(1, "PUT", "/applications/*/commands", SOON);
        sharing.give(ZERO);
        sharing.open(ZERO);
        discord.awaitCalls(2, "GET", "/applications/*/commands", SOON);
        await().during(A_WHILE).atMost(SOON).until(() -> commands("GET").size() == 2);
        assertThat(commands("PUT")).as("they are as they should be").hasSize(1);
    }

    private void start(Shard... shards) {
        sharing = new TestSharing(shards);
        stage.context.getComponent("discord", DiscordComponent.class).setShardSharing(sharing);
        stage.start();
        await().atMost(SOON).until(() -> connected() == shards.length);
        await("the first installation is over")
                .atMost(SOON)
                .until(() ->
                        List.of(shards).stream().allMatch(shard -> kept.containsKey("base:" + shard.number() + "/2")));
    }

    private long connected() {
        return discord.sessions().stream()
                .filter(session -> session.connected())
                .count();
    }

    private List<RecordedCall> commands(String method) {
        return discord.calls(method, "/applications/*/commands");
    }

    private List<String> texts() {
        return stage.events().stream()
                .filter(MessageCreated.class::isInstance)
                .map(event -> ((MessageCreated) event).content())
                .toList();
    }

    private long reactions() {
        return stage.events().stream()
                .filter(event -> event.type() == EventType.REACTION_ADDED)
                .count();
    }
}
