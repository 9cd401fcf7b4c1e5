package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discordbridge.bridge.BridgesScene.MESSAGES;
import static org.discordbridge.bridge.BridgesScene.ROUNDS;
import static org.discordbridge.bridge.BridgesScene.SECOND;
import static org.discordbridge.bridge.BridgesScene.SEED;
import static org.discordbridge.bridge.BridgesScene.SHARDS;
import static org.discordbridge.bridge.BridgesScene.count;
import static org.discordbridge.bridge.BridgesScene.since;
import static org.discordbridge.bridge.BridgesScene.tell;

import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Bridges that end, or stand still, without a word. */
@Nightly
@Timeout(1_200)
@ResourceLock("three bridges and a crowd")
@ExtendWith(ServersExtension.class)
class BridgesKilledIT {
    private BridgesScene scene;
    private Crowd crowd;
    private Fleet fleet;

    @BeforeEach
    void begin(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path folders) {
        scene = BridgesScene.of(BridgesScene.discord(SHARDS, SHARDS), SHARDS, kafka, registry, s3, folders)
                .start()
                .begin();
        crowd = scene.crowd();
        fleet = scene.fleet();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void oneAfterTheOtherAtRandomMoments() throws Exception {
        Random random = new Random(SEED);
        tell("-Dchaos.seed=" + SEED + " -Dchaos.rounds=" + ROUNDS + " -Dchaos.rate=" + MESSAGES);
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
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
    }

    @Test
    void allAtOnce() throws Exception {
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
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
    }

    @Test
    void oneIsStoppedForLongAndContinued() throws Exception {
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
        assertThat(scene.discord().gateway().earlyIdentifies()).isZero();
    }
}
