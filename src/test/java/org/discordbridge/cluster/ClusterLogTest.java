package org.discordbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(ServersExtension.class)
class ClusterLogTest {
    private static final String BOT = "bot";
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void topicOfSomebodyElseGetsTheTimesOfTheBroker(KafkaServer kafka) throws Exception {
        String topic = "cluster-log.made-by-hand";
        kafka.createTopic(topic, 3);
        Properties settings = new Properties();
        settings.putAll(kafka.clientSettings());
        try (KafkaProducer<String, byte[]> earlier =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            earlier.send(new ProducerRecord<>(topic, 0, BOT, note("earlier").toJson()))
                    .get();
        }
        try (ClusterLog log = new ClusterLog(settings, settings, topic, BOT)) {
            log.open();
            List<ClusterView.Entry> read = new ArrayList<>();
            await().atMost(SOON).pollInSameThread().until(() -> {
                log.write(note("mine"));
                read.addAll(log.read(WAIT));
                return !read.isEmpty();
            });
            assertThat(read).extracting(entry -> entry.note().by()).containsOnly("mine");
        }
    }

    private static Note note(String by) {
        return Note.of(Note.Kind.BEAT, by);
    }
}
