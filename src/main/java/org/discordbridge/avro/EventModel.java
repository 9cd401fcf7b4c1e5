package org.discordbridge.avro;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;

/**
 * Lets Avro's own writer and reader work on maps, without a copy into generic records; {@link EventWriter} writes Java
 * records. Reading gives maps. Safe for any number of threads.
 */
final class EventModel extends GenericData {
    static {
        AvroLimits.set();
    }

    EventModel() {
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    protected Object getRecordState(Object datum, Schema schema) {
        return schema;
    }

    @Override
    protected Object getField(Object datum, String name, int position, Object state) {
        if (datum instanceof Map<?, ?> map) {
            Object value = map.get(name);
            if (value != null) {
                return value;
            }
            Schema.Field field = ((Schema) state).getField(name);
            return map.containsKey(name) ? insteadOfNull(field, "a map") : defaultOf(field, "a map");
        }
        return super.getField(datum, name, position);
    }

    /** Chooses the branch of a union. For the usual {@code [null, T]} it does not look at the type of the datum. */
    @Override
    public int resolveUnion(Schema union, Object datum) {
        var branches = union.getTypes();
        if (branches.size() == 2) {
            boolean firstIsNull = branches.get(0).getType() == Schema.Type.NULL;
            if (firstIsNull || branches.get(1).getType() == Schema.Type.NULL) {
                return (datum == null) == firstIsNull ? 0 : 1;
            }
        }
        return super.resolveUnion(union, datum);
    }

    @Override
    public Object newRecord(Object old, Schema schema) {
        return new RecordMap(schema);
    }

    @Override
    public void setField(Object datum, String name, int position, Object value) {
        ((RecordMap) datum).set(position, value);
    }

    @Override
    protected void setField(Object datum, String name, int position, Object value, Object state) {
        setField(datum, name, position, value);
    }

    @Override
    public Object getField(Object datum, String name, int position) {
        return datum instanceof Map<?, ?> map ? map.get(name) : super.getField(datum, name, position);
    }

    @Override
    public Object createEnum(String symbol, Schema schema) {
        return symbol;
    }

    /**
     * Returns null where a field may be null; else its default, as if it were not carried.
     *
     * @throws AvroRuntimeException if it has none
     */
    Object insteadOfNull(Schema.Field field, String carrier) {
        if (field.schema().isNullable()) {
            return null;
        }
        if (!field.hasDefaultValue()) {
            throw new AvroRuntimeException("field '" + field.name() + "' is null in " + carrier
                    + ", and neither nullable nor with a default in the schema. Make it a union of null and "
                    + field.schema().getName() + ", or give it a default");
        }
        return getDefaultValue(field);
    }

    /** Finds the public method that gives the value of a field; empty if the class has none. */
    static Optional<Method> method(Class<?> type, Schema.Field field) {
        try {
            return Optional.of(type.getMethod(camelCase(field.name())));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the default of a field that a datum does not have.
     *
     * @throws AvroRuntimeException if it has none
     */
    Object defaultOf(Schema.Field field, String carrier) {
        if (!field.hasDefaultValue()) {
            throw new AvroRuntimeException(
                    "field '" + field.name() + "' is not carried by " + carrier + " and has no default in the schema");
        }
        return getDefaultValue(field);
    }

    private static String camelCase(String snakeCase) {
        StringBuilder name = new StringBuilder(snakeCase.length());
        boolean upper = false;
        for (int i = 0; i < snakeCase.length(); i++) {
            char c = snakeCase.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }
}
