package org.discordbridge.deadletter;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.avro.RegistryUnavailableException;
import org.discordbridge.avro.SchemaRegistry;
import org.discordbridge.avro.WrittenRecords;
import org.discordbridge.check.Reason;
import org.discordbridge.check.UnstartedBridge;
import org.discordbridge.delivery.ClientSettings;
import org.discordbridge.delivery.RefusedRecordException;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;

/**
 * Shows dead letters and sends them again: key, value and headers go byte by byte to the topic they came from. Each one
 * is sent when the one before is acknowledged, so that the order of a channel is kept.
 */
public final class DeadLetters {
    private static final int LONGEST_TEXT = 200;
    private static final String SEND_WITHIN_MS = "60000";

    private final LetterArguments order;
    private final KafkaComponent kafka;
    private final String topic;
    private final WrittenRecords records;
    private final PrintStream out;

    private DeadLetters(LetterArguments order, UnstartedBridge trial, Settings settings, PrintStream out) {
        this.order = order;
        this.kafka = trial.context().getComponent("kafka", KafkaComponent.class);
        this.topic = settings.get(Setting.DEAD_LETTERS_TOPIC);
        this.records =
                new WrittenRecords(trial.beans(SchemaRegistry.class).iterator().next());
        this.out = out;
    }

    /**
     * Does what the arguments say, with the settings of the current folder.
     *
     * @param bridge makes the bridge that a start runs, without starting it
     * @return 0 if it is done, 1 if not all of it is, 2 if the arguments are not understood
     */
    public static int run(
            String[] arguments, Map<String, String> environment, Function<Settings, Main> bridge, PrintStream out) {
        LetterArguments order;
        try {
            order = LetterArguments.of(arguments, Instant.now());
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage() + System.lineSeparator() + LetterArguments.USAGE);
            return 2;
        }
        try {
            Settings settings = Settings.read(Path.of(""), environment);
            requireUsable(settings);
            try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false")) {
                return new DeadLetters(order, trial, settings, out).run();
            }
        } catch (SettingsException | KafkaException | RegistryUnavailableException e) {
            out.println("Dead letters cannot be read or sent: " + e.getMessage());
        } catch (Exception e) {
            out.println("Dead letters cannot be read or sent: " + Reason.of(e));
        }
        return 1;
    }

    /** Requires the settings that are needed here. Others may be wrong: the port is in use if the bridge runs. */
    private static void requireUsable(Settings settings) {
        settings.problems().forEach((setting, problem) -> {
            if (setting.name().matches("KAFKA_.*|.*_TOPIC|SCHEMA_.*")) {
                throw new SettingsException(problem);
            }
        });
    }

    private int run() {
        Properties reading = ClientSettings.of(kafka, ConsumerConfig.configNames());
        try (LetterLog log = new LetterLog(reading, topic)) {
            log.read(letter -> order.filter().takes(letter, this::channelOf));
            if (!log.others().isEmpty()) {
                out.println(log.others().size() + " records on " + topic
                        + " are no dead letters of the bridge and are left out: "
                        + log.others().stream()
                                .limit(10)
                                .map(LetterPosition::toString)
                                .toList());
            }
            Set<LetterPosition> notThere = order.filter().notThere();
            notThere.forEach(
                    position -> out.println("not there  " + position + ": there is no dead letter at this place"));
            int status = order.replay() ? replay(log) : list(log);
            return notThere.isEmpty() ? status : 1;
        }
    }

    private int list(LetterLog log) {
        log.letters().stream().sorted(Letter.OLDEST_FIRST).forEach(letter -> {
            LetterLog.Replayed replayed = log.replayed(letter);
            out.println(line(letter)
                    + (replayed == null
                            ? ""
                            : "  [sent again " + seconds(replayed.when()) + " as " + replayed.to() + "]")
                    + (letter.valueBytes() < 0 ? "" : "  [without its value of " + letter.valueBytes() + " bytes]"));
            if (order.content()) {
                records.read(letter.record().value())
                        .ifPresent(record ->
                                out.println("    " + Letter.printable(String.valueOf(record.get("content")))));
            }
        });
        out.println(log.letters().size() + " dead letters");
        return 0;
    }

    private int replay(LetterLog log) {
        int before = 0;
        int sent = 0;
        int left = 0;
        Properties writing = ClientSettings.of(kafka, ProducerConfig.configNames());
        writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_WITHIN_MS);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Letter letter : log.letters()) {
                Set<Integer> partitions = letter.topic().isEmpty() ? Set.of() : log.partitionsOf(letter.topic());
                if (log.replayed(letter) != null && !order.again()) {
                    before++;
                } else if (letter.valueBytes() >= 0) {
                    left++;
                    out.println("not sent  " + letter.position() + ": it is kept without its value of "
                            + letter.valueBytes() + " bytes, which was too large. Look for it where it came from: "
                            + bounded(letter.origin()));
                } else if (partitions.isEmpty()) {
                    left++;
                    out.println("not sent  " + letter.position() + ": there is no topic " + letter.topic());
                } else if (order.dryRun()) {
                    sent++;
                    out.println("would send  " + line(letter));
                } else {
                    try {
                        String to = send(producer, letter, partitions);
                        get(producer, log.note(letter, to));
                        sent++;
                        out.println("sent  " + letter.position() + "  as " + to);
                    } catch (RefusedRecordException e) {
                        left++;
                        out.println("not sent  " + letter.position() + ": " + e.getMessage());
                    }
                }
            }
        }
        out.println(sent + (order.dryRun() ? " would be sent" : " sent") + ", " + left + " left, " + before
                + " sent before");
        return left == 0 ? 0 : 1;
    }

    /**
     * Sends a letter to the partition that it came from: its writer may choose partitions by another rule than Kafka's
     * own.
     */
    private static String send(Producer<byte[], byte[]> producer, Letter letter, Set<Integer> partitions) {
        RecordMetadata place = get(
                producer,
                new ProducerRecord<>(
                        letter.topic(),
                        partitions.contains(letter.partition()) ? letter.partition() : null,
                        letter.record().key(),
                        letter.record().value(),
                        letter.original()));
        return place.topic() + "-" + place.partition() + "@" + place.offset();
    }

    private static RecordMetadata get(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure
                    && RefusedRecordException.of(record, failure) instanceof RefusedRecordException refused) {
                throw refused;
            }
            throw new KafkaException(
                    "a record was not sent, nor those after it: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private String line(Letter letter) {
        String channel = channelOf(letter);
        return String.join(
                "  ",
                List.of(
                        letter.position().toString(),
                        seconds(letter.time()),
                        bounded(letter.origin()),
                        channel.isEmpty() ? "no channel" : "channel " + bounded(channel),
                        letter.errorClass().replaceAll(".*\\.", "") + ": " + bounded(letter.cause())));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String bounded(String text) {
        String line = Letter.printable(text);
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
    }

    /** Returns the channel that the record names, else its key if that is an id. */
    private String channelOf(Letter letter) {
        if (letter.key().matches("\\d{15,20}")) {
            return letter.key();
        }
        if (!letter.channelId().isEmpty()) {
            return letter.channelId();
        }
        Optional<Object> said = records.read(letter.record().value()).map(record -> record.get("channel_id"));
        return said.map(Object::toString).orElse("");
    }
}
