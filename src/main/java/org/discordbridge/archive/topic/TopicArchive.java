package org.discordbridge.archive.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.spi.OnCamelContextStarting;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.archive.WholeObjects;
import org.discordbridge.avro.AvroLimits;
import org.discordbridge.avro.SchemaRegistry;
import org.discordbridge.delivery.ClientSettings;
import org.discordbridge.event.Age;
import org.discordbridge.settings.LibraryFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages and events in the bucket as tables, by guild and day, if it is switched on; else it loads nothing. It
 * begins with the oldest record of the topics, and several bridges share the partitions. It reads on a thread of its own,
 * and nobody waits for it.
 */
public final class TopicArchive implements OnCamelContextStarting, OnCamelContextStarted, OnCamelContextStopping {
    private static final Logger LOG = LoggerFactory.getLogger(TopicArchive.class);
    private static final String ROOM = "org.discordbridge.archive.parquet.";
    /** Of records that are held. A table is made of them while they are there, which takes as much again. */
    private static final long MOST_BYTES = 16L << 20;

    private static final String MOST_FETCHED = String.valueOf(2 << 20);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Map<String, String> tables = new LinkedHashMap<>();
    private final ArchiveCounts counts = new ArchiveCounts();
    private boolean on;
    private String group;
    private Duration age = Duration.ofMinutes(15);
    private ObjectStore store;
    private SchemaRegistry registry;
    private TableFormat format;
    private ArchiveReader reader;
    private Thread thread;

    /** Sets whether anything is archived. */
    public void setOn(boolean on) {
        this.on = on;
    }

    /** Sets the topic of messages. */
    public void setMessages(String topic) {
        tables.put(topic, "messages");
    }

    /** Sets the topic of events. */
    public void setEvents(String topic) {
        tables.put(topic, "events");
    }

    /** Sets the consumer group. */
    public void setGroup(String group) {
        this.group = group;
    }

    /** Sets how old a record may be before it is in the bucket, such as {@code 15m}. */
    public void setAge(String age) {
        this.age = Age.parse(age);
    }

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    public void setRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Returns what was done; zeros if it is off. */
    public ArchiveCounts counts() {
        return counts;
    }

    public boolean isOn() {
        return on;
    }

    /** Loads the format, so that a start without its libraries fails. */
    @Override
    public void onContextStarting(CamelContext context) {
        if (!on) {
            return;
        }
        AvroLimits.set();
        ClassLoader classes =
                LibraryFolder.of("archive", ROOM, "org.apache.parquet.avro.AvroParquetWriter", "the archive");
        try {
            format = (TableFormat) Class.forName(ROOM + "ParquetTable", true, classes)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The archive cannot be loaded: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    @Override
    public void onContextStarted(CamelContext context) {
        if (!on) {
            return;
        }
        WholeObjects objects = new WholeObjects(store);
        reader = new ArchiveReader(
                new KafkaConsumer<>(settings(context), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new ArchiveReader.Limits(MOST_BYTES, age, PAUSE),
                new PieceFiles(registry::byId, tables),
                format,
                objects::putIfAbsent,
                counts);
        reader.subscribe(tables.keySet());
        thread = context.getExecutorServiceManager().newThread("archive", reader);
        thread.start();
        LOG.info(
                "Messages and events are archived in bucket {} under archive/, within {} each", store.getBucket(), age);
    }

    private Properties settings(CamelContext context) {
        Properties settings =
                ClientSettings.of(context.getComponent("kafka", KafkaComponent.class), ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_FETCHED);
        // what a killed bridge had is taken over when this is past
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        return settings;
    }

    /** Ends the reading. Pieces that are not whole are made by the next start. */
    @Override
    public void onContextStopping(CamelContext context) {
        if (thread == null) {
            return;
        }
        reader.end();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
