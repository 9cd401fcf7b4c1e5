package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.ExchangeHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A compacted topic with a record that stays unfinished, on a real broker. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class NewestRecordsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String topic = "newest-records-" + NUMBER.incrementAndGet();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    /** As {@code key=value}, in the order in which routes got them. */
    private final List<String> seen = new CopyOnWriteArrayList<>();
    /** Keys of what is not finished. */
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    private KafkaServer kafka;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void prepare(KafkaServer shared) {
        kafka = shared;
        producer = new KafkaProducer<>(
                new HashMap<>(kafka.clientSettings()), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void stop() {
        contexts.forEach(DefaultCamelContext::stop);
        producer.close();
    }

    @Test
    void whatHasATombstoneIsNotReadAgainBehindAnUnfinishedOne() throws Exception {
        kafka.createTopic(topic, 1);
        stuck.add("stuck");
        DefaultCamelContext first = start();
        awaitReading(0);
        send(0, "stuck", "1");
        for (int i = 0; i < 20; i++) {
            send(0, "file" + i, "1");
            send(0, "file" + i, null);
        }
        await().atMost(SOON).until(() -> seen.size() == 42);
        first.stop();
        seen.clear();

        start();
        send(0, "new", "1");
        await().atMost(SOON).until(() -> seen.contains("new=1"));
        assertThat(seen)
                .startsWith("stuck=1", "file0=null")
                .endsWith("file19=null", "new=1")
                .hasSize(22);
        assertThat(seen).noneMatch(record -> record.matches("file\\d+=1"));
        await("what is known only when assigned is forgotten").atMost(SOON).until(() -> {
            send(0, "new", "2");
            return seen.contains("new=2");
        });
    }

    @Test
    void onlyTheNewestOfAKeyIsHandedOnAndAllThatHaveNone() throws Exception {
        kafka.createTopic(topic, 1);
        send(0, "a", "1");
        send(0, null, "x");
        send(0, "b", "1");
        send(0, "a", "2");
        send(0, null, "y");
        start();

        await().atMost(SOON).until(() -> committed() == 5);
        assertThat(seen).containsExactly("null=x", "b=1", "a=2", "null=y");
    }

    @Test
    void partitionsThatComeAndGoAreReadAheadEach() throws Exception {
        kafka.createTopic(topic, 2);
        stuck.add("stuck0");
        stuck.add("stuck1");
        start();
        awaitReading(0);
        awaitReading(1);
        for (int partition = 0; partition < 2; partition++) {
            send(partition, "stuck" + partition, "1");
            for (int i = 0; i < 10; i++) {
                send(partition, "file" + partition + i, "1");
                send(partition, "file" + partition + i, null);
            }
        }
        await().atMost(SOON).until(() -> seen.size() == 44);
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("group.id", topic + "-group");
        settings.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, String> other =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            other.subscribe(List.of(topic));
            await().atMost(SOON).pollInSameThread().until(() -> {
                other.poll(Duration.ofMillis(100));
                return other.assignment().size() == 1;
            });
        }

        // both are its own again
        await().atMost(SOON)
                .until(() -> seen.stream().filter("stuck0=1"::equals).count() > 1
                        && seen.stream().filter("stuck1=1"::equals).count() > 1);
        send(0, "last0", "1");
        send(1, "last1", "1");
        await().atMost(SOON).until(() -> seen.containsAll(List.of("last0=1", "last1=1")));
        assertThat(seen.stream().filter(record -> record.matches("file\\d+=1"))).doesNotHaveDuplicates();
    }

    /** What is sent from then on is handed on at once. */
    private void awaitReading(int partition) throws Exception {
        send(partition, "first" + partition, "1");
        await().atMost(SOON).until(() -> seen.contains("first" + partition + "=1"));
    }

    private void send(int partition, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    private DefaultCamelContext start() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getShutdownStrategy().setTimeout(2);
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(kafka.bootstrapServers());
        AtLeastOnce reading = new AtLeastOnce();
        reading.setCompacted(true);
        context.getRegistry().bind("reading", reading);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:" + topic + "?groupId=" + topic + "-group&autoOffsetReset=earliest&autoCommitEnable=false"
                                + "&pollTimeoutMs=200&kafkaClientFactory=#reading"
                                + "&additionalProperties.session.timeout.ms=6000"
                                + "&additionalProperties.heartbeat.interval.ms=200")
                        .routePolicy(reading)
                        .process(new Finish());
            }
        });
        context.start();
        return context;
    }

    /** Hands what it gets over to nobody if it is stuck. */
    private final class Finish extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            String key = exchange.getMessage().getHeader(KafkaConstants.KEY, String.class);
            seen.add(key + "=" + exchange.getMessage().getBody(String.class));
            if (key != null && stuck.contains(key)) {
                Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, true, true);
                assertThat(copy).isNotNull();
            }
            callback.done(true);
            return true;
        }
    }

    private long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            var offset = admin.listConsumerGroupOffsets(topic + "-group")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
    }
}
