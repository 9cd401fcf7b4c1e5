package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.delivery.KafkaStateRepository;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two processes with two shards, which they hand over on a topic of Kafka's. */
@Timeout(120)
@ResourceLock(value = "log of DiscordSession", mode = ResourceAccessMode.READ)
@ExtendWith(ServersExtension.class)
class ShardHandOverTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Shard FIRST = new Shard(0, 2);
    private static final Shard SECOND = new Shard(1, 2);

    private final String topic = "handed-over-" + NUMBER.incrementAndGet();
    private final DiscordSimulator discord =
            DiscordSimulator.builder().shards(2).maxConcurrency(2).start();
    private final List<String> came = new CopyOnWriteArrayList<>();

    /** A process of the bridge; each has a gateway connection for both shards. */
    private final class Process implements AutoCloseable, CatchUpTarget {
        final DefaultCamelContext context = new DefaultCamelContext();
        final KafkaStateRepository states = new KafkaStateRepository();
        final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        final List<Runnable> stuck = new CopyOnWriteArrayList<>();
        final DiscordSession session = new DiscordSession(
                new SessionSettings(
                        discord.token(),
                        URI.create(discord.apiUrl()),
                        true,
                        2,
                        SOON,
                        10,
                        1000,
                        100,
                        Duration.ofMinutes(10)),
                Transport.OWN);
        final Positions positions;
        final String name;

        Process(String name, KafkaServer kafka) {
            this.name = name;
            context.getComponent("kafka", KafkaComponent.class)
                    .getConfiguration()
                    .setBrokers(kafka.bootstrapServers());
            states.setCamelContext(context);
            states.setTopic(topic);
            states.start();
            positions = new Positions(
                    new CatchUpOptions(0, Duration.ZERO, Duration.ZERO), states, session, this, clock, () -> true);
            session.watch(positions);
            session.subscribe(
                    Set.of(EventType.MESSAGE_CREATED), (event, raw) -> positions.live((MessageCreated) event, raw));
        }

        void connect() {
            session.start(
                    List.of(new RouteNeeds("discord:message-created", Set.of(EventType.MESSAGE_CREATED), true, true)));
        }

        @Override
        public boolean wants(MessageCreated message) {
            return true;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void add(MessageCreated message, Supplier<String> raw, Runnable done) {
            if (message.content().equals("stuck in " + name)) {
                stuck.add(done);
            } else {
                came.add(name + ": " + message.channelName() + " " + message.content());
                done.run();
            }
        }

        @Override
        public void close() {
            session.close();
            clock.shutdownNow();
            states.stop();
            context.stop();
        }
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private void awaitCame(int count) {
        await().atMost(SOON).until(() -> came.size() >= count);
    }

    @Test
    void nothingIsLostOrComesTwice(KafkaServer kafka) {
        kafka.createTopic(topic, 1);
        User ada = discord.addUser("Ada");
        Channel even = discord.addGuild("Even", 2_000_000L << 22).addTextChannel("even");
        Channel odd = discord.addGuild("Odd", 2_000_001L << 22).addTextChannel("odd");
        try (Process one = new Process("one", kafka);
                Process two = new Process("two", kafka)) {
            // reads the topic now, while nothing is on it
            assertThat(two.states.getState("base:0/2")).isNull();
            one.positions.take(FIRST);
            one.positions.take(SECOND);
            one.connect();
            await("the first installation is over")
                    .atMost(SOON)
                    .until(() -> one.states.getState("base:0/2") != null && one.states.getState("base:1/2") != null);
            even.post(ada, "1");
            odd.post(ada, "1");
            for (int i = 0; i < 100; i++) {
                even.post(ada, "1." + i);
            }
            awaitCame(102);
            one.positions.give(FIRST);
            even.post(ada, "2");
            odd.post(ada, "2");
            awaitCame(103);

            two.positions.take(FIRST);
            two.connect();
            awaitCame(104);
            even.post(ada, "3");
            odd.post(ada, "3");
            awaitCame(106);

            even.post(ada, "stuck in two");
            await().atMost(SOON).until(() -> !two.stuck.isEmpty());
            two.positions.drop(FIRST);
            one.positions.take(FIRST);
            discord.gateway().invalidate(0, false);
            awaitCame(107);
            // what it was at is done after all, which changes nothing any more
            two.stuck.forEach(Runnable::run);
            even.post(ada, "5");
            odd.post(ada, "5");
            awaitCame(109);
            one.positions.give(FIRST);
            two.states.refresh();
            assertThat(two.states.getState(String.valueOf(even.id())))
                    .isEqualTo(String.valueOf(
                            even.messages().get(even.messages().size() - 1).id()));
        }
        assertThat(came)
                .doesNotHaveDuplicates()
                .hasSize(109)
                .containsSubsequence(
                        "one: even 1",
                        "one: even 1.99",
                        "two: even 2",
                        "two: even 3",
                        "one: even stuck in two",
                        "one: even 5")
                .containsSubsequence("one: odd 1", "one: odd 2", "one: odd 3", "one: odd 5");
    }
}
