package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(3)
@ExtendWith(ServersExtension.class)
@Timeout(240)
class KafkaServerTest {

    @Test
    void handsOverWhatIsSent(KafkaServer kafka) throws Exception {
        kafka.createTopic("handed-over", 3);

        send(kafka.clientSettings(), "handed-over", "cat");

        assertThat(read(kafka.clientSettings(), "handed-over", 1)).containsExactly("cat");
    }

    @Test
    void makesATopicOnlyWhenAsked(KafkaServer kafka) {
        Map<String, Object> impatient = new HashMap<>(kafka.clientSettings());
        impatient.put("max.block.ms", 500);

        assertThatThrownBy(() -> send(impatient, "misspelt", "cat"))
                .hasCauseInstanceOf(TimeoutException.class)
                .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void acceptsATopicThatIsThere(KafkaServer kafka) throws Exception {
        kafka.createTopic("twice", 2);
        kafka.createTopic("twice", 2);

        try (Admin admin = Admin.create(kafka.clientSettings())) {
            assertThat(admin.describeTopics(List.of("twice"))
                            .allTopicNames()
                            .get()
                            .get("twice")
                            .partitions())
                    .hasSize(2);
        }
    }

    @Test
    void comesBackOnItsPortWithItsData(@Separate KafkaServer kafka) throws Exception {
        String address = kafka.bootstrapServers();
        kafka.createTopic("kept", 1);
        send(kafka.clientSettings(), "kept", "before");
        assertThat(read(kafka.clientSettings(), "kept", 1)).containsExactly("before");

        kafka.stop();
        Map<String, Object> impatient = new HashMap<>(kafka.clientSettings());
        impatient.put("max.block.ms", 300);
        assertThatThrownBy(() -> send(impatient, "kept", "lost")).hasRootCauseInstanceOf(TimeoutException.class);
        kafka.start();

        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        send(kafka.clientSettings(), "kept", "after");
        assertThat(read(kafka.clientSettings(), "kept", 2)).containsExactly("before", "after");
    }

    @Test
    void letsClientsWaitOutItsAbsence(@Separate KafkaServer kafka) throws Exception {
        kafka.createTopic("patient", 1);
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        // else it forgets where the topic is, and does not take a record before it knows again
        settings.put("metadata.recovery.strategy", "none");
        try (KafkaProducer<String, String> producer = producer(settings)) {
            producer.send(new ProducerRecord<>("patient", "before")).get();
            kafka.stop();
            var pending = producer.send(new ProducerRecord<>("patient", "meanwhile"));
            kafka.start();
            pending.get();
        }
        assertThat(read(kafka.clientSettings(), "patient", 2)).containsExactly("before", "meanwhile");
    }

    @Test
    void saysThatItsPortIsTakenAndComesBackLater(@Separate KafkaServer kafka) throws Exception {
        String address = kafka.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        kafka.createTopic("returned", 1);
        kafka.stop();

        try (ServerSocket intruder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(intruder.isBound()).isTrue();
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Cannot start Kafka on " + address + ": ")
                    .hasRootCauseInstanceOf(BindException.class);
        }
        kafka.start();

        send(kafka.clientSettings(), "returned", "cat");
        assertThat(read(kafka.clientSettings(), "returned", 1)).containsExactly("cat");
    }

    @Test
    void refusesWhoDoesNotKnowThePassword(Servers servers) throws Exception {
        KafkaSettings settings = KafkaSettings.defaults().withSasl("bridge", "right");
        try (KafkaServer kafka = servers.separateKafka(settings)) {
            kafka.createTopic("guarded", 1);
            send(kafka.clientSettings(), "guarded", "cat");
            assertThat(read(kafka.clientSettings(), "guarded", 1)).containsExactly("cat");

            Map<String, Object> stranger = new HashMap<>(kafka.clientSettings());
            stranger.computeIfPresent(
                    "sasl.jaas.config", (key, value) -> value.toString().replace("right", "wrong"));
            assertThatThrownBy(() -> send(stranger, "guarded", "dog"))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void takesBrokerSettings(Servers servers) {
        KafkaSettings settings = KafkaSettings.defaults().with("message.max.bytes", "500");
        try (KafkaServer kafka = servers.separateKafka(settings)) {
            kafka.createTopic("narrow", 1);

            assertThatThrownBy(() -> send(kafka.clientSettings(), "narrow", "x".repeat(1_000)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void isReachedByLinesThatCanBeCut(Servers servers) throws Exception {
        KafkaSettings settings =
                KafkaSettings.defaults().withSasl("bridge", "right").withLines(2);
        try (KafkaServer kafka = servers.separateKafka(settings)) {
            kafka.createTopic("by-lines", 1);
            Line cut = kafka.lines().get(0);
            try (KafkaProducer<String, String> first = producer(by(cut, kafka));
                    KafkaProducer<String, String> second =
                            producer(by(kafka.lines().get(1), kafka))) {
                first.send(new ProducerRecord<>("by-lines", "first")).get();

                cut.cut();
                var pending = first.send(new ProducerRecord<>("by-lines", "kept back"));
                second.send(new ProducerRecord<>("by-lines", "second")).get();
                send(kafka.clientSettings(), "by-lines", "direct");
                // the broker tells who comes by a line nothing but that line
                assertThat(pending).isNotDone();

                cut.mend();
                pending.get();
            }
            kafka.stop();
            kafka.start();
            send(by(cut, kafka), "by-lines", "later");

            assertThat(read(kafka.clientSettings(), "by-lines", 5))
                    .containsExactly("first", "second", "direct", "kept back", "later");
        }
    }

    @Test
    void hasNoLinesUnlessAskedFor(KafkaServer kafka) {
        assertThat(kafka.lines()).isEmpty();
    }

    private static Map<String, Object> by(Line line, KafkaServer kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("bootstrap.servers", line.address());
        // as above: a record is taken while the line is cut
        settings.put("metadata.recovery.strategy", "none");
        return settings;
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> client) {
        return new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    }

    private static void send(Map<String, Object> client, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(client)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> read(Map<String, Object> client, String topic, int count) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("group.id", topic + "-readers-" + count);
        settings.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < count) {
                for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(100))) {
                    values.add(polled.value());
                }
            }
        }
        return values;
    }
}
