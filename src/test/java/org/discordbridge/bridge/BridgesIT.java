package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several bridges with one token: what is said comes once, whichever of them come and go. */
@Order(1)
@Timeout(300)
@ExtendWith(ServersExtension.class)
class BridgesIT {
    private static final int SHARDS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folders;

    private final List<Channel> channels = new ArrayList<>();
    private final List<BridgeProcess> bridges = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();
    private DiscordSimulator discord;
    private Stage stage;
    private User ada;
    private volatile boolean quiet;
    private CompletableFuture<Void> talk;

    @BeforeEach
    void talkInAllShards(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        discord = DiscordSimulator.builder()
                .shards(SHARDS)
                .maxConcurrency(SHARDS)
                .identifyLimit()
                .start();
        stage = Stage.on(discord, kafka, registry, s3);
        ada = discord.addUser("Ada");
        for (long i = 0; i < SHARDS; i++) {
            channels.add(discord.addGuild("Guild " + i, (3_000_000 + i) << 22).addTextChannel("general"));
        }
        channels.add(discord.directChannel(ada));
    }

    @AfterEach
    void end() {
        quiet = true;
        bridges.forEach(BridgeProcess::close);
        stage.close();
    }

    @Test
    @Nightly
    void joinLeaveAndAreReplacedWithoutLossOrDouble(KafkaServer kafka, RegistryServer registry) throws Exception {
        BridgeProcess first = bridge().start();
        awaitShards(first, 0, 1, 2, 3);
        begin();
        BridgeProcess second = bridge().start();
        awaitShards(first, 0, 1);
        awaitShards(second, 2, 3);
        BridgeProcess third = bridge().start();
        await().atMost(SOON).until(() -> shards(third).size() == 1);

        // a rolling restart
        first.stop();
        BridgeProcess fourth = bridge().start();
        await().atMost(SOON).until(() -> shards(fourth).size() == 1);
        second.stop();
        await().atMost(SOON).until(() -> shards(third).size() + shards(fourth).size() == SHARDS);
        finish();

        assertAllCameOnce(kafka, registry);
        // one for each shard of the first, and one for each that has moved
        assertThat(discord.gateway().earlyIdentifies()).isZero();
    }

    @Test
    void oneThatIsKilledIsReplacedSoon(KafkaServer kafka, RegistryServer registry) throws Exception {
        BridgeProcess first = bridge().start();
        BridgeProcess second = bridge().start();
        awaitShards(first, 0, 1);
        awaitShards(second, 2, 3);
        assertThat(first.get("/observe/health?data=true").body())
                .contains("\"bridges\":2", "serving since", "shards 0 since", "shards 2 since", "(this one)");
        begin();
        await().until(() -> written.get() > 100);
        second.kill();
        awaitShards(first, 0, 1, 2, 3);
        int then = written.get();
        await().until(() -> written.get() > then + 100);
        finish();

        try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
            Wire wire = new Wire(registry);
            awaitLast(wire, commands);
            byChannel(wire, commands.all(), "content", "")
                    .forEach((channel, texts) ->
                            assertThat(texts.stream().distinct()).as(channel).containsExactlyElementsOf(numbers()));
        }
    }

    @Test
    @Nightly
    void moreShardsTakeOverWithoutAStop(KafkaServer kafka, RegistryServer registry) throws Exception {
        BridgeProcess first =
                bridge().withOption("-Dcamel.beans.bridges.lookEvery=1").start();
        BridgeProcess second =
                bridge().withOption("-Dcamel.beans.bridges.lookEvery=1").start();
        await().atMost(SOON).until(() -> shards(second).size() == SHARDS / 2);
        begin();
        discord.gateway().recommendShards(2 * SHARDS);
        await().atMost(SOON)
                .until(() -> shards(first).size() == SHARDS && shards(second).size() == SHARDS);
        int then = written.get();
        await().until(() -> written.get() > then + 50);
        finish();

        assertAllCameOnce(kafka, registry);
        assertThat(discord.gateway().earlyIdentifies()).isZero();
        assertThat(discord.sessions())
                .filteredOn(GatewaySession::connected)
                .extracting(GatewaySession::shards)
                .containsOnly(2 * SHARDS);
    }

    @Test
    void whatOneAloneIsToDoIsDoneByOne() throws Exception {
        BridgeProcess first = withJob(bridge()).start();
        BridgeProcess second = withJob(bridge()).start();
        first.awaitLog("the job is done");
        awaitShards(first, 0, 1);
        assertThat(second.log()).doesNotContain("the job is done");
        first.kill();

        second.awaitLog("the job is done");
    }

    private static BridgeProcess withJob(BridgeProcess bridge) throws Exception {
        Files.writeString(bridge.directory().resolve("routes/job.camel.yaml"), """
                - route:
                    id: job
                    from:
                      uri: master:job:timer:job
                      parameters:
                        period: 200
                      steps:
                        - log:
                            message: the job is done
                """);
        return bridge;
    }

    private void assertAllCameOnce(KafkaServer kafka, RegistryServer registry) {
        try (RecordLog commands = new RecordLog(kafka, stage.commands());
                RecordLog events = new RecordLog(kafka, stage.events())) {
            Wire wire = new Wire(registry);
            awaitLast(wire, commands);
            Map<String, List<String>> said = byChannel(wire, commands.all(), "content", "");
            Map<String, List<String>> reactions = byChannel(wire, events.all(), "message_id", "reaction-added");
            assertThat(said).hasSize(channels.size());
            said.forEach((channel, texts) -> assertThat(texts).as(channel).isEqualTo(numbers()));
            assertThat(reactions).hasSize(channels.size());
            reactions.forEach((channel, messages) ->
                    assertThat(messages).as(channel).doesNotHaveDuplicates().hasSize(written.get()));
        }
    }

    private BridgeProcess bridge() throws Exception {
        BridgeProcess made = stage.bridge(Files.createDirectory(folders.resolve("bridge" + bridges.size())))
                // else each of them waits for a quarter of a minute before it takes shards that others could keep
                .withOption("-Dcamel.beans.bridges.settle=1");
        bridges.add(made);
        return made;
    }

    /** Writes into all channels, and reacts, until it is told to end. */
    private void begin() {
        talk = CompletableFuture.runAsync(() -> {
            while (!quiet) {
                say();
            }
        });
    }

    private void say() {
        int number = written.incrementAndGet();
        for (Channel channel : channels) {
            Message message = channel.post(ada, String.valueOf(number));
            message.react(ada, "👍");
        }
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    private void finish() {
        quiet = true;
        talk.join();
        say();
    }

    private List<String> numbers() {
        return java.util.stream.IntStream.rangeClosed(1, written.get())
                .mapToObj(String::valueOf)
                .toList();
    }

    private static Set<Integer> shards(BridgeProcess bridge) {
        return bridge.get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("discord_gateway_ready{") && line.endsWith(" 1.0"))
                .map(line -> Integer.parseInt(line.replaceAll(".*shard=\"(\\d+)\".*", "$1")))
                .collect(Collectors.toSet());
    }

    private static void awaitShards(BridgeProcess bridge, Integer... expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(shards(bridge)).containsExactlyInAnyOrder(expected));
    }

    private void awaitLast(Wire wire, RecordLog commands) {
        String last = String.valueOf(written.get());
        for (Channel channel : channels) {
            String id = String.valueOf(channel.id());
            commands.await(record -> id.equals(new String(record.key(), UTF_8))
                    && last.equals(wire.read(record.value()).get("content").toString()));
        }
    }

    private static Map<String, List<String>> byChannel(
            Wire wire, List<ConsumerRecord<byte[], byte[]>> records, String field, String event) {
        Map<String, List<String>> all = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            GenericRecord value = wire.read(record.value());
            if (event.isEmpty() || event.equals(value.get("event").toString())) {
                all.computeIfAbsent(new String(record.key(), UTF_8), channel -> new ArrayList<>())
                        .add(value.get(field).toString());
            }
        }
        return all;
    }
}
