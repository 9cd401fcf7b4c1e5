package org.discordbridge.avro;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Holds a record that was read: a map by field name, in the order of the schema. It has an array of values instead of a
 * map entry for each field. So a waiting record takes a third less memory, and thousands may wait. It becomes an
 * ordinary map, at once and for good, when it is iterated or gets another shape.
 *
 * <p>May be read by any number of threads as long as nobody changes it.
 */
final class RecordMap extends AbstractMap<String, Object> {
    private final Schema schema;
    private volatile Object[] slots;
    private volatile Map<String, Object> entries;

    RecordMap(Schema schema) {
        this.schema = schema;
        this.slots = new Object[schema.getFields().size()];
    }

    /** Sets the value of the field at that position of the schema. */
    void set(int position, Object value) {
        slots[position] = value;
    }

    @Override
    public Object get(Object key) {
        Object[] mine = slots;
        if (mine == null) {
            return entries.get(key);
        }
        Schema.Field field = field(key);
        return field == null ? null : mine[field.pos()];
    }

    @Override
    public boolean containsKey(Object key) {
        return slots == null ? entries.containsKey(key) : field(key) != null;
    }

    @Override
    public int size() {
        Object[] mine = slots;
        return mine == null ? entries.size() : mine.length;
    }

    @Override
    public Object put(String key, Object value) {
        Object[] mine = slots;
        Schema.Field field = mine == null ? null : field(key);
        if (field == null) {
            return asEntries().put(key, value);
        }
        Object before = mine[field.pos()];
        mine[field.pos()] = value;
        return before;
    }

    @Override
    public Object remove(Object key) {
        return asEntries().remove(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return asEntries().entrySet();
    }

    private Schema.Field field(Object key) {
        return key instanceof String name ? schema.getField(name) : null;
    }

    private synchronized Map<String, Object> asEntries() {
        Object[] mine = slots;
        if (mine != null) {
            Map<String, Object> made = new LinkedHashMap<>(2 * mine.length);
            for (Schema.Field field : schema.getFields()) {
                made.put(field.name(), mine[field.pos()]);
            }
            entries = made;
            slots = null;
        }
        return entries;
    }
}
