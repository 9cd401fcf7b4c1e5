package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.Line;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.RequestRate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One trouble after the other with several bridges, while people write and react in 200 guilds and a service answers; then
 * it is counted at both ends. What was counted is printed.
 *
 * <p>{@code -Dchaos.rounds=N} kills more often, and {@code -Dchaos.seed=N} repeats a run.
 */
@Nightly
@Timeout(1_200)
@ExtendWith(ServersExtension.class)
class BridgesTroubleIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);
    private static final long SEED = ChaosIT.seed();
    private static final int SHARDS = 16;
    private static final int GUILDS = 200;
    /** Messages a second; a machine of two cores, with everything else on it as well, bears not much more. */
    private static final int MESSAGES = 200;

    private static final int ANSWERS = 20;
    private static final int SECOND = MESSAGES + ANSWERS;

    @TempDir
    Path folders;

    private RegistryServer registry;
    private S3Server s3;
    private DiscordSimulator discord;
    private Stage stage;
    private Fleet fleet;
    private Crowd crowd;

    @BeforeEach
    void remember(RegistryServer registry, S3Server s3) {
        this.registry = registry;
        this.s3 = s3;
    }

    @AfterEach
    void end() {
        crowd.close();
        fleet.close();
        stage.close();
    }

    @Test
    void isKilledAtRandomMoments(KafkaServer kafka) throws Exception {
        Random random = new Random(SEED);
        tell("-Dchaos.seed=" + SEED + " -Dchaos.rounds=" + ROUNDS);
        three(SHARDS, SHARDS, kafka);
        crowd.begin(MESSAGES, ANSWERS);
        for (int i = 0; i < ROUNDS; i++) {
            crowd.awaitMore(SECOND + random.nextInt(5 * SECOND));
            BridgeProcess victim = fleet.get(random.nextInt(3));
            Set<Integer> lost = Fleet.shards(victim);
            victim.kill();
            long killed = System.nanoTime();
            fleet.awaitShared(fleet.without(victim));
            tell("shards " + lost + " were with others after " + since(killed));
            victim.start();
            fleet.awaitShared(fleet.bridges());
        }
        crowd.finish();

        // watermarks are stored 25 ms after what they are about is on Kafka, so that less than a second of it comes
        // again
        count(crowd.messages()).assertNothingLost().assertDoubledAtMost(ROUNDS * MESSAGES);
        // what else happened while nobody had the shard is not told again by Discord
        count(crowd.reactions()).assertDoubledAtMost(ROUNDS * MESSAGES);
        count(crowd.answers()).assertEachOnce();
        assertThat(discord.gateway().earlyIdentifies()).isZero();
    }

    @Test
    void areRestartedOneAfterTheOther(KafkaServer kafka) throws Exception {
        three(SHARDS, SHARDS, kafka);
        restartOneAfterTheOther();
    }

    @Test
    void areRestartedOneAfterTheOtherWithASessionAtATime(KafkaServer kafka) throws Exception {
        three(4, 1, kafka);
        restartOneAfterTheOther();
    }

    private void restartOneAfterTheOther() throws InterruptedException {
        int identifies = discord.gateway().identifies();
        int openings = fleet.openings();
        crowd.begin(MESSAGES, ANSWERS);
        crowd.awaitMore(SECOND);
        for (BridgeProcess bridge : fleet.bridges()) {
            long asked = System.nanoTime();
            bridge.stop();
            String ended = since(asked);
            fleet.awaitShared(fleet.without(bridge));
            tell("one ended after " + ended + ", its shards were with others after " + since(asked));
            crowd.awaitMore(SECOND);
            bridge.start();
            fleet.awaitShared(fleet.bridges());
            crowd.awaitMore(SECOND);
        }
        crowd.finish();

        int moved = fleet.openings() - openings;
        tell(moved + " moves of shards, " + (discord.gateway().identifies() - identifies) + " IDENTIFYs");
        count(crowd.messages());
        count(crowd.reactions());
        count(crowd.answers());
        crowd.messages().assertEachOnce();
        crowd.reactions().assertEachOnce();
        crowd.answers().assertEachOnce();
        assertThat(discord.gateway().earlyIdentifies()).isZero();
        assertThat(discord.gateway().identifies() - identifies).isEqualTo(moved);
    }

    @Test
    void isStoppedForLongAndContinued(KafkaServer kafka) throws Exception {
        three(SHARDS, SHARDS, kafka);
        crowd.begin(MESSAGES, ANSWERS);
        crowd.awaitMore(2 * SECOND);
        BridgeProcess sleeper = fleet.get(1);
        int before = crowd.count();
        long slept = System.nanoTime();
        sleeper.freeze();
        fleet.awaitShared(fleet.without(sleeper));
        tell("its shards were with others after " + since(slept));
        crowd.awaitMore(Math.max(0, before + 30 * SECOND - crowd.count()));
        sleeper.thaw();
        fleet.awaitShared(fleet.bridges());
        crowd.awaitMore(SECOND);
        crowd.finish();

        // It takes nothing new when it wakes, but its producers still send what they had: as they wait for no more than
        // the broker's answer, that is less than a second of the stream
        count(crowd.messages()).assertNothingLost().assertDoubledAtMost(MESSAGES);
        count(crowd.reactions()).assertDoubledAtMost(MESSAGES);
        count(crowd.answers()).assertEachOnce();
        assertThat(discord.gateway().earlyIdentifies()).isZero();
    }

    @Test
    void aloneCannotReachKafka(Servers servers) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults().withLines(1))) {
            Line line = kafka.lines().get(0);
            prepare(SHARDS, SHARDS, kafka);
            BridgeProcess alone = fleet.get(1).with("KAFKA_BOOTSTRAP_SERVERS", line.address());
            fleet.start();
            crowd.begin(MESSAGES, ANSWERS);
            crowd.awaitMore(2 * SECOND);
            int before = crowd.count();
            long cut = System.nanoTime();
            line.cut();
            fleet.awaitShared(fleet.without(alone));
            tell("its shards were with others after " + since(cut));
            crowd.awaitMore(Math.max(0, before + 30 * SECOND - crowd.count()));
            line.mend();
            fleet.awaitShared(fleet.bridges());
            crowd.awaitMore(SECOND);
            crowd.finish();

            Tally messages = count(crowd.messages());
            count(crowd.reactions());
            count(crowd.answers()).assertEachOnce();
            // what it had handed to its producers in the seconds until it noticed goes out when the line is mended
            messages.assertNothingLost().assertDoubledAtMost(6 * MESSAGES);
            crowd.close();
            fleet.close();
        }
    }

    @Test
    void aloneCannotReachDiscord(KafkaServer kafka) throws Exception {
        prepare(SHARDS, SHARDS, kafka);
        try (Line line = Line.to(discord.port())) {
            BridgeProcess alone = fleet.get(1).with("DISCORD_API_URL", "http://" + line.address() + "/api/v10");
            fleet.start();
            crowd.begin(MESSAGES, ANSWERS);
            crowd.awaitMore(2 * SECOND);
            int before = crowd.count();
            long cut = System.nanoTime();
            line.cut();
            fleet.awaitShared(fleet.without(alone));
            tell("its shards were with others after " + since(cut));
            assertThat(crowd.count() - before)
                    .as("said until others had its shards: less than in 30 s")
                    .isLessThan(30 * SECOND);
            int notes = fleet.notes().size();
            long mended = System.nanoTime();
            line.mend();
            fleet.awaitServing(alone);
            tell("it has taken shards again after " + since(mended));
            // a sign of life comes twice a second at most
            assertThat(fleet.unableBeats(alone, notes)).isGreaterThan(60);
            fleet.awaitShared(fleet.bridges());
            crowd.awaitMore(SECOND);
            crowd.finish();

            count(crowd.messages()).assertNothingLost().assertDoubledAtMost(0);
            count(crowd.reactions()).assertDoubledAtMost(0);
            count(crowd.answers()).assertEachOnce();
            fleet.close();
        }
    }

    @Test
    void theBrokerIsAway(Servers servers) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults())) {
            three(SHARDS, SHARDS, kafka);
            crowd.begin(MESSAGES, ANSWERS);
            crowd.awaitMore(2 * SECOND);
            List<Set<Integer>> held =
                    fleet.bridges().stream().map(Fleet::shards).toList();
            int identifies = discord.gateway().identifies();
            kafka.stop();
            // nobody can answer meanwhile
            crowd.awaitMore(20 * MESSAGES);
            kafka.start();
            crowd.awaitMore(20 * SECOND);
            crowd.finish();

            Tally messages = count(crowd.messages());
            count(crowd.reactions()).assertEachOnce();
            count(crowd.answers()).assertEachOnce();
            messages.assertEachOnce();
            assertThat(fleet.bridges().stream().map(Fleet::shards)).isEqualTo(held);
            assertThat(discord.gateway().identifies()).isEqualTo(identifies);
            crowd.close();
            fleet.close();
        }
    }

    @Test
    void allAreKilledAtOnce(KafkaServer kafka) throws Exception {
        three(SHARDS, SHARDS, kafka);
        crowd.begin(MESSAGES, ANSWERS);
        crowd.awaitMore(5 * SECOND);
        fleet.bridges().forEach(BridgeProcess::kill);
        crowd.awaitMore(5 * SECOND);
        long started = System.nanoTime();
        fleet.start();
        tell("all shards were served after " + since(started));
        crowd.awaitMore(SECOND);
        crowd.finish();

        count(crowd.messages()).assertNothingLost().assertDoubledAtMost(3 * MESSAGES);
        count(crowd.reactions()).assertDoubledAtMost(3 * MESSAGES);
        count(crowd.answers()).assertEachOnce();
        assertThat(discord.gateway().earlyIdentifies()).isZero();
    }

    @Test
    void interactionsAreAcknowledgedWhileShardsMove(KafkaServer kafka) throws Exception {
        three(SHARDS, SHARDS, kafka);
        await("the commands are registered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> discord.commands().stream()
                        .anyMatch(command -> "echo".equals(command.path("name").asText())));
        crowd.begin(MESSAGES / 2, ANSWERS);
        List<Interaction> used = Collections.synchronizedList(new ArrayList<>());
        Random random = new Random(SEED);
        ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
        Future<?> using = users.scheduleAtFixedRate(
                () -> used.add(discord.slashCommand(
                        crowd.ada(),
                        crowd.channel(random.nextInt(GUILDS)),
                        "echo",
                        Map.of("message", "use " + used.size()))),
                0,
                100,
                TimeUnit.MILLISECONDS);
        for (BridgeProcess bridge : fleet.bridges()) {
            bridge.stop();
            fleet.awaitShared(fleet.without(bridge));
            bridge.start();
            fleet.awaitShared(fleet.bridges());
        }
        assertThat(using).as("people still use commands").isNotDone();
        users.shutdown();
        assertThat(users.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        crowd.finish();
        await("all are answered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> used.stream()
                        .allMatch(use -> use.failed() || use.reply().isPresent()));

        long slowest = used.stream()
                .flatMap(use -> use.acknowledgedAfter().stream())
                .mapToLong(Duration::toMillis)
                .max()
                .orElse(0);
        int callbacks = discord.calls("POST", "/interactions/*/*/callback").size();
        tell(used.size() + " interactions, "
                + used.stream().filter(Interaction::failed).count() + " failed, " + callbacks
                + " acknowledgements, the slowest after " + slowest + " ms");
        assertThat(used).noneMatch(Interaction::failed);
        assertThat(callbacks).isEqualTo(used.size());
        count(crowd.messages()).assertEachOnce();
        count(crowd.answers()).assertEachOnce();
    }

    @Test
    void keepToTheLimitOfAllRequestsTogether(KafkaServer kafka) throws Exception {
        DiscordSimulator limited = DiscordSimulator.builder()
                .shards(SHARDS)
                .maxConcurrency(SHARDS)
                .identifyLimit()
                .globalLimit(50)
                .start();
        prepare(limited, SHARDS, kafka);
        fleet.start();
        crowd.begin(10, 100);
        crowd.awaitMore(30 * 110);
        crowd.finish();
        count(crowd.answers()).assertEachOnce();

        RequestRate rate = discord.requestRate();
        tell("at most " + rate.busiestSecond() + " requests within a second, refused: " + rate.refusals());
        assertThat(rate.busiestSecond()).isLessThanOrEqualTo(50);
        assertThat(rate.refusals().stream()
                        .filter(refusal ->
                                refusal.isAfter(rate.refusals().get(0).plusSeconds(1))))
                .isEmpty();
    }

    private void three(int shards, int concurrency, KafkaServer kafka) {
        prepare(shards, concurrency, kafka);
        fleet.start();
    }

    private void prepare(int shards, int concurrency, KafkaServer kafka) {
        prepare(
                DiscordSimulator.builder()
                        .shards(shards)
                        .maxConcurrency(concurrency)
                        .identifyLimit()
                        .start(),
                shards,
                kafka);
    }

    private void prepare(DiscordSimulator simulator, int shards, KafkaServer kafka) {
        discord = simulator;
        stage = Stage.on(discord, kafka, registry, s3);
        kafka.createTopic(stage.commands(), 3);
        kafka.createTopic(stage.events(), 3);
        kafka.createTopic(stage.responses(), 6);
        crowd = new Crowd(stage, GUILDS, SEED);
        fleet = new Fleet(stage, folders, shards);
        for (int i = 0; i < 3; i++) {
            fleet.add();
        }
    }

    private static Tally count(Tally tally) {
        tell(tally.toString());
        return tally;
    }

    private static void tell(String what) {
        System.out.println("BridgesTroubleIT: " + what);
    }

    private static String since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) + " ms";
    }
}
