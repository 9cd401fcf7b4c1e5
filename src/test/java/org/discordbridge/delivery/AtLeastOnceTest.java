package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
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

/** A route whose records are finished elsewhere and later, on a real broker. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
@ResourceLock("log of org.discordbridge.delivery")
class AtLeastOnceTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String topic = "at-least-once-" + NUMBER.incrementAndGet();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    /** Bodies in the order in which the route got them, and how to end those that are held. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final Map<String, AsyncCallback> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private Consumer<AtLeastOnce> bounds = unbounded -> {};
    private volatile Predicate<String> hold = body -> false;
    private volatile Predicate<Exchange> fail = exchange -> false;
    private KafkaServer kafka;
    private CapturedLog log;
    private CapturedLog camel;

    @BeforeEach
    void captureLogs(KafkaServer shared) {
        kafka = shared;
        log = CapturedLog.of("org.discordbridge.delivery", Level.WARN);
        camel = CapturedLog.of("org.apache.camel", Level.ERROR);
    }

    @AfterEach
    void stop() {
        releaseAll();
        contexts.forEach(DefaultCamelContext::stop);
        log.close();
        camel.close();
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotFinished() throws Exception {
        kafka.createTopic(topic, 1);
        hold = body -> body.equals("3");
        start();
        produce(0, 10);

        await().atMost(SOON).until(() -> seen.size() == 10);
        await().atMost(SOON).until(() -> committed(0) == 3);
        assertThat(held).containsOnlyKeys("3");
        releaseAll();
        await().atMost(SOON).until(() -> committed(0) == 10);
        assertThat(seen).containsExactlyElementsOf(numbers(0, 10));
    }

    @Test
    void readsAgainWhatFailed() throws Exception {
        kafka.createTopic(topic, 1);
        AtomicInteger failures = new AtomicInteger();
        fail = exchange -> "4".equals(exchange.getMessage().getBody(String.class)) && failures.getAndIncrement() < 2;
        start();
        produce(0, 10);

        await().atMost(SOON).until(() -> committed(0) == 10);
        assertThat(seen).hasSize(12).containsAll(numbers(0, 10));
        assertThat(seen.stream().filter("4"::equals)).hasSize(3);
        assertThat(log.messages())
                .contains(
                        "Record 0@4 of " + topic + " was not finished and is read again: failed by the test",
                        "Record " + topic + "-0@4 was not finished and is read again");
    }

    @Test
    void pausesWhenTooManyRecordsAreInFlight() throws Exception {
        pausesAt500(reading -> reading.setMostInFlight(500));
    }

    @Test
    void pausesWhenTheyTakeUpTooMuchMemory() throws Exception {
        // each with what comes beside its few bytes
        pausesAt500(reading -> reading.setMostBytesInFlight(500 * 4_096));
    }

    private void pausesAt500(Consumer<AtLeastOnce> bound) throws Exception {
        bounds = bound;
        kafka.createTopic(topic, 1);
        hold = body -> true;
        start();
        produce(0, 2_500);

        await().atMost(SOON).until(() -> seen.size() >= 490);
        // what one poll brings may come on top
        await().during(Duration.ofMillis(600)).atMost(SOON).until(() -> seen.size() <= 1_000);
        hold = body -> false;
        releaseAll();
        await().atMost(SOON).until(() -> {
            releaseAll();
            return committed(0) == 2_500;
        });
        assertThat(seen).containsExactlyElementsOf(numbers(0, 2_500));
    }

    @Test
    void neitherLosesNorDoublesWhileItsRouteIsReloaded() throws Exception {
        kafka.createTopic(topic, 1);
        hold = body -> Integer.parseInt(body) % 10 == 7;
        DefaultCamelContext context = start();
        produce(0, 50);
        await().atMost(SOON).until(() -> seen.size() == 50);
        Thread stopper = new Thread(() -> {
            await().until(() -> !held.isEmpty());
            releaseAll();
        });
        context.getRouteController().stopRoute("read");
        stopper.start();
        stopper.join();
        produce(50, 100);
        context.getRouteController().startRoute("read");
        await().atMost(SOON).until(() -> {
            releaseAll();
            return committed(0) == 100;
        });

        assertThat(seen).containsExactlyElementsOf(numbers(0, 100));
    }

    @Test
    void letsRecordsFinishAndCommitsThemWhenTheContextStops() throws Exception {
        kafka.createTopic(topic, 1);
        hold = body -> true;
        DefaultCamelContext context = start();
        produce(0, 5);
        await().atMost(SOON).until(() -> held.size() == 5);
        CountDownLatch stopping = new CountDownLatch(1);
        Thread stopper = new Thread(() -> {
            stopping.countDown();
            context.stop();
        });
        stopper.start();
        stopping.await();
        await().until(context::isStopping);
        releaseAll();
        stopper.join();

        assertThat(committed(0)).isEqualTo(5);
        assertThat(seen).containsExactlyElementsOf(numbers(0, 5));
    }

    @Test
    void handsPartitionsOverToASecondConsumer() throws Exception {
        kafka.createTopic(topic, 2);
        start();
        produce(0, 100);
        await().atMost(SOON).until(() -> committed(0) + committed(1) == 100);
        DefaultCamelContext second = start();
        await().atMost(SOON).until(() -> {
            int before = seen.size();
            produce(1_000 + before, 1_002 + before);
            await().until(() -> seen.size() > before);
            return counts.size() == 2;
        });
        second.stop();
        int before = seen.size();
        produce(5_000, 5_020);
        await().atMost(SOON).until(() -> seen.size() == before + 20);

        assertThat(seen).doesNotHaveDuplicates();
    }

    private DefaultCamelContext start() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getShutdownStrategy().setTimeout(10);
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(kafka.bootstrapServers());
        AtLeastOnce reading = new AtLeastOnce();
        bounds.accept(reading);
        context.getRegistry().bind("reading", reading);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("kafka:" + topic + "?groupId=" + topic + "-group&autoOffsetReset=earliest&autoCommitEnable=false"
                                + "&pollTimeoutMs=200&kafkaClientFactory=#reading&breakOnFirstError=false"
                                + "&additionalProperties.session.timeout.ms=6000"
                                + "&additionalProperties.heartbeat.interval.ms=200")
                        .routeId("read")
                        .routePolicy(context.getRegistry().lookupByNameAndType("reading", AtLeastOnce.class))
                        .process(new HandOver(context.getName()));
            }
        });
        context.start();
        return context;
    }

    /** Ends what it gets later, on another thread, if it is to be held. */
    private final class HandOver extends AsyncProcessorSupport {
        private final String name;

        HandOver(String name) {
            this.name = name;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String body = exchange.getMessage().getBody(String.class);
            seen.add(body);
            counts.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            if (fail.test(exchange)) {
                exchange.setException(new IllegalStateException("failed by the test"));
            }
            Exchange copy = org.apache.camel.support.ExchangeHelper.createCorrelatedCopy(exchange, true, true);
            if (exchange.getException() != null) {
                copy.setException(exchange.getException());
                exchange.setException(null);
            }
            if (hold.test(body)) {
                held.put(body, doneSync -> end(copy));
            } else {
                end(copy);
            }
            callback.done(true);
            return true;
        }
    }

    private static void end(Exchange exchange) {
        org.apache.camel.support.UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private void releaseAll() {
        held.keySet().forEach(body -> held.remove(body).done(false));
    }

    private void produce(int from, int to) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String number : numbers(from, to)) {
                producer.send(new ProducerRecord<>(topic, number, number));
            }
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    private long committed(int partition) throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(topic + "-group")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, partition));
            return offset == null ? 0 : offset.offset();
        }
    }
}
