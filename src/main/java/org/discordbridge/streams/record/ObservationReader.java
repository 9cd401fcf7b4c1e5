package org.discordbridge.streams.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.event.Snowflakes;
import org.discordbridge.streams.record.Observation.Kind;
import org.discordbridge.streams.text.TextForm;

/** Makes observations of the records on the topics of messages and of events. Not safe for several threads. */
public final class ObservationReader {
    /** The difference up to which a clock of Discord's and one of a broker are taken for the same. */
    static final long CLOCKS_MILLIS = 300_000;
    /** Number of Discord's kind of message that greets who joins. */
    private static final int GREETING = 7;

    private static final long[] NONE = {};
    private static final Map<String, Kind> KINDS = Map.of(
            "member-joined", Kind.JOIN,
            "message-edited", Kind.EDIT,
            "message-deleted", Kind.DELETION,
            "reaction-added", Kind.REACTION);

    private final RegistryRecords messages;
    private final RegistryRecords events;

    /** @param schemas finds the schema with an id, as {@code SchemaRegistry.byId} does */
    public ObservationReader(IntFunction<Schema> schemas) {
        messages = new RegistryRecords(schemas, Projections.MESSAGE);
        events = new RegistryRecords(schemas, Projections.EVENT);
    }

    /**
     * Reads a record of the topic of messages; empty if it is none of a guild's messages: a direct message, a command, or
     * a button.
     *
     * @param appended the time of the record on Kafka; a message cannot have been written later
     * @throws UnreadableException if it cannot be read
     */
    public Optional<Observation> message(byte[] value, long appended) {
        GenericRecord record = messages.read(value);
        String guild = text(record, "guild_id");
        String message = text(record, "message_id");
        if (guild.isEmpty()
                || message.isEmpty()
                || !text(record, "interaction_id").isEmpty()) {
            return Optional.empty();
        }
        long id = id(message, "message_id");
        List<String> things = new ArrayList<>(strings(record, "stickers"));
        long bytes = 0;
        Collection<?> files = (Collection<?>) record.get("files");
        for (Object one : files) {
            GenericRecord file = (GenericRecord) one;
            long size = Math.max(0, (long) file.get("size"));
            bytes += size;
            things.add(text(file, "content_type") + ' ' + size);
        }
        return Optional.of(new Observation(
                Kind.MESSAGE,
                id,
                bounded(Snowflakes.timeOf(id).toEpochMilli(), appended),
                id(guild, "guild_id"),
                id(text(record, "channel_id"), "channel_id"),
                optional(record, "parent_channel_id"),
                text(record, "channel_name"),
                optional(record, "author_id"),
                (boolean) record.get("author_is_bot"),
                ids(record, "author_roles"),
                strings(record, "mentions").size()
                        + strings(record, "mention_roles").size()
                        + ((boolean) record.get("mention_everyone") ? 1 : 0),
                files.size(),
                bytes,
                !text(record, "reply_to").isEmpty(),
                TextForm.of(
                        String.join(
                                "\n",
                                text(record, "content"),
                                text(record, "forwarded_content"),
                                text(record, "component_text")),
                        things)));
    }

    /**
     * Reads a record of the topic of events; empty if it is none that the streams look at.
     *
     * @throws UnreadableException if it cannot be read
     */
    public Optional<Observation> event(byte[] value, long appended) {
        GenericRecord record = events.read(value);
        Kind kind = kind(record);
        String guild = text(record, "guild_id");
        if (kind == null || guild.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Observation(
                kind,
                number(text(record, "uuid")),
                bounded((long) record.get("timestamp"), appended),
                id(guild, "guild_id"),
                kind == Kind.JOIN ? 0 : optional(record, "channel_id"),
                optional(record, "parent_channel_id"),
                text(record, "channel_name"),
                optional(record, "user_id"),
                Boolean.TRUE.equals(record.get("user_is_bot")),
                ids(record, "user_roles"),
                0,
                0,
                0,
                false,
                TextForm.NONE));
    }

    private static Kind kind(GenericRecord record) {
        String event = text(record, "event");
        return "message-system".equals(event)
                ? (record.get("message_type") instanceof Integer type && type == GREETING ? Kind.JOIN : null)
                : KINDS.get(event);
    }

    /** Keeps a time that is ahead of Kafka's from moving the time of everything else. */
    private static long bounded(long time, long appended) {
        return appended > 0 && time > appended + CLOCKS_MILLIS ? appended : Math.max(0, time);
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field) instanceof CharSequence text ? text.toString() : "";
    }

    private static List<String> strings(GenericRecord record, String field) {
        return ((Collection<?>) record.get(field)).stream().map(String::valueOf).toList();
    }

    private static long[] ids(GenericRecord record, String field) {
        List<String> all = strings(record, field);
        return all.isEmpty()
                ? NONE
                : all.stream().mapToLong(id -> id(id, field)).toArray();
    }

    private static long optional(GenericRecord record, String field) {
        String text = text(record, field);
        return text.isEmpty() ? 0 : id(text, field);
    }

    private static long id(String text, String field) {
        String problem = Snowflakes.problem(text);
        if (problem != null) {
            throw new UnreadableException(field + " is no id: " + problem);
        }
        return Snowflakes.parse(text);
    }

    private static long number(String uuid) {
        UUID id = UUID.nameUUIDFromBytes(uuid.getBytes(StandardCharsets.UTF_8));
        return id.getMostSignificantBits();
    }
}
