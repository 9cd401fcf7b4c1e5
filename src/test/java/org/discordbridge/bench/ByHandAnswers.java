package org.discordbridge.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts what is polled, all at once, and commits when it is posted. */
final class ByHandAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ByHandAnswers.class);
    private static final int HEADER = 5;

    private final JDA jda;
    private final ByHandRegistry registry;
    private final Map<String, String> settings;

    ByHandAnswers(JDA jda, ByHandRegistry registry, Map<String, String> settings) {
        this.jda = jda;
        this.registry = registry;
        this.settings = settings;
    }

    void run() throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.get("KAFKA_BOOTSTRAP_SERVERS"),
                        "group.id",
                        settings.get("RESPONSES_GROUP"),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(settings.get("RESPONSES_TOPIC")));
            while (true) {
                List<CompletableFuture<?>> posts = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    posts.add(post(record.value()));
                }
                if (!posts.isEmpty()) {
                    CompletableFuture.allOf(posts.toArray(CompletableFuture[]::new))
                            .join();
                    consumer.commitSync();
                }
            }
        }
    }

    private CompletableFuture<?> post(byte[] value) throws IOException {
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        GenericRecord answer = new GenericDatumReader<GenericRecord>(registry.schema(id))
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        String channelId = answer.get("channel_id").toString();
        MessageChannel channel = jda.getChannelById(MessageChannel.class, channelId);
        if (channel == null) {
            LOG.error("An answer is lost: there is no channel {}", channelId);
            return CompletableFuture.completedFuture(null);
        }
        return channel.sendMessage(answer.get("content").toString()).submit().exceptionally(failure -> {
            LOG.error("An answer for channel {} is lost", channelId, failure);
            return null;
        });
    }
}
