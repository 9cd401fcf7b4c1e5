package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger has noted and Kafka has not acknowledged. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class LedgerNotesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String topic = "ledger-notes-" + NUMBER.incrementAndGet();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Ledger ledger = new Ledger();
    private final NotedAnswers step = new NotedAnswers();
    private KafkaServer kafka;
    private Admin admin;

    @BeforeEach
    void start(KafkaServer shared) {
        kafka = shared;
        kafka.createTopic(topic, 1);
        admin = Admin.create(kafka.clientSettings());
        KafkaConfiguration configuration =
                context.getComponent("kafka", KafkaComponent.class).getConfiguration();
        configuration.setBrokers(kafka.bootstrapServers());
        configuration.setPartitioner(Refusing.class.getName());
        Refusing.all = false;
        ledger.setTopic(topic);
        step.setLedger(ledger);
        context.getRegistry().bind("ledger", ledger);
        context.start();
        ledger.catchUp().join();
    }

    @AfterEach
    void stop() {
        context.stop();
        admin.close();
    }

    @Test
    void isKnownAtOnceAndKeptLater() throws Exception {
        lose();
        CompletableFuture<Void> kept = ledger.keep("u/d#0", "1/2");

        assertThat(ledger.getState("u/d#0")).isEqualTo("1/2");
        assertThat(ledger.first("u").messageId()).isEqualTo("2");
        CountDownLatch done = new CountDownLatch(1);
        Exchange waiting = exchange("u/d");
        assertThat(step.process(waiting, doneSync -> done.countDown())).isFalse();
        assertThat(done.getCount()).isEqualTo(1);
        assertThat(kept).isNotDone();

        kafka.createTopic(topic, 1);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.getException()).isNull();
        assertThat(kept).isCompleted();
        assertThat(ledger.noted("u/d")).isNull();
    }

    @Test
    void isForgottenIfKafkaDoesNotTakeIt() {
        Refusing.all = true;
        CompletableFuture<Void> kept = ledger.keep("u/d#0", "1/2");
        await().until(kept::isCompletedExceptionally);

        assertThat(ledger.getState("u/d#0")).isNull();
        assertThat(ledger.first("u")).isNull();
        Exchange first = exchange("u/d");
        step.process(first, doneSync -> {});
        assertThat(first.getException())
                .isInstanceOf(KafkaException.class)
                .hasMessage("Message 2 was posted, but not noted on topic " + topic + ": not now");
        // it is read again, and may end otherwise then
        Exchange second = exchange("u/d");
        assertThat(step.process(second, doneSync -> {})).isTrue();
        assertThat(second.getException()).isNull();
    }

    @Test
    void isNotAskedAgainByRedeliveries() throws Exception {
        Refusing.all = true;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(KafkaException.class).maximumRedeliveries(2).redeliveryDelay(0);
                from("direct:noted").process(step);
            }
        });
        ledger.keep("u/d#0", "1/2");

        Exchange done = context.createProducerTemplate()
                .request("direct:noted", in -> in.getMessage().setHeader(DiscordConstants.IDENTITY, "u/d"));
        assertThat(done.getException()).isInstanceOf(KafkaException.class);
    }

    @Test
    void waitsForNothingThatIsNotItsOwn() throws Exception {
        lose();
        ledger.keep("u/d#0", "1/2");

        assertThat(step.process(exchange("u/other"), doneSync -> {})).isTrue();
        assertThat(step.process(exchange(null), doneSync -> {})).isTrue();
    }

    @Test
    void failsWhatWaitsWhenItStops() throws Exception {
        lose();
        CompletableFuture<Void> kept = ledger.keep("u/d#0", "1/2");
        context.stop();

        await().until(kept::isCompletedExceptionally);
        assertThat(ledger.keep("u/d#1", "1/2")).isCompletedExceptionally();
        assertThatThrownBy(() -> ledger.setState("u/d#1", "1/3"))
                .isInstanceOf(KafkaException.class)
                .hasMessage("Message 3 was posted, but not noted on topic " + topic + ": the bridge is stopping");
    }

    private Exchange exchange(String identity) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(DiscordConstants.IDENTITY, identity);
        return exchange;
    }

    @Test
    void isKeptInMemoryIfItIsTooLarge() throws Exception {
        limit("10");
        try (CapturedLog log = CapturedLog.of(Ledger.class.getName(), Level.ERROR)) {
            // to read its answer again would only post it again
            ledger.setState("u/d#0", "1/2");

            assertThat(ledger.getState("u/d#0")).isEqualTo("1/2");
            assertThat(ledger.noted("u/d")).isNull();
            assertThat(log.messages(topic))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Message 2 was posted, but is not in the ledger, so that its answer would be posted again"
                                    + " after a crash or with its uuid: Topic " + topic
                                    + " does not take this record of ");
        }
    }

    private void limit(String bytes) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** What is written to a topic that is gone waits until it is there again. */
    private void lose() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(topic));
    }

    /**
     * A producer that takes nothing, if so told. To delete the topic would not do: who asks where it is before the next
     * record is sent, after a connection that was slow for instance, waits for it to come back.
     */
    public static final class Refusing implements Partitioner {
        private static volatile boolean all;

        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            if (all) {
                throw new TimeoutException("not now");
            }
            return 0;
        }

        @Override
        public void configure(Map<String, ?> settings) {
            // there are none
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
