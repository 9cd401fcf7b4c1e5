package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.GatewayReady;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bot whose guilds are divided among four shards, of which each goes its own way. */
@Timeout(120)
@Order(1)
class ShardsTest {
    private static final int SHARDS = 4;
    private static final int GUILDS = 8;

    private DiscordSimulator discord;
    private User ada;
    private final List<Channel> channels = new ArrayList<>();

    @BeforeEach
    void script() {
        discord = DiscordSimulator.builder()
                .shards(SHARDS)
                .maxConcurrency(SHARDS)
                .identifyLimit()
                .start();
        ada = discord.addUser("Ada");
        for (long i = 0; i < GUILDS; i++) {
            Guild guild = discord.addGuild("Guild " + i, (1_000_000 + i) << 22);
            channels.add(guild.addTextChannel("general"));
        }
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private static int shardOf(Channel channel) {
        return (int) ((channel.guild().orElseThrow().id() >>> 22) % SHARDS);
    }

    private List<Channel> of(int shard) {
        return channels.stream().filter(channel -> shardOf(channel) == shard).toList();
    }

    private static Map<String, List<String>> byChannel(List<DiscordEvent> events) {
        Map<String, List<String>> texts = new HashMap<>();
        events.stream()
                .filter(event -> event.type() == EventType.MESSAGE_CREATED)
                .forEach(event -> texts.computeIfAbsent(event.channelId(), id -> new ArrayList<>())
                        .add(event.content()));
        return texts;
    }

    @Test
    void deliversWhatHappensOnEveryShardOnceAndInOrder() throws Exception {
        int each = 100;
        try (ComponentStage stage = new ComponentStage(discord)
                .route("discord:ready")
                .route("discord:message-created")
                .start()) {
            writeAtOnce(each);
            discord.directMessage(ada, "psst");
            int all = GUILDS * each + 2;
            List<DiscordEvent> events = stage.await(all);

            Map<String, List<String>> texts = byChannel(events);
            List<String> expected =
                    IntStream.range(0, each).mapToObj(i -> "m" + i).toList();
            assertThat(channels)
                    .allSatisfy(channel ->
                            assertThat(texts.get(String.valueOf(channel.id()))).isEqualTo(expected));
            assertThat(texts.get(String.valueOf(discord.directChannel(ada).id())))
                    .containsExactly("psst");
            assertThat(events)
                    .hasSize(all)
                    .filteredOn(GatewayReady.class::isInstance)
                    .singleElement()
                    .extracting(event -> ((GatewayReady) event).guildCount())
                    .isEqualTo(GUILDS);
        }
        assertThat(discord.sessions()).extracting(GatewaySession::shard).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(discord.sessions()).extracting(GatewaySession::shards).containsOnly(SHARDS);
        assertThat(discord.calls("GET", "/users/@me")).hasSize(1);
        assertThat(discord.calls("GET", "/gateway/bot")).hasSize(1);
        assertThat(discord.calls("GET", "/gateway")).isEmpty();
    }

    @Test
    void losesNothingWhenMoreComesOnAllShardsThanThereIsRoomFor() throws Exception {
        int each = 250;
        ComponentStage stage = new ComponentStage(discord);
        stage.context.getRegistry().bind("positions", new MemoryStateRepository());
        try (stage) {
            stage.route("discord:message-created?positionRepository=#positions&queueSize=50")
                    .start();
            writeAtOnce(each);
            assertEachInOrder(stage.await(GUILDS * each), each);
        }
    }

    private void writeAtOnce(int each) throws InterruptedException {
        List<Thread> writers = IntStream.range(0, SHARDS)
                .mapToObj(shard -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        for (Channel channel : of(shard)) {
                            channel.post(ada, "m" + i);
                        }
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void assertEachInOrder(List<DiscordEvent> events, int each) {
        Map<String, List<String>> texts = byChannel(events);
        List<String> expected = IntStream.range(0, each).mapToObj(i -> "m" + i).toList();
        assertThat(channels)
                .allSatisfy(channel ->
                        assertThat(texts.get(String.valueOf(channel.id()))).isEqualTo(expected));
    }

    @Test
    void resumesOneShardWhileTheOthersGoOn() throws Exception {
        try (ComponentStage stage =
                new ComponentStage(discord).route("discord:message-created").start()) {
            HealthCheck check = HealthCheckHelper.getHealthCheck(stage.context, "discord");
            assertThat(check.call().getDetails())
                    .containsEntry("gateway", "READY")
                    .containsEntry("shards", SHARDS)
                    .doesNotContainKeys("shard", "shard.2");
            discord.gateway().refuseConnections(true);
            discord.gateway().close(2, 4000);
            HealthCheck.Result down = await().until(check::call, result -> result.getState() == HealthCheck.State.DOWN);
            assertThat(down.getDetails())
                    .containsEntry("gateway", "RECONNECTING")
                    .containsEntry("closeCode", 4000)
                    .containsEntry("reason", "shard 2 of 4: Discord closed the connection with 4000 (unknown error)");
            assertThat((String) down.getDetails().get("shard.2"))
                    .startsWith("RECONNECTING since ")
                    .endsWith(", Discord closed the connection with 4000 (unknown error)");

            channels.forEach(channel -> channel.post(ada, "meanwhile"));
            stage.await(GUILDS - 2);
            assertThat(stage.events())
                    .hasSize(GUILDS - 2)
                    .noneMatch(event -> of(2).stream()
                            .anyMatch(channel -> String.valueOf(channel.id()).equals(event.channelId())));

            discord.gateway().refuseConnections(false);
            stage.await(GUILDS);
            assertThat(byChannel(stage.events()))
                    .hasSize(GUILDS)
                    .allSatisfy((channel, texts) -> assertThat(texts).containsExactly("meanwhile"));
            await().until(() -> check.call().getState() == HealthCheck.State.UP);
        }
        assertThat(discord.gateway().resumes()).isEqualTo(1);
        assertThat(discord.gateway().identifies()).isEqualTo(SHARDS);
        assertThat(discord.connections()).hasSize(SHARDS + 1);
    }

    @Test
    void readsWhatAShardMissedThatBeganAnew() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        MemoryStateRepository repository = new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                super.setState(key, value);
                kept.put(key, value);
            }
        };
        ComponentStage stage = new ComponentStage(discord);
        stage.context.getRegistry().bind("positions", repository);
        try (stage) {
            stage.route("discord:message-created?positionRepository=#positions").start();
            await("the first installation is over")
                    .atMost(ComponentStage.SOON)
                    .until(() -> kept.keySet().containsAll(List.of("base:0/4", "base:1/4", "base:2/4", "base:3/4")));
            channels.forEach(channel -> channel.post(ada, "before"));
            discord.directMessage(ada, "before");
            stage.await(GUILDS + 1);

            discord.gateway().invalidate(0, false);
            discord.directMessage(ada, "meanwhile");
            channels.forEach(channel -> channel.post(ada, "meanwhile"));
            stage.await(GUILDS + 1 + GUILDS - 2);
            discord.gateway().awaitIdentifies(SHARDS + 1, Duration.ofSeconds(15));
            stage.await(2 * (GUILDS + 1));
            channels.forEach(channel -> channel.post(ada, "after"));
            discord.directMessage(ada, "after");
            stage.await(3 * (GUILDS + 1));

            assertThat(byChannel(stage.events()))
                    .hasSize(GUILDS + 1)
                    .allSatisfy((channel, texts) -> assertThat(texts).containsExactly("before", "meanwhile", "after"));
        }
        List<Long> read = new ArrayList<>(of(0).stream().map(Channel::id).toList());
        read.add(discord.directChannel(ada).id());
        assertThat(discord.calls("GET", "/channels/*/messages"))
                .extracting(ShardsTest::channelOf)
                .containsOnlyOnceElementsOf(read)
                .hasSize(read.size());
        assertThat(discord.gateway().identifies()).isEqualTo(SHARDS + 1);
        assertThat(discord.gateway().resumes()).isZero();
        assertThat(discord.connections()).hasSize(SHARDS + 1);
    }

    private static long channelOf(RecordedCall call) {
        return Long.parseLong(call.path().replaceFirst(".*/channels/(\\d+)/.*", "$1"));
    }

    @Test
    void endsAsAWholeWhenDiscordEndsAShard() throws Exception {
        try (CapturedLog jda = CapturedLog.of("net.dv8tion.jda", Level.WARN);
                CapturedLog session = CapturedLog.of("org.discordbridge.discord.session", Level.ERROR);
                ComponentStage stage = new ComponentStage(discord)
                        .route("discord:message-created")
                        .start()) {
            DiscordComponent component = stage.context.getComponent("discord", DiscordComponent.class);
            discord.gateway().close(3, 4011);
            await().until(() -> component.ownSession().state() == SessionState.FAILED);
            String reason =
                    "Discord closed the gateway of shard 3 of 4 with 4011 (sharding required): the bot is in too"
                            + " many guilds for 4 connections. Set DISCORD_SHARDS to auto, which asks Discord for the number at"
                            + " each start, or to a greater number, and start again";
            assertThat(component.ownSession().status().reason()).isEqualTo(reason);
            await().until(() -> discord.connections().stream().noneMatch(connection -> connection.open()));
            assertThat(session.messages(reason)).containsExactly("The session with Discord has ended: " + reason);
            assertThat(jda.text()).doesNotContain(discord.token());
        }
        assertThat(discord.gateway().identifies()).isEqualTo(SHARDS);
    }
}
