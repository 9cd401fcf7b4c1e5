package org.discordbridge.avro;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Avro's own writer and reader work on Java records and maps, without a copy into generic records.
 *
 * <p>Writing: schema field {@code author_name} takes its value from the public method {@code authorName()} of the
 * datum, or from the entry {@code author_name} of a map. A field that the datum does not have gets the schema's
 * default; a field with no default is an error that names it. Methods are looked up once per class and schema. Reading
 * gives maps.
 *
 * <p>Safe for any number of threads.
 */
final class EventModel extends GenericData {
    private static final Logger LOG = LoggerFactory.getLogger(EventModel.class);

    private static final String LONGEST = String.valueOf(16 * 1024 * 1024);

    static {
        // Avro looks once, before it reads anything. Without a limit, a hostile length in a record would make it
        // allocate two gigabytes
        setIfAbsent("org.apache.avro.limits.string.maxLength");
        setIfAbsent("org.apache.avro.limits.bytes.maxLength");
        setIfAbsent("org.apache.avro.limits.collectionItems.maxLength");
    }

    private final Map<Class<?>, Map<Schema, FieldReader[]>> readers = new ConcurrentHashMap<>();

    EventModel() {
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** Reads one field of a datum. */
    private interface FieldReader extends Function<Object, Object> {}

    @Override
    protected Object getRecordState(Object datum, Schema schema) {
        return datum instanceof java.lang.Record
                ? readers.computeIfAbsent(datum.getClass(), type -> new ConcurrentHashMap<>())
                        .computeIfAbsent(schema, s -> readersOf(datum.getClass(), s))
                : schema;
    }

    @Override
    protected Object getField(Object datum, String name, int position, Object state) {
        if (state instanceof FieldReader[] fields) {
            return fields[position].apply(datum);
        }
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

    private FieldReader[] readersOf(Class<?> type, Schema schema) {
        return schema.getFields().stream()
                .map(field -> readerOf(type, schema, field))
                .toArray(FieldReader[]::new);
    }

    private FieldReader readerOf(Class<?> type, Schema schema, Schema.Field field) {
        Optional<Method> carried = method(type, field);
        if (carried.isEmpty()) {
            Object value = defaultOf(field, type.getSimpleName());
            LOG.debug(
                    "{} does not carry field '{}' of {}: its default is written", type, field.name(), schema.getName());
            return datum -> value;
        }
        Method method = carried.get();
        if (Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class) {
            throw new AvroRuntimeException("field '" + field.name() + "' of " + schema.getFullName() + " matches "
                    + method + ", which carries no value");
        }
        Function<Object, Object> accessor = Accessors.of(method);
        FieldReader reader = method.getReturnType().isEnum()
                ? datum -> {
                    Enum<?> value = (Enum<?>) accessor.apply(datum);
                    return value == null ? null : value.name();
                }
                : accessor::apply;
        if (method.getReturnType().isPrimitive() || field.schema().isNullable()) {
            return reader;
        }
        return datum -> {
            Object value = reader.apply(datum);
            return value != null ? value : insteadOfNull(field, type.getSimpleName());
        };
    }

    /** Null where a field may be null; else its default, as if it were not carried. */
    private Object insteadOfNull(Schema.Field field, String carrier) {
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

    private Object defaultOf(Schema.Field field, String carrier) {
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

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, LONGEST);
        }
    }
}
