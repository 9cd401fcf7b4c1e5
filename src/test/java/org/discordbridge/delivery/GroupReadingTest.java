package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Route files that name a topic and a group and nothing else, on a real broker. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
@ResourceLock("log of org.discordbridge.delivery")
class GroupReadingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String READ = """
            - route:
                id: read
                description: DESCRIPTION
                from:
                  uri: kafka:TOPIC
                  parameters:
                    groupId: TOPIC-group
                    autoOffsetReset: earliest
                    pollTimeoutMs: 200
                  steps:
                    - to:
                        uri: lane:work
                        parameters:
                          keyHeader: kafka.KEY
            """;
    private static final String WORK = """
            - route:
                id: work
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: lane:work
                  steps:
                    - process:
                        ref: work
            """;

    private final String topic = "group-reading-" + NUMBER.incrementAndGet();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    /** Bodies that were begun with, and how to end those that are held. */
    private final List<String> begun = new CopyOnWriteArrayList<>();

    private final Map<String, AsyncCallback> held = new ConcurrentHashMap<>();
    private volatile boolean hold;
    private KafkaServer kafka;
    private CapturedLog log;

    @BeforeEach
    void kafka(KafkaServer shared) {
        kafka = shared;
        log = CapturedLog.of("org.discordbridge.delivery", Level.WARN);
    }

    @AfterEach
    void stop() {
        release();
        contexts.forEach(DefaultCamelContext::stop);
        log.close();
    }

    @Test
    void aRouteThatIsAddedCommitsWhatIsFinishedAndReadsAgainWhatFailed() throws Exception {
        kafka.createTopic(topic, 1);
        DefaultCamelContext context = context();
        context.start();
        load(context, READ + WORK);
        send("a", "1");
        send("b", "fails once");
        send("c", "3");

        await().atMost(SOON).until(() -> committed() == 3);
        assertThat(begun).hasSize(4).containsOnlyOnce("1", "3");
        assertThat(begun.stream().filter("fails once"::equals)).hasSize(2);
        assertThat(log.messages())
                .contains("Record 0@1 of " + topic + " was not finished and is read again: failed by the test");
    }

    @Test
    void whatIsUnderWayIsNotReadAgainByTheRouteThatReplacesIt() throws Exception {
        kafka.createTopic(topic, 1);
        DefaultCamelContext context = context();
        context.start();
        load(context, READ + WORK);
        hold = true;
        send("a", "1");
        send("b", "2");
        await().atMost(SOON).until(() -> held.size() == 2);

        load(context, READ.replace("DESCRIPTION", "Edited"));
        send("c", "3");
        await().atMost(SOON).until(() -> held.size() == 3);
        release();

        await().atMost(SOON).until(() -> committed() == 3);
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @Test
    void whatWaitsInALaneIsLeftToTheNextProcessWhenThisOneStops() throws Exception {
        kafka.createTopic(topic, 1);
        DefaultCamelContext first = context();
        first.start();
        load(first, READ + WORK);
        hold = true;
        send("a", "1");
        send("a", "2");
        send("a", "3");
        await().atMost(SOON).until(() -> held.size() == 1);
        Thread stopper = new Thread(first::stop);
        stopper.start();
        await().until(first::isStopping);
        hold = false;
        release();
        stopper.join();
        assertThat(begun).containsExactly("1");
        assertThat(committed()).isEqualTo(1);

        DefaultCamelContext second = context();
        second.start();
        load(second, READ + WORK);

        await().atMost(SOON).until(() -> committed() == 3);
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupId: mine, autoCommitEnable: true",
                "groupId: mine, allowManualCommit: true",
                "groupId: mine, batching: true",
                "groupId: mine, offsetRepository: '#offsets'",
                "groupId: mine, kafkaClientFactory: '#own'",
                "clientId: mine"
            })
    void whatSaysItselfHowOffsetsAreKeptIsLeftAsItIs(String parameters) throws Exception {
        DefaultCamelContext context = context();
        KafkaClientFactory own = new DefaultKafkaClientFactory();
        context.getRegistry().bind("own", own);
        context.getRegistry().bind("offsets", new MemoryStateRepository());
        context.setAutoStartup(false);
        context.start();
        load(context, """
                - route:
                    id: read
                    from:
                      uri: kafka:nothing
                      parameters: {PARAMETERS}
                      steps:
                        - to: mock:end
                """.replace("PARAMETERS", parameters));

        assertThat(((KafkaEndpoint) context.getRoute("read").getEndpoint()).getKafkaClientFactory())
                .isSameAs(
                        parameters.contains("#own")
                                ? own
                                : context.getComponent("kafka", KafkaComponent.class)
                                        .getKafkaClientFactory());
    }

    @Test
    void aCompactedTopicAndOneOfAnswersAreReadAsTheirBeansSay() throws Exception {
        DefaultCamelContext context = context();
        Topics topics = new Topics();
        topics.setCompacted("other," + topic);
        context.getRegistry().bind("topics", topics);
        Ledger ledger = new Ledger();
        ledger.setTopic("ledger");
        ledger.setAnswers(topic);
        context.getRegistry().bind("ledger", ledger);
        context.setAutoStartup(false);
        context.start();
        load(context, READ);
        load(context, READ.replace("TOPIC", "plain").replace("id: read", "id: plain"));

        assertThat(delivery(context, "read"))
                .hasFieldOrPropertyWithValue("compacted", true)
                .hasFieldOrPropertyWithValue("ledger", ledger);
        assertThat(delivery(context, "plain"))
                .hasFieldOrPropertyWithValue("compacted", false)
                .hasFieldOrPropertyWithValue("ledger", null);
    }

    private static KafkaClientFactory delivery(DefaultCamelContext context, String route) {
        return ((KafkaEndpoint) context.getRoute(route).getEndpoint()).getKafkaClientFactory();
    }

    private DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getShutdownStrategy().setTimeout(10);
        KafkaComponent component = context.getComponent("kafka", KafkaComponent.class);
        component.getConfiguration().setBrokers(kafka.bootstrapServers());
        component.getConfiguration().setAutoCommitEnable(false);
        // as the bean of the settings is made
        component.setKafkaClientFactory(context.getInjector().newInstance(WatchedClientFactory.class));
        context.getRegistry().bind("work", new Work());
        return context;
    }

    private void load(DefaultCamelContext context, String text) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .updateRoutes(ResourceHelper.fromString("routes/own.camel.yaml", text.replace("TOPIC", topic)));
    }

    /** Ends what it gets later if it is to be held. */
    private final class Work extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String body = exchange.getMessage().getBody(String.class);
            if (body.equals("fails once") && !begun.contains(body)) {
                exchange.setException(new IllegalStateException("failed by the test"));
            }
            begun.add(body);
            if (hold) {
                held.put(body, callback);
                return false;
            }
            callback.done(true);
            return true;
        }
    }

    private void release() {
        held.keySet().forEach(body -> held.remove(body).done(false));
    }

    private void send(String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka.clientSettings(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(topic + "-group")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
    }
}
