package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.discordbridge.discord.options.SharedStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps states for Camel in a compacted Kafka topic, with a key and a text in every record. The topic is read whole
 * when a state is first asked for, and held in memory from then on. Records are written in the background, so that the
 * last moment before a crash may be missing. Several processes may write the topic, as long as only one at a time sets
 * a key; {@link #refresh} reads what the others have written.
 *
 * <p>It connects as the {@code kafka} component does. Safe for any number of threads.
 */
public final class KafkaStateRepository extends ServiceSupport implements SharedStates, CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStateRepository.class);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    /** The lock that is held while something is sent, so that the newest is sent last; readers do not wait for it. */
    private final Object writing = new Object();

    /** The lock that is held while the topic is read, so that nobody reads it twice at the same time. */
    private final Object reading = new Object();
    /** The lock of those who wait until a record is acknowledged. */
    private final Object acknowledged = new Object();

    private final Map<String, StoredState> states = new ConcurrentHashMap<>();
    private Map<TopicPartition, Long> readUpTo = Map.of();
    private CamelContext camelContext;
    private String topic;
    private Producer<String, String> producer;
    private boolean read;
    private TopicReader follower;
    private volatile boolean closed;
    /** Tells whether Kafka would never take the last record. */
    private volatile boolean refused;

    /** Sets the topic, which is compacted. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * Returns the state of a key. Blocks while the topic is read for the first time.
     *
     * @throws KafkaException if it cannot be read
     */
    @Override
    public String getState(String key) {
        open();
        StoredState known = states.get(key);
        return known == null ? null : known.value();
    }

    /** Sets the state of a key, and does not wait until it is written. */
    @Override
    public void setState(String key, String value) {
        Producer<String, String> writer = open();
        StoredState state = StoredState.set(value);
        synchronized (writing) {
            states.put(key, state);
            write(writer, key, state);
        }
    }

    private void write(Producer<String, String> writer, String key, StoredState state) {
        writer.send(new ProducerRecord<>(topic, key, state.value()), (metadata, failure) -> {
            if (failure == null) {
                refused = false;
                state.acknowledged(metadata.partition(), metadata.offset());
            } else if (failure instanceof RefusedRecordException forGood) {
                state.refused();
                tellOnce(key, forGood);
            } else {
                LOG.warn("State {} could not be written to {} and is again: {}", key, topic, failure.getMessage());
                LATER.execute(() -> writeAgain(writer, key, state));
                return;
            }
            synchronized (acknowledged) {
                acknowledged.notifyAll();
            }
        });
    }

    /** Logs a refused state, once until Kafka takes one again: each message moves a state. */
    private void tellOnce(String key, RefusedRecordException failure) {
        if (!refused) {
            refused = true;
            LOG.error(
                    "State {} is not kept, nor are others like it, so that a start goes back to those before: {}",
                    key,
                    failure.getMessage());
        }
    }

    /** Writes a state again, unless there is a newer one, or this is closed. */
    private void writeAgain(Producer<String, String> writer, String key, StoredState state) {
        synchronized (writing) {
            if (states.get(key) == state && !closed) {
                try {
                    write(writer, key, state);
                } catch (IllegalStateException e) {
                    LOG.debug("State {} comes too late: the writer to {} is closed", key, topic, e);
                }
            }
        }
    }

    /**
     * Waits until the newest state of each key is acknowledged. Blocks for that long at most; one that is set meanwhile
     * is not waited for.
     */
    @Override
    public boolean flush(Duration within) {
        Map<String, StoredState> waited = new HashMap<>();
        states.forEach((key, state) -> {
            if (!state.isAcknowledged()) {
                waited.put(key, state);
            }
        });
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (acknowledged) {
            for (; ; ) {
                waited.entrySet().removeIf(one -> isWritten(one.getKey(), one.getValue()));
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (waited.isEmpty()) {
                    return true;
                }
                if (left <= 0 || waited.values().stream().anyMatch(StoredState::isRefused)) {
                    return false;
                }
                try {
                    acknowledged.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
    }

    /** Returns whether a state is on the topic, or a newer one of its key is. */
    private boolean isWritten(String key, StoredState state) {
        StoredState newest = states.get(key);
        return state.isAcknowledged() || newest == null || newest.isAcknowledged();
    }

    /**
     * Reads the topic, unless that is done. Blocks meanwhile.
     *
     * @throws KafkaException if it cannot be read
     */
    public void prepare() {
        open();
    }

    private synchronized Producer<String, String> open() {
        if (closed) {
            throw new KafkaException("The states on " + topic + " are closed");
        }
        if (producer == null) {
            Properties settings = settings(ProducerConfig.configNames());
            // small, and only the last of each key matters
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 * 1024 * 1024);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
            settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
            producer = ClientSettings.producer(kafka(), settings);
        }
        if (!read) {
            readFirst();
            read = true;
            LOG.info("{} states were read from topic {}", states.size(), topic);
        }
        return producer;
    }

    /**
     * Reads what was written since the last read. Blocks meanwhile; other threads get and set states all the same.
     *
     * @throws KafkaException if it cannot be read
     */
    @Override
    public void refresh() {
        open();
        synchronized (reading) {
            if (follower == null) {
                // kept, since making one takes longer than reading
                follower = reader();
            }
            try {
                readOn(follower, "Topic ");
            } catch (KafkaException e) {
                follower.close();
                follower = null;
                throw e;
            }
        }
    }

    private Properties settings(Set<String> known) {
        Properties settings = ClientSettings.of(kafka(), known);
        settings.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        return settings;
    }

    private KafkaComponent kafka() {
        return camelContext.getComponent("kafka", KafkaComponent.class);
    }

    private TopicReader reader() {
        Properties settings = settings(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(READ_WITHIN.toMillis()));
        // closing waits for the last fetch, which the broker holds for so long if nothing is left
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        TopicReader reader = new TopicReader(settings, topic, READ_WITHIN);
        reader.beginAt(readUpTo);
        return reader;
    }

    private void readFirst() {
        synchronized (reading) {
            try (TopicReader reader = reader()) {
                readOn(reader, "Cannot start: topic ");
            }
        }
    }

    /** @param sentence first words of what is said if the bridge may not read */
    private void readOn(TopicReader reader, String sentence) {
        try {
            reader.readToEnd(this::keep);
            readUpTo = reader.offsets();
        } catch (AuthorizationException e) {
            throw new KafkaException(
                    sentence + topic + " cannot be read: " + e.getMessage()
                            + ". Give the bridge's Kafka user the rights DESCRIBE and READ on it",
                    e);
        }
    }

    /** Takes a record that was read, unless a newer state of its key is known: this process may have set one. */
    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        states.compute(new String(record.key(), UTF_8), (key, known) -> {
            if (known != null && known.isNewerThan(record.partition(), record.offset())) {
                return known;
            }
            return record.value() == null
                    ? null
                    : StoredState.read(new String(record.value(), UTF_8), record.partition(), record.offset());
        });
    }

    @Override
    protected synchronized void doStop() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
            producer = null;
        }
        synchronized (reading) {
            if (follower != null) {
                follower.close();
                follower = null;
            }
        }
    }

    @Override
    protected synchronized void doStart() {
        closed = false;
    }

    /** Returns a name for messages to people. */
    @Override
    public String toString() {
        return "states on topic " + topic;
    }
}
