package org.discordbridge.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads the notes of all bridges with one bot, on the first partition of a topic. For one thread, except
 * {@link #wakeup}.
 */
final class ClusterLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLog.class);
    /** Notes that are read of those before this bridge has joined: the last minutes of several bridges. */
    private static final long BEFORE = 2_000;

    private static final int MOST_TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final String botId;
    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Properties administration = new Properties();
    private long end;

    /**
     * Makes the clients; asks Kafka for nothing yet.
     *
     * @param reading settings of a consumer
     * @param writing settings of a producer
     */
    ClusterLog(Properties reading, Properties writing, String topic, String botId) {
        this.botId = botId;
        this.partition = new TopicPartition(topic, 0);
        Properties in = new Properties();
        in.putAll(reading);
        in.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        in.remove(ConsumerConfig.GROUP_ID_CONFIG);
        in.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        in.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        in.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        in.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        in.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        in.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        in.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                administration.put(name, value);
            }
        });
        consumer = new KafkaConsumer<>(in, new StringDeserializer(), new ByteArrayDeserializer());
        Properties out = new Properties();
        out.putAll(writing);
        out.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        out.put(ProducerConfig.ACKS_CONFIG, "all");
        out.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // a note that comes late says nothing any more, and is written anew
        out.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        out.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
        out.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        out.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 * 1024 * 1024);
        producer = new KafkaProducer<>(out, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Begins to read a while before the end.
     *
     * @throws KafkaException if the topic cannot be read
     */
    void open() {
        // one that was made just now is not known to every broker yet
        for (int tries = 0; consumer.partitionsFor(partition.topic()).isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new KafkaException("there is no topic " + partition.topic());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        consumer.assign(List.of(partition));
        end = consumer.endOffsets(List.of(partition)).get(partition);
        long first = consumer.beginningOffsets(List.of(partition)).get(partition);
        consumer.seek(partition, Math.max(first, end - BEFORE));
    }

    /** Returns whether everything that was there at {@link #open} has been read. */
    boolean isUpToDate() {
        return consumer.position(partition) >= end;
    }

    /**
     * Reads the next notes of this bot. Waits for them that long. Notes that have no times of the broker are passed over,
     * and there will be none from then on.
     *
     * @throws KafkaException if the topic cannot be read, or must not be given the broker's times
     */
    List<ClusterView.Entry> read(Duration within) {
        List<ClusterView.Entry> entries = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(within)) {
            if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
                if (record.offset() >= end) {
                    askForTimes();
                }
            } else if (botId.equals(record.key()) && record.value() != null) {
                try {
                    entries.add(new ClusterView.Entry(record.offset(), record.timestamp(), Note.of(record.value())));
                } catch (IllegalArgumentException e) {
                    LOG.warn(
                            "Record {} of topic {} is ignored: {}", record.offset(), partition.topic(), e.getMessage());
                }
            }
        }
        return entries;
    }

    /** Lets the topic have the broker's times from now on: somebody else has made it. */
    private void askForTimes() {
        try (Admin admin = Admin.create(administration)) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, partition.topic());
            ConfigEntry times = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(times, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw new KafkaException(
                    "Topic " + partition.topic()
                            + " has the times of those who write, and bridges can share shards only by the broker's: set"
                            + " its message.timestamp.type to LogAppendTime, or delete it, so that the bridge makes it."
                            + " The bridge was not allowed to: "
                            + (e instanceof ExecutionException ? e.getCause() : e).getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", e);
        }
        LOG.info(
                "Topic {} had the times of those who write; its message.timestamp.type is LogAppendTime now",
                partition.topic());
        end = consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Writes a note. Does not wait for it, as a rule. */
    void write(Note note) {
        Callback done = (place, failure) -> {
            if (failure != null) {
                LOG.debug("Note {} of {} was not written: {}", note.kind(), note.by(), failure.getMessage());
            }
        };
        try {
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), botId, note.toJson()), done);
        } catch (KafkaException | IllegalStateException e) {
            done.onCompletion(null, e);
        }
    }

    /** Ends a read that waits, or the next one. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WITHIN));
    }
}
