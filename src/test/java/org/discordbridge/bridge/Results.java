package org.discordbridge.bridge;

import java.time.Duration;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/** A service that wants to know what became of its answers. Not safe for several threads. */
public final class Results implements AutoCloseable {
    private final RecordLog log;
    private final Wire wire;

    public Results(Stage stage) {
        this.log = new RecordLog(stage.kafka(), stage.results());
        this.wire = new Wire(stage.registry());
    }

    /** What became of a record; waits for the first result of it. */
    public GenericRecord of(RecordMetadata record) {
        return wire.read(recordOf(record).value());
    }

    /** The same as it is on the topic. */
    public ConsumerRecord<byte[], byte[]> recordOf(RecordMetadata record) {
        return log.await(result -> isOf(wire.read(result.value()), record));
    }

    /** Every result so far of a record. */
    public List<GenericRecord> allOf(RecordMetadata record) {
        return all().stream().filter(result -> isOf(result, record)).toList();
    }

    /** Every result so far. */
    public List<GenericRecord> all() {
        return log.all().stream().map(record -> wire.read(record.value())).toList();
    }

    /** Waits until so many are there. */
    public List<GenericRecord> await(int count, Duration atMost) {
        Awaitility.await(count + " results")
                .atMost(atMost)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> log.read().size() >= count);
        return all();
    }

    private static boolean isOf(GenericRecord result, RecordMetadata record) {
        return result.get("topic").toString().equals(record.topic())
                && result.get("partition").equals(record.partition())
                && result.get("offset").equals(record.offset());
    }

    @Override
    public void close() {
        log.close();
    }
}
