package org.discordbridge.streams.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serializer;
import org.discordbridge.streams.record.RegistryRecords;

/** Writes alerts by {@code alert.avsc}. A field that the schema lacks is left out, one that it has besides gets its default. */
public final class AlertRecords implements Serializer<Alert> {
    private final Schema schema;
    private final int id;

    /** @param id the schema's in the registry */
    public AlertRecords(Schema schema, int id) {
        this.schema = schema;
        this.id = id;
    }

    @Override
    public byte[] serialize(String topic, Alert alert) {
        return alert == null ? null : RegistryRecords.write(id, record(alert));
    }

    private GenericRecord record(Alert alert) {
        return filled(
                schema,
                Map.ofEntries(
                        Map.entry("uuid", alert.uuid()),
                        Map.entry("rule", alert.rule().name()),
                        Map.entry("kind", alert.rule().pattern().word()),
                        Map.entry("severity", alert.rule().severity().name().toLowerCase(Locale.ROOT)),
                        Map.entry("guild_id", Long.toUnsignedString(alert.guild())),
                        Map.entry("user_ids", ids(alert.users())),
                        Map.entry("channel_ids", ids(alert.channels())),
                        Map.entry("messages", messages(alert)),
                        Map.entry("window_start", alert.start()),
                        Map.entry("window_end", alert.end()),
                        Map.entry("count", alert.count()),
                        Map.entry("people", (int) Windows.people(alert.items())),
                        Map.entry("summary", alert.summary())));
    }

    private List<GenericRecord> messages(Alert alert) {
        Schema.Field field = schema.getField("messages");
        List<GenericRecord> messages = new ArrayList<>();
        if (field != null) {
            alert.messages()
                    .forEach(item -> messages.add(filled(
                            field.schema().getElementType(),
                            Map.of(
                                    "message_id", Long.toUnsignedString(item.id()),
                                    "channel_id", Long.toUnsignedString(item.channel()),
                                    "user_id", Long.toUnsignedString(item.user()),
                                    "url", alert.link(item)))));
        }
        return messages;
    }

    private static GenericRecord filled(Schema schema, Map<String, Object> values) {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema);
        values.forEach((name, value) -> {
            if (schema.getField(name) != null) {
                builder.set(name, value);
            }
        });
        return builder.build();
    }

    private static List<String> ids(List<Long> ids) {
        return ids.stream().map(Long::toUnsignedString).toList();
    }
}
