package org.discordbridge.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;

/**
 * Says that Kafka does not take a record for what it is, mostly its size: it would not take it however often it is
 * sent.
 *
 * <p>This is no {@code KafkaException} and has none as its cause, since routes take that for a Kafka that is away, and
 * wait.
 */
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 500;

    private final String topic;
    private final int valueBytes;

    private RefusedRecordException(ProducerRecord<?, ?> record, Exception failure) {
        // one line says all: a stack trace matters as little as for Kafka's own
        super(text(record, failure), null, true, false);
        this.topic = record.topic();
        this.valueBytes = bytes(record.value());
        addSuppressed(failure);
    }

    /** Returns an exception of this class if Kafka would never take the record, else the failure as it is. */
    public static Exception of(ProducerRecord<?, ?> record, Exception failure) {
        return isForGood(failure) ? new RefusedRecordException(record, failure) : failure;
    }

    private static boolean isForGood(Exception failure) {
        return isTooLarge(failure)
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException
                || failure instanceof UnsupportedForMessageFormatException;
    }

    private static boolean isTooLarge(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
    }

    private static String text(ProducerRecord<?, ?> record, Exception failure) {
        String reason = String.valueOf(failure.getMessage());
        return "Topic " + record.topic() + " does not take this record of "
                + (bytes(record.key()) + bytes(record.value())) + " bytes: "
                + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)).replaceAll("\\.$", "")
                + (isTooLarge(failure)
                        ? ". Raise the topic's max.message.bytes, and camel.component.kafka.maxRequestSize to the same"
                        : ". Look at the topic's settings");
    }

    private static int bytes(Object part) {
        if (part instanceof byte[] bytes) {
            return bytes.length;
        }
        return part instanceof String text ? text.getBytes(StandardCharsets.UTF_8).length : 0;
    }

    /** Returns the topic that does not take the record. */
    public String topic() {
        return topic;
    }

    /** Returns how many bytes the record's value has. */
    public int valueBytes() {
        return valueBytes;
    }
}
