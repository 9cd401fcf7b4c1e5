package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discordbridge.bridge.BridgesScene.MESSAGES;
import static org.discordbridge.bridge.BridgesScene.SECOND;
import static org.discordbridge.bridge.BridgesScene.SHARDS;
import static org.discordbridge.bridge.BridgesScene.count;
import static org.discordbridge.bridge.BridgesScene.since;
import static org.discordbridge.bridge.BridgesScene.tell;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.Line;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Bridges that run, and do not reach Kafka or Discord for a while. */
@Nightly
@Timeout(1_200)
@ResourceLock("three bridges and a crowd")
@ExtendWith(ServersExtension.class)
class BridgesCutOffIT {
    @TempDir
    Path folders;

    @Test
    void oneFromKafka(Servers servers, RegistryServer registry, S3Server s3) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults().withLines(1));
                BridgesScene scene = scene(kafka, registry, s3)) {
            Crowd crowd = scene.crowd();
            Fleet fleet = scene.fleet();
            Line line = kafka.lines().get(0);
            BridgeProcess alone = fleet.get(1).with("KAFKA_BOOTSTRAP_SERVERS", line.address());
            scene.start().begin();
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
            // what it had handed to its producers in the second until it noticed goes out when the line is mended; it
            // has
            // a third of all shards
            messages.assertNothingLost().assertDoubledAtMost(MESSAGES / 2);
        }
    }

    @Test
    void oneFromDiscord(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        try (BridgesScene scene = scene(kafka, registry, s3);
                Line line = Line.to(scene.discord().port())) {
            Crowd crowd = scene.crowd();
            Fleet fleet = scene.fleet();
            BridgeProcess alone = fleet.get(1).with("DISCORD_API_URL", "http://" + line.address() + "/api/v10");
            scene.start().begin();
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
            // before the line is
            fleet.close();
        }
    }

    @Test
    void allFromKafka(Servers servers, RegistryServer registry, S3Server s3) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults());
                BridgesScene scene = scene(kafka, registry, s3)) {
            Crowd crowd = scene.crowd();
            Fleet fleet = scene.fleet();
            scene.start().begin();
            crowd.awaitMore(2 * SECOND);
            List<Set<Integer>> held =
                    fleet.bridges().stream().map(Fleet::shards).toList();
            int identifies = scene.discord().gateway().identifies();
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
            assertThat(scene.discord().gateway().identifies()).isEqualTo(identifies);
        }
    }

    private BridgesScene scene(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        return BridgesScene.of(BridgesScene.discord(SHARDS, SHARDS), SHARDS, kafka, registry, s3, folders);
    }
}
