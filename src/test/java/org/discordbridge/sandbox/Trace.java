package org.discordbridge.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.bridge.Wire;
import org.discordbridge.sandbox.Tail.Arrival;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.simulator.Chat;
import org.discordbridge.simulator.TraceStep;
import org.discordbridge.simulator.TraceStep.Kind;

/**
 * What the chat page shows of a message's way beyond Discord: its objects in the bucket, its record, the answer to it, and
 * what became of that. Sees only what any other client of Kafka and of the store sees.
 */
final class Trace {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration LATE = Duration.ofMillis(700);

    private final Surroundings around;
    private final Chat chat;
    private final Bucket bucket;

    Trace(Surroundings around, Chat chat, Bucket bucket) {
        this.around = around;
        this.chat = chat;
        this.bucket = bucket;
    }

    /** Begins to look, on a thread of its own. What is written when this has returned is seen. */
    void start() {
        Settings settings = around.settings();
        List<String> topics = List.of(
                settings.get(Setting.COMMANDS_TOPIC),
                settings.get(Setting.RESPONSES_TOPIC),
                settings.get(Setting.RESULTS_TOPIC),
                settings.get(Setting.EVENTS_TOPIC),
                settings.get(Setting.DEAD_LETTERS_TOPIC));
        Tail tail = new Tail(around.kafka(), new Wire(around.registry()), topics);
        Commits commits = new Commits(around.kafka(), settings.get(Setting.RESPONSES_GROUP));
        Thread thread = new Thread(() -> follow(tail, commits), "trace");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(Tail tail, Commits commits) {
        try (tail;
                commits) {
            while (!Thread.currentThread().isInterrupted()) {
                tail.next(LOOK_EVERY).ifPresent(arrival -> show(arrival, commits));
                commits.done().forEach(done -> consumed(done, commits.group()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Arrival arrival, Commits commits) {
        Settings settings = around.settings();
        String topic = arrival.record().topic();
        List<String> about = about(arrival);
        if (about.isEmpty()) {
            return;
        }
        if (topic.equals(settings.get(Setting.COMMANDS_TOPIC))) {
            if (arrival.value().get("files") instanceof List<?> files) {
                files.forEach(file -> show((GenericRecord) file, arrival, about));
            }
            add(Kind.RECORD, about, "Record on Kafka", arrival);
        } else if (topic.equals(settings.get(Setting.RESPONSES_TOPIC))) {
            commits.await(arrival);
            add(Kind.ANSWER, about, "Answer on Kafka", arrival);
        } else if (topic.equals(settings.get(Setting.RESULTS_TOPIC))) {
            String status = String.valueOf(arrival.value().get("status"));
            add("FAILED".equals(status) ? Kind.FAILURE : Kind.DONE, about, "Result on Kafka: " + status, arrival);
        } else if (topic.equals(settings.get(Setting.EVENTS_TOPIC))) {
            if (arrival.value().get("file") instanceof GenericRecord file) {
                show(file, arrival, about);
            }
            add(Kind.RECORD, about, "Event on Kafka: " + arrival.value().get("event"), arrival);
        } else {
            add(Kind.FAILURE, about, "Dead letter on Kafka", arrival);
        }
    }

    private void add(Kind kind, List<String> about, String title, Arrival arrival) {
        chat.add(new TraceStep(
                kind,
                about,
                title,
                place(arrival),
                String.join("\n", RecordText.of(arrival.value())),
                null,
                when(arrival)));
    }

    private void consumed(Arrival answer, String group) {
        chat.add(TraceStep.of(Kind.DONE, about(answer), "Answer consumed")
                .at(position(answer) + ", committed by " + group));
    }

    private void show(GenericRecord file, Arrival arrival, List<String> about) {
        String name = String.valueOf(file.get("filename"));
        if (!"STORED".equals(String.valueOf(file.get("status")))) {
            chat.add(new TraceStep(
                    Kind.FAILURE,
                    about,
                    name + " is not stored: " + file.get("status"),
                    String.valueOf(file.get("reason")),
                    null,
                    null,
                    when(arrival)));
            return;
        }
        String key = String.valueOf(file.get("object_key"));
        try {
            Bucket.Stored object = bucket.look(key);
            chat.add(new TraceStep(
                    Kind.FILE,
                    about,
                    "Object in the bucket: " + name,
                    bucket.name() + ", " + object.size() + " bytes, " + object.type(),
                    key + "\nsha256 " + file.get("sha256"),
                    object.link(),
                    when(arrival)));
        } catch (IllegalStateException unseen) {
            chat.add(new TraceStep(
                    Kind.FAILURE, about, "The object cannot be seen", unseen.getMessage(), null, null, when(arrival)));
        }
    }

    /** By which names the page knows the message, command or answer of a record. */
    private static List<String> about(Arrival arrival) {
        List<String> names = new ArrayList<>();
        GenericRecord value = arrival.value();
        if (value == null) {
            return names;
        }
        names.addAll(fields(value, "uuid", "interaction_token", "interaction_id"));
        // the message of a button is not what the press of it is about
        if (fields(value, "interaction_id").isEmpty()) {
            names.addAll(fields(value, "message_id"));
        }
        // what a person replies to has a way of its own, what is answered has not
        if (arrival.isAnswer()) {
            names.addAll(fields(value, "reply_to"));
        }
        if (value.hasField("message_ids") && value.get("message_ids") instanceof List<?> messages) {
            messages.forEach(message -> names.add(message.toString()));
        }
        return names;
    }

    private static List<String> fields(GenericRecord value, String... fields) {
        return Stream.of(fields)
                .filter(value::hasField)
                .map(value::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private static String place(Arrival arrival) {
        // it carries the time at which it began to wait for Kafka
        Duration waited = Duration.between(when(arrival), Instant.now());
        String late = waited.compareTo(LATE) > 0 ? ", waited " + waited.toMillis() + " ms for Kafka" : "";
        return position(arrival) + late;
    }

    private static String position(Arrival arrival) {
        return arrival.record().topic() + ", partition " + arrival.record().partition() + ", offset "
                + arrival.record().offset();
    }

    private static Instant when(Arrival arrival) {
        return Instant.ofEpochMilli(arrival.record().timestamp());
    }
}
