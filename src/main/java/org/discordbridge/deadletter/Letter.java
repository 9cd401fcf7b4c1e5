package org.discordbridge.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A dead letter: a record as it came, with why and from where in headers.
 *
 * @param record as it is on the topic
 */
record Letter(ConsumerRecord<byte[], byte[]> record) {
    /** On a record that was sent again: the dead letter's place, as {@code TOPIC-PARTITION@OFFSET}. */
    static final String REPLAYED_FROM = "replayed_from";
    /** On a record that was sent again: what identifies it if it has no uuid, so that it stays what it was. */
    static final String REPLAYED_OF = "replayed_of";

    /** In the order in which their records were written, which is the order of every channel. */
    static final Comparator<Letter> AS_WRITTEN = Comparator.comparing(Letter::topic)
            .thenComparing(Letter::partition)
            .thenComparing(Letter::offset)
            .thenComparing(letter -> letter.record().timestamp());

    private static final Set<String> ADDED =
            Set.of("cause", "error_class", "topic", "partition", "offset", "timestamp", REPLAYED_FROM);

    /** Whether the bridge made it: it says where it came from. */
    boolean isWhole() {
        return !topic().isEmpty()
                && header("partition").matches("\\d{1,9}")
                && header("offset").matches("\\d{1,18}");
    }

    Position position() {
        return new Position(record.partition(), record.offset());
    }

    /** When it became one. */
    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    String topic() {
        return header("topic");
    }

    int partition() {
        return Integer.parseInt(header("partition"));
    }

    long offset() {
        return Long.parseLong(header("offset"));
    }

    String cause() {
        return header("cause");
    }

    String errorClass() {
        return header("error_class");
    }

    /** The record's key as text; empty if it has none. */
    String key() {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    /** Where the record was, as {@code TOPIC-PARTITION@OFFSET}. */
    String origin() {
        return topic() + "-" + header("partition") + "@" + header("offset");
    }

    /** The headers that the record had, and two more. */
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
            String of = topic() + "-" + header("partition") + "-" + header("offset") + "-" + header("timestamp");
            headers.add(REPLAYED_OF, of.getBytes(UTF_8));
        }
        return headers;
    }

    /** In one line, without what a terminal would take for a command: strangers wrote it. */
    static String printable(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
