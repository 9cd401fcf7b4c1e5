package org.discordbridge.streams.activity;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serializer;
import org.discordbridge.streams.record.RegistryRecords;

/** Writes rows by {@code activity.avsc}. A field that the schema lacks is left out, one that it has besides gets its default. */
public final class ActivityRecords implements Serializer<ActivityRow> {
    private final Schema schema;
    private final int id;

    /** @param id the schema's in the registry */
    public ActivityRecords(Schema schema, int id) {
        this.schema = schema;
        this.id = id;
    }

    @Override
    public byte[] serialize(String topic, ActivityRow row) {
        if (row == null) {
            return null;
        }
        GenericRecordBuilder record = new GenericRecordBuilder(schema);
        row.fields().forEach((name, value) -> {
            // what is not known is the default, which is null
            if (schema.getField(name) != null && !"".equals(value)) {
                record.set(name, value);
            }
        });
        return RegistryRecords.write(id, record.build());
    }
}
