package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.OnCamelContextStarting;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.discord.options.PostRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on a compacted topic which answers became which messages: an answer that is in it is not posted again, and a
 * later answer can refer to it. Each part of an answer has one record; the key is 22 characters made of the identity,
 * and the part's number.
 *
 * <p>The component {@code discord} uses it as its repository: keys are {@code IDENTITY#PART}, values
 * {@code CHANNEL/MESSAGE}. An entry that is written is known here at once, and is kept when Kafka has acknowledged it,
 * however long that takes: {@link #noted(String)} tells. Entries of other processes are known here too: surely after
 * {@link #catchUp()}, else a moment later. The newest entries are in memory, bounded by number and age. Safe for any
 * number of threads.
 */
public final class Ledger extends ServiceSupport implements PostRepository, CamelContextAware, OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int FETCH_BYTES = 100_000;
    private static final int FETCH_WITHIN_MILLIS = 200;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Clock clock;
    private CamelContext camelContext;
    private String topic;
    private Set<String> answers = Set.of();
    private int most = 100_000;
    private Duration longest = Duration.ofDays(30);
    private LedgerMemory memory;
    private LedgerReader reader;
    private Producer<byte[], byte[]> producer;
    /** The thread that sends: sending blocks while Kafka has not said where the topic is. */
    private ExecutorService writer;
    /** The notes that Kafka has not acknowledged, by identity; those that it did not take stay until somebody asks. */
    private final Map<String, CompletableFuture<Void>> notes = new ConcurrentHashMap<>();

    private volatile boolean complete;

    public Ledger() {
        this(Clock.systemUTC());
    }

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** Sets the topic that the ledger is kept on. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** Sets how many messages are remembered; 100,000 unless set. */
    public void setMost(int most) {
        this.most = most;
    }

    /** Sets for how many days messages are remembered; 30 unless set. */
    public void setDays(int days) {
        this.longest = Duration.ofDays(days);
    }

    /**
     * Sets the topics of answers, separated by commas. Their records are read when the whole ledger is known, since
     * another process may have begun with them. Those of every route that reads in a group unless set.
     */
    public void setAnswers(String topics) {
        this.answers = Set.copyOf(List.of(topics.split(",")));
    }

    /** Returns whether the records of that topic are read only when the whole ledger is known. */
    boolean isReadBefore(String topicRead) {
        return answers.isEmpty() || answers.contains(topicRead);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** Adds the ledger to the context, which stops it. */
    @Override
    public void onContextStarting(CamelContext context) {
        camelContext = context;
        try {
            context.addService(this);
        } catch (Exception e) {
            throw new KafkaException(
                    "Cannot start the ledger on topic " + topic + ", so that no answer is read or posted: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    protected void doStart() {
        memory = new LedgerMemory(most, longest, clock);
        KafkaComponent kafka = camelContext.getComponent("kafka", KafkaComponent.class);
        Properties writing = ClientSettings.of(kafka, ProducerConfig.configNames());
        // an entry that cannot be sent yet waits for as long as it takes, like one that is sent
        writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        // while one batch is under way, the next one fills
        writing.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        writing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        writing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        producer = ClientSettings.producer(kafka, writing);
        writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "ledger writer " + topic);
            thread.setDaemon(true);
            return thread;
        });
        Properties reading = ClientSettings.of(kafka, ConsumerConfig.configNames());
        // most of what comes is this process's own, which the ledger knows
        reading.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WITHIN_MILLIS);
        reader = new LedgerReader(reading, topic, this::read);
        reader.start();
    }

    @Override
    protected void doStop() {
        complete = false;
        reader.close();
        // what still waits for Kafka fails, and its answers are read again
        producer.close(CLOSE_WITHIN);
        writer.shutdownNow().forEach(Runnable::run);
    }

    private void read(byte[] key, byte[] value) {
        if (key == null) {
            return;
        }
        String name = new String(key, UTF_8);
        if (value == null) {
            memory.remove(name);
            return;
        }
        try {
            memory.put(name, LedgerEntry.of(value));
        } catch (IllegalArgumentException e) {
            LOG.warn("Record {} of topic {} is ignored: {}", name, topic, e.getMessage());
        }
    }

    /**
     * Returns a future that completes when everything that is on the topic now is known, and fails if the ledger is
     * stopped meanwhile. Wait for it before reading records that another process may have begun with.
     */
    public CompletableFuture<Void> catchUp() {
        if (reader == null) {
            return CompletableFuture.failedFuture(
                    new KafkaException("The ledger on topic " + topic + " is not started"));
        }
        return reader.catchUp().thenRun(() -> {
            if (!complete) {
                LOG.info("The ledger is read: {} messages on topic {}", memory.size(), topic);
            }
            complete = true;
        });
    }

    /** Returns the topic that the ledger is kept on. */
    public String getTopic() {
        return topic;
    }

    /** Says why its topic cannot be read, so that answers wait; null if nothing stands in the way. */
    public String problem() {
        KafkaException problem = reader == null ? null : reader.problem();
        return problem == null ? null : problem.getMessage();
    }

    /** Returns whether the problem is a right that the bridge's Kafka user does not have. */
    public boolean lacksRight() {
        return reader != null && reader.problem() instanceof AuthorizationException;
    }

    /**
     * Finds the first message of the answer with that uuid, the last one if there are several; null if none is known.
     */
    LedgerEntry first(String uuid) {
        requireComplete();
        return memory.first(AnswerIdentity.normal(uuid));
    }

    /**
     * Returns the messages of that answer, in order.
     *
     * @param ever true for all messages that it ever had; false for those that have its text by the last known edit
     */
    List<String> messages(String uuid, boolean ever) {
        requireComplete();
        return memory.messages(AnswerIdentity.normal(uuid), ever);
    }

    /** Finds the message that a part became; null if none is known. */
    LedgerEntry entry(String identity, int part) {
        requireComplete();
        return memory.get(AnswerIdentity.shortened(identity) + "-" + part);
    }

    @Override
    public String getState(String key) {
        int hash = key.lastIndexOf('#');
        LedgerEntry entry = entry(key.substring(0, hash), Integer.parseInt(key.substring(hash + 1)));
        return entry == null ? null : entry.channelId() + "/" + entry.messageId();
    }

    @Override
    public void setState(String key, String value) {
        try {
            keep(key, value).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : e;
        }
    }

    @Override
    public CompletableFuture<Void> keep(String key, String value) {
        int hash = key.lastIndexOf('#');
        int slash = value.indexOf('/');
        String identity = key.substring(0, hash);
        int part = Integer.parseInt(key.substring(hash + 1));
        String name = AnswerIdentity.shortened(identity) + "-" + part;
        LedgerEntry before = memory.get(name);
        LedgerEntry entry = new LedgerEntry(
                AnswerIdentity.uuidOf(identity),
                part,
                value.substring(0, slash),
                value.substring(slash + 1),
                // it is younger than what it replaces, even by a clock that was set back
                before == null ? clock.millis() : Math.max(clock.millis(), before.timestamp() + 1));
        CompletableFuture<Void> note = new CompletableFuture<>();
        memory.put(name, entry);
        notes.put(identity, note);
        Callback done = (place, failure) -> {
            if (failure == null) {
                notes.remove(identity, note);
                note.complete(null);
            } else if (failure instanceof RefusedRecordException) {
                // to read its answer again would post it again, and end the same way
                LOG.error(
                        "Message {} was posted, but is not in the ledger, so that its answer would be posted again after a"
                                + " crash or with its uuid: {}",
                        entry.messageId(),
                        failure.getMessage());
                notes.remove(identity, note);
                note.complete(null);
            } else {
                memory.remove(name);
                if (before != null) {
                    memory.put(name, before);
                }
                note.completeExceptionally(new KafkaException(
                        "Message " + entry.messageId() + " was posted, but not noted on topic " + topic + ": "
                                + failure.getMessage(),
                        failure));
            }
        };
        try {
            writer.execute(() -> write(new ProducerRecord<>(topic, name.getBytes(UTF_8), entry.toJson()), done));
        } catch (RejectedExecutionException e) {
            done.onCompletion(null, new KafkaException("the bridge is stopping", e));
        }
        return note;
    }

    private void write(ProducerRecord<byte[], byte[]> entry, Callback done) {
        try {
            producer.send(entry, done);
        } catch (KafkaException | IllegalStateException | RefusedRecordException e) {
            done.onCompletion(null, e);
        }
    }

    /**
     * Returns a future that completes when Kafka has acknowledged the last note of an answer, and fails if Kafka does
     * not take it; null if there is nothing to wait for.
     */
    CompletableFuture<Void> noted(String identity) {
        CompletableFuture<Void> note = notes.get(identity);
        if (note != null) {
            note.whenComplete((done, failure) -> notes.remove(identity, note));
        }
        return note;
    }

    private void requireComplete() {
        if (!complete) {
            throw new KafkaException("The ledger on topic " + topic + " is not read yet");
        }
    }
}
