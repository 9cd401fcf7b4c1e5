package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was written while the bridge did not listen. */
@Order(2)
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class CatchUpIT {
    @TempDir
    Path directory;

    @Test
    void whatWasWrittenWhileTheBridgeWasAwayIsReadInOrder(Stage stage, BridgeProcess bridge) throws Exception {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            Channel quiet = home.addTextChannel("quiet");
            Channel thread = general.addThread("thread");
            Channel direct = stage.discord().directChannel(ada);
            Channel old = home.addTextChannel("old");
            old.post(ada, "long before");
            bridge.start();
            general.post(ada, "0");
            direct.post(ada, "0");
            commands.await(2);
            assertThat(bridge.stop()).isNotEqualTo(1);

            // more than a page, in channels that were and were not heard of before
            post(ada, 1, 250, general);
            post(ada, 1, 3, quiet, thread, direct);
            Channel fresh = home.addTextChannel("fresh");
            post(ada, 1, 2, fresh);
            bridge.start();
            post(ada, 251, 255, general);

            List<String> texts = texts(stage.registry(), commands, 2 + 255 + 3 * 3 + 2);
            assertThat(texts).hasSize(2 + 255 + 3 * 3 + 2).doesNotHaveDuplicates();
            assertInOrder(texts, general, 0, 255);
            assertInOrder(texts, quiet, 1, 3);
            assertInOrder(texts, thread, 1, 3);
            assertInOrder(texts, direct, 0, 3);
            assertInOrder(texts, fresh, 1, 2);
            Wire wire = new Wire(stage.registry());
            assertThat(commands.read()).allSatisfy(written -> {
                GenericRecord record = wire.read(written.value());
                boolean inGuild = !text(record).startsWith(direct.id() + " ");
                assertThat(String.valueOf(record.get("guild_name")))
                        .describedAs(text(record))
                        .isEqualTo(inGuild ? "Home" : "null");
            });
        }
    }

    @Nightly
    @Test
    void aKilledBridgeLosesNothingAndRepeatsOnlyItsLastMoment(Stage stage, BridgeProcess bridge) {
        try (RecordLog watermarks = new RecordLog(stage.kafka(), stage.watermarks());
                RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            int written = 0;
            for (int round = 0; round < 3; round++) {
                post(ada, written + 1, written + 50, general);
                written += 50;
                watermarks.awaitWatermark(general);
                post(ada, written + 1, written + 50, general);
                written += 50;
                bridge.kill();
                post(ada, written + 1, written + 20, general);
                written += 20;
                bridge.start();
                watermarks.awaitWatermark(general);
            }
            post(ada, written + 1, written + 1, general);
            written++;

            String last = general.id() + " " + written;
            Wire wire = new Wire(stage.registry());
            commands.await(record -> text(wire.read(record.value())).equals(last));
            Map<String, List<String>> uuids = commands.read().stream()
                    .map(record -> wire.read(record.value()))
                    .collect(Collectors.groupingBy(
                            CatchUpIT::text,
                            Collectors.mapping(record -> record.get("uuid").toString(), Collectors.toList())));
            assertThat(uuids.keySet()).hasSize(written);
            assertThat(uuids.values()).allSatisfy(same -> assertThat(same).hasSizeLessThanOrEqualTo(2));
            assertThat(uuids.values())
                    .allSatisfy(same -> assertThat(same.stream().distinct()).hasSize(1));
            for (int round = 0; round < 3; round++) {
                for (int i = 1; i <= 50; i++) {
                    assertThat(uuids.get(general.id() + " " + (round * 120 + i)))
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void sessionsThatCannotBeResumedLoseAndDoubleNothing(Stage stage, BridgeProcess bridge) {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            Channel random = home.addTextChannel("random");
            bridge.start();
            post(ada, 1, 50, general, random);
            stage.discord().gateway().invalidate(false);
            post(ada, 51, 100, general, random);
            stage.discord().gateway().awaitIdentifies(2, Duration.ofSeconds(120));
            post(ada, 101, 150, general, random);
            stage.discord().gateway().forgetSessions();
            stage.discord().gateway().drop();
            stage.discord().gateway().refuseConnections(true);
            post(ada, 151, 200, general, random);
            stage.discord().gateway().refuseConnections(false);
            // reading fails at first, which is not the same as being caught up
            stage.discord()
                    .fault(Fault.status(500))
                    .on("GET", "/channels/*/messages")
                    .times(3);
            stage.discord().gateway().awaitIdentifies(3, Duration.ofSeconds(120));
            post(ada, 201, 250, general, random);

            List<String> texts = texts(stage.registry(), commands, 500);
            assertThat(texts).hasSize(500).doesNotHaveDuplicates();
            assertInOrder(texts, general, 1, 250);
            assertInOrder(texts, random, 1, 250);
            assertThat(bridge.log()).contains("could not be read, its gap stays open");
        }
    }

    @Test
    void aFirstInstallationBeginsNowUnlessItIsToldToLookBack(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (Stage stage = Stage.on(kafka, registry, s3);
                RecordLog commands = new RecordLog(kafka, stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            post(ada, 1, 120, general);
            try (BridgeProcess bridge = stage.bridge(directory).with("WATERMARKS_TOPIC", stage.name() + ".other")) {
                bridge.start();
                post(ada, 121, 121, general);
                assertThat(texts(registry, commands, 1)).containsExactly(general.id() + " 121");
            }
            Path second = Files.createDirectory(directory.resolve("second"));
            try (BridgeProcess bridge = stage.bridge(second).with("CATCH_UP_FROM", "1h")) {
                bridge.start();
                List<String> texts = texts(registry, commands, 122);
                assertInOrder(texts.subList(1, 122), general, 1, 121);
            }
        }
    }

    @Test
    @Nightly
    void moreThanFitsWhileKafkaIsAwayIsReadLater(@Separate KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            List<Channel> channels = IntStream.range(0, 5)
                    .mapToObj(i -> home.addTextChannel("channel-" + i))
                    .toList();
            bridge.withRoute(
                    "discord-to-kafka", "        catchUpFrom:", "        queueSize: 200\n        catchUpFrom:");
            bridge.start();
            post(ada, 1, 10, channels.toArray(Channel[]::new));
            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                commands.await(50);
            }
            kafka.stop();
            post(ada, 11, 400, channels.toArray(Channel[]::new));
            await().atMost(Duration.ofSeconds(120)).until(() -> gaps(bridge) > 0);
            kafka.start();
            post(ada, 401, 410, channels.toArray(Channel[]::new));

            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                List<String> texts = texts(registry, commands, 5 * 410);
                assertThat(texts).hasSize(5 * 410).doesNotHaveDuplicates();
                channels.forEach(channel -> assertInOrder(texts, channel, 1, 410));
            }
            await().atMost(Duration.ofSeconds(120)).until(() -> gaps(bridge) == 0);
        }
    }

    @Test
    void whatTheGatewayHasLostIsFound(Stage stage, BridgeProcess bridge) {
        bridge.with("CATCH_UP_AUDIT", "1");
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                RecordLog watermarks = new RecordLog(stage.kafka(), stage.watermarks())) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            Channel quiet = home.addTextChannel("quiet");
            Channel thread = general.addThread("thread");
            bridge.start();
            post(ada, 1, 5, general);
            commands.await(5);
            stage.discord().gateway().lose(true);
            post(ada, 6, 8, general);
            post(ada, 1, 2, quiet, thread);
            stage.discord().gateway().lose(false);

            List<String> texts = texts(stage.registry(), commands, 8 + 4);
            assertThat(texts).hasSize(12).doesNotHaveDuplicates();
            assertInOrder(texts, general, 1, 8);
            assertInOrder(texts, quiet, 1, 2);
            assertInOrder(texts, thread, 1, 2);
            // an audit that begins before Kafka has confirmed all of it reads the channels again
            List.of(general, quiet, thread).forEach(watermarks::awaitWatermark);
            awaitAudits(stage, 2);
            // what is deleted cannot be read, and is looked for once
            stage.discord().gateway().lose(true);
            general.post(ada, "gone").delete();
            stage.discord().gateway().lose(false);
            int reads = stage.discord().calls("GET", "/channels/*/messages").size();
            awaitAudits(stage, 9);
            assertThat(stage.discord().calls("GET", "/channels/*/messages")).hasSizeLessThanOrEqualTo(reads + 1);
        }
    }

    /** Waits until so many more audits have begun. */
    private static void awaitAudits(Stage stage, int count) {
        int audits = stage.discord().calls("GET", "/guilds/*/channels").size();
        stage.discord().awaitCalls(audits + count, "GET", "/guilds/*/channels", Duration.ofSeconds(120));
    }

    private static double gaps(BridgeProcess bridge) {
        return bridge.get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("discord_gap_open"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    private static void post(User user, int from, int to, Channel... channels) {
        for (int i = from; i <= to; i++) {
            for (Channel channel : channels) {
                channel.post(user, String.valueOf(i));
            }
        }
    }

    private static List<String> texts(RegistryServer registry, RecordLog commands, int count) {
        Wire wire = new Wire(registry);
        commands.await(count, Duration.ofSeconds(120));
        return commands.read().stream()
                .map(record -> text(wire.read(record.value())))
                .toList();
    }

    private static String text(GenericRecord record) {
        return record.get("channel_id") + " " + record.get("content");
    }

    private static void assertInOrder(List<String> texts, Channel channel, int from, int to) {
        List<String> expected = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            expected.add(channel.id() + " " + i);
        }
        assertThat(texts)
                .filteredOn(text -> text.startsWith(channel.id() + " "))
                .containsExactlyElementsOf(expected);
    }
}
