package org.discordbridge.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Reads a dead letter: a record as it came, with its reason and origin in headers. A letter without value is one that
 * Kafka did not take with it, and says how large the value was. If the record came from Discord and not from Kafka, the
 * letter says which event it was.
 *
 * @param record the record as it is on the topic
 */
record Letter(ConsumerRecord<byte[], byte[]> record) {
    static final String CAUSE = "cause";
    static final String ERROR_CLASS = "error_class";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String TIMESTAMP = "timestamp";
    static final String EVENT = "event";
    static final String GUILD_ID = "guild_id";
    static final String CHANNEL_ID = "channel_id";
    static final String MESSAGE_ID = "message_id";
    /** The size of the value that was left out; there only if one was. */
    static final String VALUE_BYTES = "value_bytes";

    /** The place of the dead letter that a record was sent again from, as {@code TOPIC-PARTITION@OFFSET}. */
    static final String REPLAYED_FROM = "replayed_from";
    /** The identity of a record that was sent again, if it has no uuid, so that it stays the answer that it was. */
    static final String REPLAYED_OF = "replayed_of";

    /** Sorts letters as their records were written, which is the order of every channel. */
    static final Comparator<Letter> AS_WRITTEN = Comparator.comparing(Letter::topic)
            .thenComparing(Letter::partition)
            .thenComparing(Letter::offset)
            .thenComparing(letter -> letter.record().timestamp());

    /** Sorts letters as they became dead letters. */
    static final Comparator<Letter> OLDEST_FIRST = Comparator.comparing(Letter::time)
            .thenComparing(letter -> letter.position().partition())
            .thenComparing(letter -> letter.position().offset());

    private static final Set<String> ADDED =
            Set.of(CAUSE, ERROR_CLASS, TOPIC, PARTITION, OFFSET, TIMESTAMP, VALUE_BYTES, REPLAYED_FROM);

    /** Returns whether the bridge made the letter: it says where it came from. */
    boolean isWhole() {
        return hasOrigin() || valueBytes() >= 0 && topic().isEmpty();
    }

    /** Returns whether the letter was a record on Kafka, not an event of Discord. */
    private boolean hasOrigin() {
        return !topic().isEmpty()
                && header(PARTITION).matches("\\d{1,9}")
                && header(OFFSET).matches("\\d{1,18}");
    }

    /** Returns how large the value is that was left out, since Kafka did not take it; -1 if it is here. */
    int valueBytes() {
        String bytes = header(VALUE_BYTES);
        return record.value() == null && bytes.matches("\\d{1,9}") ? Integer.parseInt(bytes) : -1;
    }

    LetterPosition position() {
        return new LetterPosition(record.partition(), record.offset());
    }

    /** Returns when the record became a dead letter. */
    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    String topic() {
        return header(TOPIC);
    }

    /** Returns the partition that it was on; -1 if it was no record on Kafka. */
    int partition() {
        return hasOrigin() ? Integer.parseInt(header(PARTITION)) : -1;
    }

    /** Returns the offset that it had; -1 if it was no record on Kafka. */
    long offset() {
        return hasOrigin() ? Long.parseLong(header(OFFSET)) : -1;
    }

    String cause() {
        return header(CAUSE);
    }

    String errorClass() {
        return header(ERROR_CLASS);
    }

    /** Returns the channel at Discord where it happened; empty if the letter does not say so. */
    String channelId() {
        return header(CHANNEL_ID);
    }

    /** Returns the record's key as text; empty if it has none. */
    String key() {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    /** Returns where the record was, as {@code TOPIC-PARTITION@OFFSET}; which event it was, if that was at Discord. */
    String origin() {
        return hasOrigin() ? topic() + "-" + header(PARTITION) + "@" + header(OFFSET) : atDiscord(this::header);
    }

    /** Returns which event it was, by those headers that say so. */
    static String atDiscord(UnaryOperator<String> headers) {
        String channel = headers.apply(CHANNEL_ID);
        String guild = headers.apply(GUILD_ID);
        String message = headers.apply(MESSAGE_ID);
        return (headers.apply(EVENT).isEmpty() ? "record" : headers.apply(EVENT))
                + (message.isEmpty() ? "" : " of message " + message)
                + (channel.isEmpty() ? guild.isEmpty() ? "" : " in guild " + guild : " in channel " + channel);
    }

    /** Returns the headers that the record had, and two more. */
    Headers original() {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!ADDED.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.add(REPLAYED_FROM, (record.topic() + "-" + position()).getBytes(UTF_8));
        if (headers.lastHeader(REPLAYED_OF) == null) {
            // as AnswerIdentity has it
            String of = topic() + "-" + header(PARTITION) + "-" + header(OFFSET) + "-" + header(TIMESTAMP);
            headers.add(REPLAYED_OF, of.getBytes(UTF_8));
        }
        return headers;
    }

    /** Returns a text in one line, without what a terminal would take for a command: strangers wrote it. */
    static String printable(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
