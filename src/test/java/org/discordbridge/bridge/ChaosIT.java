package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.awaitility.Awaitility;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One trouble after the other while people write and a service answers; then it is counted at both ends. {@code mvn verify
 * -Pchaos} runs it for as long as {@code -Dchaos.seconds} says. The seed that is printed repeats the order of troubles with
 * {@code -Dchaos.seed}.
 */
@Nightly
@Timeout(value = 24, unit = TimeUnit.HOURS)
@ExtendWith(ServersExtension.class)
class ChaosIT {
    private static final Duration FOR = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 20));
    private static final long SEED = seed();
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);

    private final Map<Trouble, Integer> happened = new EnumMap<>(Trouble.class);
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> answered = Collections.synchronizedList(new ArrayList<>());
    private final List<Message> written = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingIsDoubledThatNeedNotBe(
            @Separate KafkaServer kafka, @Separate RegistryServer registry, @Separate S3Server s3) throws Exception {
        Random random = new Random(SEED);
        System.out.println("ChaosIT: -Dchaos.seed=" + SEED + " -Dchaos.seconds=" + FOR.toSeconds());
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory)) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            List<Channel> channels = IntStream.range(0, 4)
                    .mapToObj(i -> home.addTextChannel("channel-" + i))
                    .toList();
            bridge.with("ATTACHMENT_TIMEOUT", "2")
                    .with("RESPONSES_RETRIES", "20")
                    .start();
            ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor();
            Random hand = new Random(SEED);
            Future<?> writing = people.scheduleAtFixedRate(
                    () -> write(channels.get(hand.nextInt(channels.size())), ada, hand), 0, 20, TimeUnit.MILLISECONDS);
            ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor();
            Answers answers = new Answers(stage);
            Random choice = new Random(SEED);
            Future<?> answering = service.scheduleWithFixedDelay(
                    () -> answer(channels.get(choice.nextInt(channels.size())), answers), 0, 50, TimeUnit.MILLISECONDS);
            makeTrouble(stage, bridge, random);
            assertThat(List.of(writing, answering))
                    .as("people and the service are still at work")
                    .noneMatch(Future::isDone);
            people.shutdown();
            service.shutdown();
            assertThat(people.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(service.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            answers.close();

            assertThat(happened).isNotEmpty();
            assertThat(written).isNotEmpty();
            assertThat(answered).isNotEmpty();
            assertAnsweredOnce(stage, channels);
            Map<String, List<GenericRecord>> published = published(stage);
            Set<String> expected = written.stream()
                    .map(message -> String.valueOf(message.id()))
                    .collect(Collectors.toSet());
            assertThat(published.keySet()).as("%s", happened).containsAll(expected);
            boolean mayDouble = happened.keySet().stream().anyMatch(Trouble::mayDouble);
            for (Map.Entry<String, List<GenericRecord>> message : published.entrySet()) {
                assertThat(message.getValue().stream()
                                .map(record -> record.get("uuid").toString())
                                .distinct())
                        .hasSize(1);
                if (!mayDouble) {
                    assertThat(message.getValue()).as("%s", message.getKey()).hasSize(1);
                }
            }
            assertEachInOrder(stage, channels);
        }
    }

    private void answer(Channel channel, Answers answers) {
        String text = "answer " + asked.getAndIncrement();
        answers.send(channel.id(), text);
        // after it is on Kafka: only that is promised to be posted
        answered.add(text);
    }

    /** Every answer that Kafka has acknowledged is in its channel, and once. */
    private void assertAnsweredOnce(Stage stage, List<Channel> channels) {
        Awaitility.await("all answers are posted")
                .atMost(SETTLED_WITHIN)
                .until(() -> posted(stage, channels).containsAll(answered));
        // nor does one come again a little later
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(posted(stage, channels)).as("%s", happened).doesNotHaveDuplicates());
    }

    private static List<String> posted(Stage stage, List<Channel> channels) {
        return channels.stream()
                .flatMap(channel -> channel.messages().stream())
                .filter(message -> message.author().equals(stage.discord().bot()))
                .map(Message::content)
                .toList();
    }

    /** Another one each time, unless one is given. */
    static long seed() {
        long given = Long.getLong("chaos.seed", 0);
        return given == 0 ? System.nanoTime() : given;
    }

    private void write(Channel channel, User author, Random random) {
        MessageDraft draft = MessageDraft.text(channel.name() + " " + written.size());
        if (random.nextInt(50) == 0) {
            draft = draft.attach(Upload.generated("file.bin", null, 10_000));
        }
        written.add(channel.post(author, draft));
    }

    private void makeTrouble(Stage stage, BridgeProcess bridge, Random random) {
        Instant until = Instant.now().plus(FOR);
        List<Trouble> order = new ArrayList<>(Arrays.asList(Trouble.values()));
        while (Instant.now().isBefore(until)) {
            Collections.shuffle(order, random);
            for (Trouble trouble : order) {
                pause(Duration.ofMillis(500 + random.nextInt(1_000)));
                happened.merge(trouble, 1, Integer::sum);
                trouble.begin(stage, bridge, random);
                pause(Duration.ofMillis(500 + random.nextInt(2_000)));
                trouble.end(stage, bridge);
                if (Instant.now().isAfter(until)) {
                    break;
                }
            }
        }
    }

    private static void pause(Duration time) {
        Instant until = Instant.now().plus(time);
        Awaitility.await()
                .atMost(time.plusSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Instant.now().isAfter(until));
    }

    /** All records by message, once nothing is missing. */
    private Map<String, List<GenericRecord>> published(Stage stage) {
        Wire wire = new Wire(stage.registry());
        Map<String, List<GenericRecord>> byMessage = new HashMap<>();
        Set<String> missing = new HashSet<>();
        written.forEach(message -> missing.add(String.valueOf(message.id())));
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            int seen = 0;
            Instant until = Instant.now().plus(SETTLED_WITHIN);
            boolean last = false;
            while (!last) {
                last = missing.isEmpty() || Instant.now().isAfter(until);
                var records = last ? commands.all() : commands.read();
                for (; seen < records.size(); seen++) {
                    GenericRecord record = wire.read(records.get(seen).value());
                    String id = record.get("message_id").toString();
                    missing.remove(id);
                    byMessage.computeIfAbsent(id, key -> new ArrayList<>()).add(record);
                }
            }
        }
        return byMessage;
    }

    /** The first record of each message, in the order of its channel. */
    private void assertEachInOrder(Stage stage, List<Channel> channels) {
        Wire wire = new Wire(stage.registry());
        Map<String, Set<String>> published = new HashMap<>();
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            commands.await(written.size());
            commands.read().forEach(record -> {
                GenericRecord value = wire.read(record.value());
                published
                        .computeIfAbsent(value.get("channel_id").toString(), key -> new LinkedHashSet<>())
                        .add(value.get("message_id").toString());
            });
        }
        for (Channel channel : channels) {
            assertThat(published.get(String.valueOf(channel.id())))
                    .containsExactlyElementsOf(written.stream()
                            .filter(message -> message.channel().id() == channel.id())
                            .map(message -> String.valueOf(message.id()))
                            .toList());
        }
    }
}
