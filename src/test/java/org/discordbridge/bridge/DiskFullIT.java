package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.servers.KafkaOnSmallDisk;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the only broker is full while people write: it ends itself, and comes back when there is room. */
@Nightly
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the limit is set by a POSIX shell, with ulimit")
@ExtendWith(ServersExtension.class)
class DiskFullIT {
    /** Kafka makes its indexes of 10 MB at once. */
    private static final int LIMIT = 11_000;

    private static final String WORDS = " some words that somebody has to say about something".repeat(35);

    @TempDir
    Path directory;

    @Test
    void losesAndDoublesNothing(RegistryServer registry, S3Server s3) {
        try (KafkaOnSmallDisk kafka = new KafkaOnSmallDisk(LIMIT);
                Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.with("TOPIC_PARTITIONS", "1").start();
            List<String> written = new ArrayList<>();
            while (kafka.isAlive()) {
                write(general, ada, written, 20);
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                assertThat(written).as("a disk that is never full").hasSizeLessThan(40_000);
            }
            write(general, ada, written, 100);
            assertThat(bridge.isReady()).as("it goes on and waits").isTrue();
            kafka.enlarge();
            kafka.start();
            write(general, ada, written, 1);

            Wire wire = new Wire(registry);
            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                commands.await(written.size(), Duration.ofSeconds(120));
                assertThat(commands.all().stream()
                                .map(record -> wire.read(record.value()).get("content"))
                                .map(text -> text.toString().replace(WORDS, "")))
                        .containsExactlyElementsOf(written);
            }
        }
    }

    private static void write(Channel channel, User author, List<String> written, int count) {
        for (int i = 0; i < count; i++) {
            String number = String.valueOf(written.size());
            channel.post(author, number + WORDS);
            written.add(number);
        }
    }
}
