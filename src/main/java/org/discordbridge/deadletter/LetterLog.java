package org.discordbridge.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.discordbridge.delivery.TopicReader;

/**
 * Reads the topic of dead letters, from its beginning to its end. A letter that was sent again is noted on it too, by a
 * record without key and value on the same partition, with the headers {@code replayed} (the letter's place) and
 * {@code replayed_to}: that record is kept for longer than the letter itself. Not safe for several threads.
 */
final class LetterLog implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String REPLAYED = "replayed";
    private static final String REPLAYED_TO = "replayed_to";

    private final String topic;
    private final TopicReader reader;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<LetterPosition, Replayed> replayed = new HashMap<>();
    private final List<LetterPosition> others = new ArrayList<>();

    /**
     * Says that a letter was sent again.
     *
     * @param when the time at which it was sent again
     * @param to the place of its record now, as {@code TOPIC-PARTITION@OFFSET}
     */
    record Replayed(Instant when, String to) {}

    /** @param settings the settings of a consumer, except what this needs itself */
    LetterLog(Properties settings, String topic) {
        this.topic = topic;
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        reader = new TopicReader(settings, topic, WITHIN);
    }

    /**
     * Reads the topic.
     *
     * @param wanted tells which letters are kept; all others cost no memory
     * @throws KafkaException if it is not there, or cannot be read to its end
     */
    void read(Predicate<Letter> wanted) {
        if (partitionsOf(topic).isEmpty()) {
            throw new KafkaException(
                    "There is no topic " + topic + ". The bridge makes it when it starts (DEAD_LETTERS_TOPIC)");
        }
        reader.readToEnd(record -> keep(record, wanted));
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, Predicate<Letter> wanted) {
        Header marker = record.headers().lastHeader(REPLAYED);
        Letter letter = new Letter(record);
        if (marker != null) {
            Header to = record.headers().lastHeader(REPLAYED_TO);
            replayed.put(
                    LetterPosition.of(new String(marker.value(), UTF_8)),
                    new Replayed(letter.time(), to == null ? "" : new String(to.value(), UTF_8)));
        } else if (!letter.isWhole()) {
            others.add(letter.position());
        } else if (wanted.test(letter)) {
            letters.add(letter);
        }
    }

    /** Returns the letters that were read, in the order in which their records were written. */
    List<Letter> letters() {
        letters.sort(Letter.AS_WRITTEN);
        return letters;
    }

    /** Returns the places of records that do not say where they came from, and so are none of the bridge's. */
    List<LetterPosition> others() {
        return others;
    }

    /** Returns what is known of a letter that was sent again; null if nothing is. */
    Replayed replayed(Letter letter) {
        return replayed.get(letter.position());
    }

    /** Returns the partitions of a topic; none if there is no such topic. */
    Set<Integer> partitionsOf(String name) {
        return reader.partitionsOf(name);
    }

    /** Returns the note that a letter was sent again. */
    ProducerRecord<byte[], byte[]> note(Letter letter, String to) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(REPLAYED, letter.position().toString().getBytes(UTF_8));
        headers.add(REPLAYED_TO, to.getBytes(UTF_8));
        return new ProducerRecord<>(topic, letter.position().partition(), null, null, null, headers);
    }

    @Override
    public void close() {
        reader.close();
    }
}
