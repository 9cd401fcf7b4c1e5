package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Where a route goes on after a Kafka step. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
@ResourceLock("log of org.discordbridge.delivery")
class ProducerThreadTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PRODUCER = "kafka-producer-network-thread";

    private final String topic = "producer-thread-" + NUMBER.incrementAndGet();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerThread executor = new ProducerThread();
    private Admin admin;

    @BeforeEach
    void start(KafkaServer kafka) {
        kafka.createTopic(topic, 1);
        admin = Admin.create(kafka.clientSettings());
        KafkaComponent component = context.getComponent("kafka", KafkaComponent.class);
        component.setKafkaClientFactory(new WatchedClientFactory());
        component.getConfiguration().setBrokers(kafka.bootstrapServers());
        executor.setCamelContext(context);
        context.getRegistry().bind("producerThread", executor);
    }

    @AfterEach
    void stop() {
        context.stop();
        admin.close();
    }

    @Test
    void goesOnWhereTheAcknowledgementArrives() throws Exception {
        startRoute(0);

        // one that arrives before Camel has looked whether it has is where the exchange came from
        await().until(() -> send("a").get(60, TimeUnit.SECONDS).startsWith(PRODUCER));
    }

    @Test
    void sendsAgainWithoutHoldingUpTheProducer() throws Exception {
        startRoute(0);
        limit("200");

        CompletableFuture<String> large = send("x".repeat(1_000));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name -> name.contains("(" + context.getName() + ")") && name.endsWith("not acknowledged")));
        assertThat(send("small").get(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(large).isNotDone();

        limit("100000");
        assertThat(large.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void isNotUsedForProducersThatNobodyWatches() throws Exception {
        context.getComponent("kafka", KafkaComponent.class).setKafkaClientFactory(new DefaultKafkaClientFactory());
        startRoute(0);

        assertThat(send("a").get(60, TimeUnit.SECONDS)).contains("not acknowledged");
    }

    @Test
    void tellsOfAStepThatHoldsUpTheProducer() throws Exception {
        try (CapturedLog log = CapturedLog.of(ProducerThread.class.getName(), Level.WARN)) {
            startRoute(1_100);

            send("a").get(60, TimeUnit.SECONDS);
            send("b").get(60, TimeUnit.SECONDS);
            assertThat(log.messages()).isEmpty();
            send("c").get(60, TimeUnit.SECONDS);
            send("d").get(60, TimeUnit.SECONDS);

            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .matches("What comes after a Kafka step took \\d{4,} ms, and nothing was published meanwhile\\..*");
        }
    }

    /** @param rest how many milliseconds what comes after the Kafka step takes */
    private void startRoute(long rest) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(RefusedRecordException.class)
                        .maximumRedeliveries(-1)
                        .redeliveryDelay(500);
                from("direct:in")
                        .to("kafka:" + topic + "?workerPool=#producerThread")
                        .process(exchange -> {
                            exchange.setProperty(
                                    "thread", Thread.currentThread().getName());
                            TimeUnit.MILLISECONDS.sleep(rest);
                        });
            }
        });
        context.start();
    }

    /** Becomes the name of the thread on which the route went on. */
    private CompletableFuture<String> send(String body) {
        return context.createProducerTemplate()
                .asyncSend("direct:in", exchange -> exchange.getMessage().setBody(body))
                .thenApply(done -> done.getProperty("thread", String.class));
    }

    private void limit(String bytes) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
