package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger on a real broker. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class LedgerTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String topic = "ledger-" + NUMBER.incrementAndGet();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private KafkaServer kafka;
    private CapturedLog log;

    @BeforeEach
    void captureLog(KafkaServer shared) {
        kafka = shared;
        log = CapturedLog.of("org.discordbridge.delivery", Level.INFO);
    }

    @AfterEach
    void stop() {
        contexts.forEach(DefaultCamelContext::stop);
        log.close();
    }

    @Test
    void knowsWhatAnotherProcessWrote() throws Exception {
        kafka.createTopic(topic, 3);
        Ledger one = ledger();
        one.catchUp().join();
        for (int i = 0; i < 50; i++) {
            one.setState("uuid-" + i + "/digest#0", "10/" + i);
            one.setState("uuid-" + i + "/digest#1", "10/" + (1000 + i));
        }
        one.setState("topic-0-1-2#0", "10/9");

        Ledger two = ledger();
        two.catchUp().join();
        for (Ledger either : List.of(one, two)) {
            assertThat(either.getState("uuid-7/digest#1")).isEqualTo("10/1007");
            assertThat(either.getState("uuid-7/digest#2")).isNull();
            assertThat(either.getState("uuid-7/other#0")).isNull();
            assertThat(either.getState("topic-0-1-2#0")).isEqualTo("10/9");
            assertThat(either.first("uuid-49").messageId()).isEqualTo("49");
            assertThat(either.first("nobody")).isNull();
        }
        assertThat(log.messages()).contains("The ledger is read: 101 messages on topic " + topic);

        // and while both run
        two.setState("later/digest#0", "10/11");
        one.catchUp().join();
        assertThat(one.first("later").messageId()).isEqualTo("11");
        one.setState("unasked/digest#0", "10/12");
        await().until(() -> two.first("unasked") != null);
    }

    @Test
    void refusesToAnswerBeforeItIsRead() throws Exception {
        kafka.createTopic(topic, 1);
        Ledger ledger = ledger();

        assertThatThrownBy(() -> ledger.getState("u/d#0"))
                .isInstanceOf(KafkaException.class)
                .hasMessage("The ledger on topic " + topic + " is not read yet");
        ledger.catchUp().join();
        assertThat(ledger.getState("u/d#0")).isNull();
    }

    @Test
    void ignoresWhatItDoesNotUnderstandAndHeedsTombstones() throws Exception {
        kafka.createTopic(topic, 1);
        Ledger ledger = ledger();
        ledger.catchUp().join();
        ledger.setState("u/d#0", "1/2");
        try (KafkaProducer<String, String> other =
                new KafkaProducer<>(kafka.clientSettings(), new StringSerializer(), new StringSerializer())) {
            other.send(new ProducerRecord<>(topic, "odd", "not json")).get();
            other.send(new ProducerRecord<>(topic, null, "{}")).get();
            other.send(new ProducerRecord<>(topic, AnswerIdentity.shortened("u/d") + "-0", null))
                    .get();
        }
        ledger.catchUp().join();

        assertThat(ledger.getState("u/d#0")).isNull();
        assertThat(log.messages())
                .anySatisfy(line ->
                        assertThat(line).startsWith("Record odd of topic " + topic + " is ignored: it is no entry"));
    }

    @Test
    void waitsForATopicThatIsNotThereYet() throws Exception {
        Ledger ledger = ledger();
        Thread waiting = new Thread(() -> ledger.catchUp().join());
        waiting.start();
        await().until(() -> log.text().contains("Topic " + topic + " cannot be read, which is tried again: "));
        kafka.createTopic(topic, 1);
        waiting.join();

        assertThat(ledger.getState("u/d#0")).isNull();
        assertThat(log.messages()).contains("Topic " + topic + " can be read again");
    }

    @Test
    void endsWaitingWhenItIsStopped() throws Exception {
        Ledger ledger = ledger();
        List<String> failure = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> {
            try {
                ledger.catchUp().join();
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(KafkaException.class);
                failure.add(e.getCause().getMessage());
            }
        });
        waiting.start();
        await().until(() -> log.text().contains("Topic " + topic + " cannot be read"));
        contexts.get(0).stop();
        waiting.join();

        assertThat(failure).containsExactly("The ledger on topic " + topic + " was stopped while it was read");
    }

    @Test
    void keepsWhatItWritesInAReadableForm() throws Exception {
        kafka.createTopic(topic, 1);
        Ledger ledger = ledger();
        ledger.catchUp().join();
        ledger.setState("u/d#3", "1/2");

        List<String> values = new ArrayList<>();
        LedgerReader reader = new LedgerReader(settings(), topic, (key, value) -> {
            assertThat(new String(key, UTF_8)).isEqualTo(AnswerIdentity.shortened("u/d") + "-3");
            values.add(new String(value, UTF_8));
        });
        reader.start();
        reader.catchUp().join();
        reader.close();
        assertThat(values)
                .singleElement()
                .asString()
                .contains("\"uuid\":\"u\"", "\"part\":3", "\"channel_id\":\"1\"", "\"message_id\":\"2\"");
    }

    private java.util.Properties settings() {
        java.util.Properties settings = new java.util.Properties();
        settings.putAll(kafka.clientSettings());
        settings.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        settings.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    private Ledger ledger() {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(kafka.bootstrapServers());
        Ledger ledger = new Ledger();
        ledger.setTopic(topic);
        context.getRegistry().bind("ledger", ledger);
        context.start();
        return ledger;
    }
}
