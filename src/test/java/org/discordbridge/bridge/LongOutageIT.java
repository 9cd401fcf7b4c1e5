package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka away for long while people write fast, in a small heap: for ten minutes, or {@code -Doutage.seconds}. */
@Nightly
@Timeout(value = 2, unit = TimeUnit.HOURS)
@ExtendWith(ServersExtension.class)
class LongOutageIT {
    private static final int SECONDS = Integer.getInteger("outage.seconds", 15);
    private static final int PER_SECOND = 500;
    private static final int CHANNELS = 20;

    @TempDir
    Path directory;

    @Test
    void memoryStaysBoundedAndNothingIsLost(@Separate KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        int count = SECONDS * PER_SECOND;
        DiscordSimulator discord =
                DiscordSimulator.builder().history(count).resumeBuffer(count).start();
        try (Stage stage = Stage.on(discord, kafka, registry, s3);
                BridgeProcess bridge =
                        stage.bridge(directory).withOption("-Xmx128m").withOption("-XX:+ExitOnOutOfMemoryError")) {
            User ada = discord.addUser("Ada");
            Guild home = discord.addGuild("Home");
            List<Channel> channels = IntStream.range(0, CHANNELS)
                    .mapToObj(i -> home.addTextChannel("channel-" + i))
                    .toList();
            bridge.start();
            kafka.stop();
            AtomicInteger written = new AtomicInteger();
            ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor();
            String words = " some words that somebody has to say about something".repeat(4);
            people.scheduleAtFixedRate(
                    () -> {
                        for (int i = 0; i < PER_SECOND / 50 && written.get() < count; i++) {
                            int number = written.getAndIncrement();
                            channels.get(number % CHANNELS).post(ada, number / CHANNELS + words);
                        }
                        if (written.get() >= count) {
                            people.shutdown();
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            assertThat(people.awaitTermination(SECONDS * 4L + 60, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(bridge.isReady()).isTrue();
            assertThat(discord.gateway().identifies())
                    .as("never blocked for long")
                    .isEqualTo(1);
            kafka.start();

            Wire wire = new Wire(registry);
            Map<String, Integer> next = new HashMap<>();
            try (RecordLog commands = new RecordLog(kafka, stage.commands())) {
                for (ConsumerRecord<byte[], byte[]> record :
                        commands.await(count, Duration.ofSeconds(SECONDS * 4L + 120))) {
                    GenericRecord value = wire.read(record.value());
                    String text = value.get("content").toString();
                    int number = Integer.parseInt(text.substring(0, text.indexOf(' ')));
                    assertThat(number)
                            .isEqualTo(next.merge(value.get("channel_id").toString(), 1, Integer::sum) - 1);
                }
                assertThat(commands.all()).hasSize(count);
            }
            assertThat(bridge.log()).doesNotContain("OutOfMemory");
        }
    }
}
