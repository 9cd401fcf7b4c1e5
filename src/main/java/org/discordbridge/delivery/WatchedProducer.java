package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sends records to Kafka, and tells if it will never take one: callbacks get a {@link RefusedRecordException} then. If
 * the topic does not exist, callbacks are told so in a {@link TimeoutException}, since somebody may make it. The future
 * that is returned fails with Kafka's own exception.
 */
final class WatchedProducer extends KafkaProducer<Object, Object> {
    private static final Duration AFTER_ALL = Duration.ofMillis(200);

    private final String servers;
    private final AtomicInteger blocked;

    WatchedProducer(Properties settings) {
        super(settings);
        servers = settings.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        blocked = settings.get(AcknowledgementWatch.BLOCKED) instanceof AtomicInteger shared
                ? shared
                : new AtomicInteger();
    }

    /** @throws RefusedRecordException if it cannot be made bytes of */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
        Callback telling =
                (place, failure) -> callback.onCompletion(place, failure == null ? null : told(record, failure));
        blocked.incrementAndGet();
        try {
            return super.send(record, callback == null ? null : telling);
        } catch (SerializationException e) {
            throw (RefusedRecordException) RefusedRecordException.of(record, e);
        } finally {
            blocked.decrementAndGet();
        }
    }

    private Exception told(ProducerRecord<?, ?> record, Exception failure) {
        return failure instanceof TimeoutException && failure.getCause() instanceof UnknownTopicOrPartitionException
                ? new TimeoutException(
                        "Kafka at " + servers + " has no topic " + record.topic()
                                + ", and the record was not sent: make the topic, or write its name into a step to:"
                                + " kafka:" + record.topic() + ", whose topic the bridge makes",
                        failure)
                : RefusedRecordException.of(record, failure);
    }

    /**
     * Closes the producer. A stop whose time is over interrupts this thread: what waits has a moment then, and this
     * does not fail.
     */
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
