package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/**
 * People who write and react all over a bot's guilds, and a service that answers them, until they are told to end. Then
 * everything is counted: what they wrote, and what came of it on the topics and in the channels.
 */
final class Crowd implements AutoCloseable {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(180);

    private final Stage stage;
    private final List<Channel> channels = new ArrayList<>();
    private final User ada;
    private final Random random;
    private final Map<String, List<Said>> written = new ConcurrentHashMap<>();
    private final Map<String, List<Said>> reactedTo = new ConcurrentHashMap<>();
    private final Map<String, List<Said>> answered = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> atWork = new ArrayList<>();
    private final Answers answers;

    /** Something that was said, by what it can be found again, at a time in milliseconds. */
    private record Said(String id, long at) {}

    /**
     * A crowd that is silent yet.
     *
     * @param guilds how many guilds, numbered so that they fall to all shards in turn; direct messages come besides
     */
    Crowd(Stage stage, int guilds, long seed) {
        this.stage = stage;
        this.random = new Random(seed);
        this.ada = stage.discord().addUser("Ada");
        for (long i = 0; i < guilds; i++) {
            channels.add(stage.discord()
                    .addGuild("Guild " + i, (3_000_000 + i) << 22)
                    .addTextChannel("general"));
        }
        channels.add(stage.discord().directChannel(ada));
        this.answers = new Answers(stage);
    }

    /** Who writes. */
    User ada() {
        return ada;
    }

    /** A channel of a guild. */
    Channel channel(int guild) {
        return channels.get(guild);
    }

    /** Begins with so many messages and answers a second; one in four messages gets a reaction. */
    Crowd begin(int messagesPerSecond, int answersPerSecond) {
        atWork.add(people.scheduleAtFixedRate(
                () -> write(channels.get(random.nextInt(channels.size()))),
                0,
                1_000_000 / messagesPerSecond,
                TimeUnit.MICROSECONDS));
        Random choice = new Random(random.nextLong());
        atWork.add(service.scheduleAtFixedRate(
                () -> answer(channels.get(choice.nextInt(channels.size()))),
                0,
                1_000_000 / answersPerSecond,
                TimeUnit.MICROSECONDS));
        return this;
    }

    private void write(Channel channel) {
        long now = System.currentTimeMillis();
        Message message = channel.post(ada, String.valueOf(count.incrementAndGet()));
        note(written, channel, String.valueOf(message.id()), now);
        if (count.get() % 4 == 0) {
            react(message);
        }
    }

    private void react(Message message) {
        note(reactedTo, message.channel(), String.valueOf(message.id()), System.currentTimeMillis());
        message.react(ada, "👍");
    }

    private void answer(Channel channel) {
        long now = System.currentTimeMillis();
        String text = "answer " + count.incrementAndGet();
        answers.send(channel.id(), text);
        // after it is on Kafka: only that is promised to be posted
        note(answered, channel, text, now);
    }

    private static void note(Map<String, List<Said>> all, Channel channel, String id, long at) {
        all.computeIfAbsent(String.valueOf(channel.id()), key -> new ArrayList<>())
                .add(new Said(id, at));
    }

    /** How much was written and answered so far. */
    int count() {
        return count.get();
    }

    /** Waits until so much more was written and answered: that is how tests let time pass. */
    void awaitMore(int more) {
        int until = count.get() + more;
        await("people write").atMost(SETTLED_WITHIN).until(() -> count.get() >= until);
    }

    /** Ends the talk with a last word, and a last answer, in every channel. */
    Crowd finish() throws InterruptedException {
        assertThat(atWork).as("people and the service are still at work").noneMatch(Future::isDone);
        people.shutdown();
        service.shutdown();
        assertThat(people.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (Channel channel : channels) {
            long now = System.currentTimeMillis();
            Message last = channel.post(ada, "last");
            note(written, channel, String.valueOf(last.id()), now);
            react(last);
            answer(channel);
        }
        return this;
    }

    /** Counts the messages on the commands topic. */
    Tally messages() {
        return tally("messages", written, stage.commands(), record -> "message-created");
    }

    /** Counts the reactions on the events topic. */
    Tally reactions() {
        return tally(
                "reactions",
                reactedTo,
                stage.events(),
                record -> record.get("event").toString());
    }

    private Tally tally(
            String of, Map<String, List<Said>> expected, String topic, Function<GenericRecord, String> event) {
        Tally tally = new Tally(of);
        Set<String> last = new HashSet<>();
        expected.values().forEach(said -> last.add(said.get(said.size() - 1).id()));
        Map<String, List<Tally.Told>> told = new HashMap<>();
        Wire wire = new Wire(stage.registry());
        try (RecordLog log = new RecordLog(stage.kafka(), topic)) {
            int[] seen = {0};
            await("the last " + of).atMost(SETTLED_WITHIN).pollInSameThread().until(() -> {
                List<ConsumerRecord<byte[], byte[]>> records = log.read();
                for (; seen[0] < records.size(); seen[0]++) {
                    ConsumerRecord<byte[], byte[]> record = records.get(seen[0]);
                    GenericRecord value = wire.read(record.value());
                    // the use of a command is about no message
                    if (value.get("message_id") != null
                            && Set.of("message-created", "reaction-added").contains(event.apply(value))) {
                        String id = value.get("message_id").toString();
                        last.remove(id);
                        told.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                                .add(new Tally.Told(id, value.get("uuid").toString(), record.timestamp()));
                    }
                }
                return last.isEmpty() && records.size() == log.all().size();
            });
        }
        expected.forEach((channel, said) -> tally.add(ids(said), times(said), told.getOrDefault(channel, List.of())));
        return tally;
    }

    /** Counts the answers in the channels. */
    Tally answers() {
        Tally tally = new Tally("answers");
        await("all answers are posted")
                .atMost(SETTLED_WITHIN)
                .until(() -> channels.stream()
                        .allMatch(channel -> posted(channel).stream()
                                .map(Tally.Told::id)
                                .toList()
                                .containsAll(ids(answered.get(String.valueOf(channel.id()))))));
        // nor does one come again a little later
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> true);
        for (Channel channel : channels) {
            List<Said> said = answered.get(String.valueOf(channel.id()));
            tally.add(ids(said), times(said), posted(channel));
        }
        return tally;
    }

    private List<Tally.Told> posted(Channel channel) {
        return channel.messages().stream()
                .filter(message -> message.author().equals(stage.discord().bot()))
                .filter(message -> message.content().startsWith("answer "))
                .map(message -> new Tally.Told(message.content(), message.content(), Tally.time(message.id())))
                .toList();
    }

    private static List<String> ids(List<Said> said) {
        return said.stream().map(Said::id).toList();
    }

    private static Map<String, Long> times(List<Said> said) {
        Map<String, Long> times = new HashMap<>();
        said.forEach(one -> times.put(one.id(), one.at()));
        return times;
    }

    @Override
    public void close() {
        people.shutdownNow();
        service.shutdownNow();
        answers.close();
    }
}
