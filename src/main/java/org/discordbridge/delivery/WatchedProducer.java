package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A Kafka producer that tells whether Kafka will never take a record: callbacks get a {@link RefusedRecordException} then.
 * The future that is returned fails with Kafka's own exception.
 */
final class WatchedProducer extends KafkaProducer<Object, Object> {
    private static final Duration AFTER_ALL = Duration.ofMillis(200);

    WatchedProducer(Properties settings) {
        super(settings);
    }

    /** @throws RefusedRecordException if it cannot be made bytes of */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
        Callback telling = (place, failure) ->
                callback.onCompletion(place, failure == null ? null : RefusedRecordException.of(record, failure));
        try {
            return super.send(record, callback == null ? null : telling);
        } catch (SerializationException e) {
            throw (RefusedRecordException) RefusedRecordException.of(record, e);
        }
    }

    /** A stop whose time is over interrupts whoever closes: what waits has a moment then, and nobody is told of it. */
    @Override
    public void close(Duration timeout) {
        boolean interrupted = Thread.interrupted();
        try {
            super.close(interrupted && timeout.compareTo(AFTER_ALL) > 0 ? AFTER_ALL : timeout);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
