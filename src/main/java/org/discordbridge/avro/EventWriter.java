package org.discordbridge.avro;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Java records and maps by a schema.
 *
 * <p>Schema field {@code author_name} takes its value from the public method {@code authorName()} of a record, or from
 * the entry {@code author_name} of a map. A field that the datum does not have gets the schema's default; a field with no
 * default is an error that names it.
 *
 * <p>For each class of records and schema there is a plan, made once, with a step for each field: Avro's own writer asks
 * for the type of each value, of each record, again. It does what no plan knows: maps, and types that events do not have.
 * Safe for any number of threads.
 */
final class EventWriter extends GenericDatumWriter<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

    private final EventModel model;
    private final Map<Class<?>, Map<Schema, Step[]>> plans = new ConcurrentHashMap<>();

    EventWriter(Schema schema, EventModel model) {
        super(schema, model);
        this.model = model;
    }

    /** Writes something: a field of a datum, or a value. */
    @FunctionalInterface
    private interface Step {
        void write(Object datum, Encoder out) throws IOException;
    }

    @Override
    protected void writeRecord(Schema schema, Object datum, Encoder out) throws IOException {
        if (!(datum instanceof Record)) {
            super.writeRecord(schema, datum, out);
            return;
        }
        Map<Schema, Step[]> known = plans.get(datum.getClass());
        Step[] plan = known == null ? null : known.get(schema);
        if (plan == null) {
            plan = schema.getFields().stream()
                    .map(field -> fieldOf(datum.getClass(), schema, field))
                    .toArray(Step[]::new);
            plans.computeIfAbsent(datum.getClass(), type -> new ConcurrentHashMap<>())
                    .put(schema, plan);
        }
        for (Step step : plan) {
            step.write(datum, out);
        }
    }

    private Step fieldOf(Class<?> type, Schema schema, Schema.Field field) {
        Step step = valueOf(field.schema());
        Optional<Method> carried = EventModel.method(type, field);
        if (carried.isEmpty()) {
            Object value = model.defaultOf(field, type.getSimpleName());
            LOG.debug(
                    "{} does not carry field '{}' of {}: its default is written", type, field.name(), schema.getName());
            return (datum, out) -> step.write(value, out);
        }
        Method method = carried.get();
        if (Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class) {
            throw new AvroRuntimeException("field '" + field.name() + "' of " + schema.getFullName() + " matches "
                    + method + ", which carries no value");
        }
        Function<Object, Object> accessor = Accessors.of(method);
        if (method.getReturnType().isEnum()) {
            return (datum, out) -> {
                Enum<?> value = (Enum<?>) accessor.apply(datum);
                step.write(value == null ? model.insteadOfNull(field, type.getSimpleName()) : value.name(), out);
            };
        }
        if (method.getReturnType().isPrimitive() || field.schema().isNullable()) {
            return (datum, out) -> step.write(accessor.apply(datum), out);
        }
        return (datum, out) -> {
            Object value = accessor.apply(datum);
            step.write(value == null ? model.insteadOfNull(field, type.getSimpleName()) : value, out);
        };
    }

    private Step valueOf(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return (value, out) -> out.writeLong(value instanceof Instant time ? time.toEpochMilli() : (Long) value);
        }
        if (schema.getLogicalType() != null) {
            return byAvro(schema);
        }
        return switch (schema.getType()) {
            case STRING ->
                (value, out) -> {
                    if (value instanceof String text) {
                        out.writeString(text);
                    } else {
                        write(schema, value, out);
                    }
                };
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case INT -> (value, out) -> out.writeInt(((Number) value).intValue());
            case LONG -> (value, out) -> out.writeLong(((Number) value).longValue());
            case ARRAY -> arrayOf(schema);
            case UNION -> unionOf(schema);
            default -> byAvro(schema);
        };
    }

    private Step byAvro(Schema schema) {
        return (value, out) -> write(schema, value, out);
    }

    private Step arrayOf(Schema schema) {
        Step element = valueOf(schema.getElementType());
        return (value, out) -> {
            Collection<?> values = (Collection<?>) value;
            out.writeArrayStart();
            out.setItemCount(values.size());
            for (Object each : values) {
                out.startItem();
                element.write(each, out);
            }
            out.writeArrayEnd();
        };
    }

    /** Plans the usual {@code [null, T]}, in either order. */
    private Step unionOf(Schema schema) {
        List<Schema> branches = schema.getTypes();
        int empty = branches.indexOf(Schema.create(Schema.Type.NULL));
        if (branches.size() != 2 || empty < 0) {
            return byAvro(schema);
        }
        int full = 1 - empty;
        Step step = valueOf(branches.get(full));
        return (value, out) -> {
            out.writeIndex(value == null ? empty : full);
            if (value != null) {
                step.write(value, out);
            } else {
                out.writeNull();
            }
        };
    }
}
