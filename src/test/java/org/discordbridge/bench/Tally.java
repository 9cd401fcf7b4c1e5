package org.discordbridge.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.discordbridge.servers.KafkaServer;

/** Ticks off numbered messages as they arrive on a topic: which are there, which twice, and which in the wrong order. */
final class Tally implements AutoCloseable {
    private static final int HEADER = 5;
    /** Nothing but what is needed, so that reading costs little of the CPU that all share. */
    private static final Schema CONTENT = new Schema.Parser().parse("""
                    {"type": "record", "name": "Message", "namespace": "org.discordbridge", "fields": [
                      {"name": "content", "type": "string"}]}
                    """);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> channels;
    private final GenericDatumReader<GenericRecord> reader;
    private final BitSet seen = new BitSet();
    private final Map<String, Integer> latest = new HashMap<>();
    private final Thread thread = new Thread(this::read, "tally");
    private BinaryDecoder decoder;
    private GenericRecord record;
    private long count;
    private long doubled;
    private long disordered;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    /** Begins at the end of that topic, whose message number n is of the channel n modulo their count. */
    Tally(KafkaServer kafka, String topic, List<String> channels) throws IOException {
        this.channels = channels;
        Schema written = new Schema.Parser().parse(new File("schemas/message.avsc"));
        reader = new GenericDatumReader<>(written, CONTENT);
        consumer =
                new KafkaConsumer<>(kafka.clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        // makes it look where the end is
        consumer.position(partition);
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                Iterable<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(Duration.ofMillis(100));
                synchronized (this) {
                    for (ConsumerRecord<byte[], byte[]> each : polled) {
                        tick(each);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = new IllegalStateException("The records cannot be counted any more", e);
        }
    }

    private void tick(ConsumerRecord<byte[], byte[]> each) throws IOException {
        byte[] value = each.value();
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
        record = reader.read(record, decoder);
        String content = record.get("content").toString();
        int number = Integer.parseInt(content.substring(0, content.indexOf(' ')));
        String channel = new String(each.key(), StandardCharsets.UTF_8);
        if (!channel.equals(channels.get(number % channels.size()))) {
            throw new IllegalStateException("Message " + number + " came as one of channel " + channel);
        }
        count++;
        if (seen.get(number)) {
            doubled++;
            return;
        }
        seen.set(number);
        Integer before = latest.put(channel, number);
        if (before != null && before > number) {
            disordered++;
        }
    }

    /** How many records there were, those that came twice included. */
    synchronized long count() {
        if (failure != null) {
            throw failure;
        }
        return count;
    }

    /** How many of the first so many messages are not there. */
    synchronized long missing(int messages) {
        return (long) messages - seen.get(0, messages).cardinality();
    }

    synchronized long doubled() {
        return doubled;
    }

    /** How many came after a later one of their channel. */
    synchronized long disordered() {
        return disordered;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
