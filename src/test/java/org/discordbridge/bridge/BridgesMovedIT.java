package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.discordbridge.bridge.BridgesScene.ANSWERS;
import static org.discordbridge.bridge.BridgesScene.GUILDS;
import static org.discordbridge.bridge.BridgesScene.MESSAGES;
import static org.discordbridge.bridge.BridgesScene.SECOND;
import static org.discordbridge.bridge.BridgesScene.SEED;
import static org.discordbridge.bridge.BridgesScene.SHARDS;
import static org.discordbridge.bridge.BridgesScene.count;
import static org.discordbridge.bridge.BridgesScene.since;
import static org.discordbridge.bridge.BridgesScene.tell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Shards that are handed over amid all that people do: they do not notice. */
@Nightly
@Timeout(1_200)
@ResourceLock("three bridges and a crowd")
@ExtendWith(ServersExtension.class)
class BridgesMovedIT {
    @TempDir
    Path folders;

    private KafkaServer kafka;
    private RegistryServer registry;
    private S3Server s3;
    private BridgesScene scene;
    private Crowd crowd;
    private Fleet fleet;

    @BeforeEach
    void remember(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        this.kafka = kafka;
        this.registry = registry;
        this.s3 = s3;
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void bridgesAreRestartedOneAfterTheOther() throws Exception {
        three(SHARDS, SHARDS);
        restartOneAfterTheOther();
    }

    @Test
    void bridgesAreRestartedWithASessionAtATime() throws Exception {
        three(4, 1);
        restartOneAfterTheOther();
    }

    private void restartOneAfterTheOther() throws InterruptedException {
        int identifies = scene.discord().gateway().identifies();
        int openings = fleet.openings();
        scene.begin();
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
        tell(moved + " moves of shards, " + (scene.discord().gateway().identifies() - identifies) + " IDENTIFYs");
        count(crowd.messages());
        count(crowd.reactions());
        count(crowd.answers());
        crowd.messages().assertEachOnce();
        crowd.reactions().assertEachOnce();
        crowd.answers().assertEachOnce();
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
        assertThat(scene.discord().gateway().identifies() - identifies).isEqualTo(moved);
    }

    @Test
    void thereAreMoreShardsWithASessionAtATime() throws Exception {
        scene = BridgesScene.of(BridgesScene.discord(4, 1), 4, kafka, registry, s3, folders);
        fleet = scene.fleet();
        fleet.bridges().forEach(bridge -> bridge.withOption("-Dcamel.beans.bridges.lookEvery=1"));
        crowd = scene.start().begin().crowd();
        crowd.awaitMore(SECOND);
        int identifies = scene.discord().gateway().identifies();
        long wanted = System.nanoTime();
        scene.discord().gateway().recommendShards(8);
        fleet.awaitGrown(8);
        tell("all of the new shards were served after " + since(wanted));
        crowd.awaitMore(SECOND);
        crowd.finish();

        count(crowd.messages()).assertEachOnce();
        count(crowd.reactions()).assertEachOnce();
        count(crowd.answers()).assertEachOnce();
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
        assertThat(scene.discord().gateway().identifies() - identifies).isEqualTo(8);
    }

    @Test
    void discordClosesAllThatHaveTooManyGuilds() throws Exception {
        three(SHARDS, SHARDS);
        scene.begin();
        // until nothing is read any more that was written while they started
        crowd.awaitMore(20 * SECOND);
        long closed = System.nanoTime();
        scene.discord().gateway().recommendShards(2 * SHARDS);
        scene.discord().gateway().limitGuilds(GUILDS / (2 * SHARDS) + 1);
        scene.discord().gateway().closeOverfull();
        fleet.awaitGrown(2 * SHARDS);
        tell("all of the new shards were served after " + since(closed));
        crowd.awaitMore(2 * SECOND);
        crowd.finish();

        Tally messages = count(crowd.messages());
        // Discord has ended the sessions: what else happened until the new ones began is told to nobody
        count(crowd.reactions()).assertDoubledAtMost(0);
        count(crowd.answers()).assertEachOnce();
        messages.assertEachOnce();
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
        assertThat(scene.discord().sessions())
                .filteredOn(GatewaySession::connected)
                .hasSize(2 * SHARDS)
                .extracting(GatewaySession::shards)
                .containsOnly(2 * SHARDS);
    }

    @Test
    void interactionsAreAcknowledgedOnce() throws Exception {
        three(SHARDS, SHARDS);
        await("the commands are registered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> scene.discord().commands().stream()
                        .anyMatch(command -> "echo".equals(command.path("name").asText())));
        crowd.begin(MESSAGES / 2, ANSWERS);
        List<Interaction> used = Collections.synchronizedList(new ArrayList<>());
        Random random = new Random(SEED);
        ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
        Future<?> using = users.scheduleAtFixedRate(
                () -> used.add(scene.discord()
                        .slashCommand(
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
        int callbacks =
                scene.discord().calls("POST", "/interactions/*/*/callback").size();
        tell(used.size() + " interactions, "
                + used.stream().filter(Interaction::failed).count() + " failed, " + callbacks
                + " acknowledgements, the slowest after " + slowest + " ms");
        assertThat(used).noneMatch(Interaction::failed);
        assertThat(callbacks).isEqualTo(used.size());
        count(crowd.messages()).assertEachOnce();
        count(crowd.answers()).assertEachOnce();
    }

    private void three(int shards, int concurrency) {
        scene = BridgesScene.of(BridgesScene.discord(shards, concurrency), shards, kafka, registry, s3, folders)
                .start();
        crowd = scene.crowd();
        fleet = scene.fleet();
    }
}
