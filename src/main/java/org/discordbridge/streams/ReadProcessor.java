package org.discordbridge.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.discordbridge.avro.RegistryUnavailableException;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.ObservationReader;
import org.discordbridge.streams.record.UnreadableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record. One that cannot be read goes on as it is, with headers that say where it was and why, as dead letters of
 * the bridge have them; while the registry is away, it waits.
 */
final class ReadProcessor implements Processor<byte[], byte[], byte[], Reading> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadProcessor.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** Well below the time after which Kafka takes the partitions of who does not ask for more. */
    private static final int TRIES = 60;

    /** Names the two kinds of records. */
    enum Source {
        MESSAGES,
        EVENTS
    }

    private final Source source;
    private final ObservationReader reader;
    private ProcessorContext<byte[], Reading> context;

    ReadProcessor(Source source, IntFunction<Schema> schemas) {
        this.source = source;
        this.reader = new ObservationReader(schemas);
    }

    @Override
    public void init(ProcessorContext<byte[], Reading> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<Observation> seen;
        try {
            seen = read(record);
        } catch (UnreadableException e) {
            setAside(record, e);
            return;
        }
        // without the headers of the record, which say nothing of what it is now
        seen.ifPresent(one -> context.forward(new Record<>(record.key(), new Reading(one, null), one.time())));
    }

    private Optional<Observation> read(Record<byte[], byte[]> record) {
        for (int tries = 1; ; tries++) {
            try {
                return source == Source.MESSAGES
                        ? reader.message(record.value(), record.timestamp())
                        : reader.event(record.value(), record.timestamp());
            } catch (RegistryUnavailableException e) {
                if (tries == TRIES) {
                    throw e;
                }
                if (tries == 1) {
                    LOG.warn("A record waits for its schema: {}", e.getMessage());
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private void setAside(Record<byte[], byte[]> record, UnreadableException reason) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        String where = place.topic() + "-" + place.partition() + "@" + place.offset();
        LOG.warn("The record at {} cannot be read, and was set aside: {}", where, reason.getMessage());
        Record<byte[], Reading> letter =
                new Record<>(record.key(), new Reading(null, record.value()), Math.max(0, record.timestamp()));
        Map.of(
                        "cause", "The streams cannot read it: " + reason.getMessage(),
                        "error_class", UnreadableException.class.getName(),
                        "topic", place.topic(),
                        "partition", String.valueOf(place.partition()),
                        "offset", String.valueOf(place.offset()),
                        "timestamp", String.valueOf(record.timestamp()))
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        context.forward(letter);
    }
}
