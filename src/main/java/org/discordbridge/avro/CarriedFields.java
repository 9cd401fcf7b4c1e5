package org.discordbridge.avro;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.discordbridge.event.EventType;
import org.discordbridge.event.FileEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Nullable;
import org.discordbridge.event.PendingFile;

/**
 * Checks whether the records of {@code org.discordbridge.event} can fill a schema: each field of the schema must be a
 * field of theirs, with the same type. The name of the schema says which records are written with it. Nothing is known
 * of other records, such as those that are filled from maps.
 */
final class CarriedFields {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, short.class, Short.class);
    private static final Set<Class<?>> LONG = Set.of(long.class, Long.class);
    private static final Set<Class<?>> DECIMAL = Set.of(float.class, Float.class, double.class, Double.class);

    private final Path file;
    private final List<String> unknown = new ArrayList<>();

    private CarriedFields(Path file) {
        this.file = file;
    }

    /**
     * Returns the fields of a schema that none of its records has, by their path.
     *
     * @param file where it is, for messages to people
     * @throws RegistryException if a field has another type, or has no default although a record lacks it
     */
    static List<String> unknownIn(Schema schema, Path file) {
        CarriedFields fields = new CarriedFields(file);
        List<Class<?>> records = recordsOf(schema);
        if (!records.isEmpty()) {
            fields.check(schema, records, "");
        }
        return fields.unknown;
    }

    private static List<Class<?>> recordsOf(Schema schema) {
        boolean ofMessages = "org.discordbridge.Message".equals(schema.getFullName());
        if (ofMessages || "org.discordbridge.events.Event".equals(schema.getFullName())) {
            Set<Class<?>> records = new LinkedHashSet<>();
            Arrays.stream(EventType.values())
                    .filter(type -> type != EventType.AUTOCOMPLETE && type != EventType.READY)
                    .filter(type -> ofMessages == (type.isInteraction() || type.body() == MessageCreated.class))
                    .forEach(type -> records.add(type.body()));
            if (!ofMessages) {
                records.add(FileEvent.class);
            }
            return List.copyOf(records);
        }
        return "org.discordbridge.files.PendingFile".equals(schema.getFullName())
                ? List.of(PendingFile.class)
                : List.of();
    }

    private void check(Schema schema, List<Class<?>> records, String path) {
        for (Schema.Field field : schema.getFields()) {
            String name = path + field.name();
            boolean known = false;
            for (Class<?> type : records) {
                Optional<Method> method = EventModel.method(type, field);
                known |= method.isPresent();
                if (method.isEmpty() && !field.hasDefaultValue()) {
                    throw new RegistryException("Cannot start: field '" + name + "' of " + file
                            + " has no default, and " + type.getSimpleName() + " does not have it. Give it a default");
                }
                method.ifPresent(found -> {
                    requireType(field.schema(), found.getGenericReturnType(), type, name);
                    requireNull(field, found, type, name);
                });
            }
            if (!known) {
                unknown.add(name);
            }
        }
    }

    private void requireType(Schema schema, Type carried, Class<?> of, String name) {
        if (!fits(schema, carried, name)) {
            throw new RegistryException("Cannot start: field '" + name + "' of " + file + " is " + schema + ", and "
                    + of.getSimpleName() + " has it as " + nameOf(carried) + ", so that none could be written. Make it "
                    + nameOf(carried) + ", or a union of null and that");
        }
    }

    private void requireNull(Schema.Field field, Method carrying, Class<?> of, String name) {
        if (carrying.isAnnotationPresent(Nullable.class) && !field.schema().isNullable() && !field.hasDefaultValue()) {
            throw new RegistryException("Cannot start: field '" + name + "' of " + file + " is " + field.schema()
                    + ", and some " + of.getSimpleName()
                    + " has none, which could not be written. Make it a union of null"
                    + " and that, or give it a default");
        }
    }

    private boolean fits(Schema schema, Type carried, String name) {
        Class<?> type = carried instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : raw(carried);
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .anyMatch(branch -> fits(branch, carried, name));
            case STRING -> CharSequence.class.isAssignableFrom(type) || type.isEnum();
            case BOOLEAN -> type == boolean.class || type == Boolean.class;
            case INT -> WHOLE.contains(type);
            case LONG ->
                WHOLE.contains(type)
                        || LONG.contains(type)
                        || type == Instant.class && schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
            case FLOAT, DOUBLE -> DECIMAL.contains(type) || WHOLE.contains(type) || LONG.contains(type);
            case BYTES -> ByteBuffer.class.isAssignableFrom(type);
            case ARRAY ->
                Collection.class.isAssignableFrom(type) && fits(schema.getElementType(), argument(carried, 0), name);
            case MAP -> Map.class.isAssignableFrom(type) && fits(schema.getValueType(), argument(carried, 1), name);
            case RECORD -> {
                if (type.isRecord()) {
                    check(schema, List.of(type), name + ".");
                }
                yield type.isRecord() || Map.class.isAssignableFrom(type);
            }
            default -> false;
        };
    }

    private static Class<?> raw(Type type) {
        return type instanceof Class<?> known ? known : Object.class;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    /** Returns Avro's name for the type that a Java type becomes. */
    private static String nameOf(Type carried) {
        Class<?> type = carried instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : raw(carried);
        if (Collection.class.isAssignableFrom(type)) {
            return "array of " + nameOf(argument(carried, 0));
        }
        if (Map.class.isAssignableFrom(type)) {
            return "map of " + nameOf(argument(carried, 1));
        }
        return Stream.of(
                        Map.entry(WHOLE.contains(type), "int"),
                        Map.entry(LONG.contains(type), "long"),
                        Map.entry(DECIMAL.contains(type), "double"),
                        Map.entry(type == Instant.class, "long with logicalType timestamp-millis"),
                        Map.entry(type == Boolean.class, "boolean"),
                        Map.entry(type == String.class || type.isEnum(), "string"))
                .filter(Map.Entry::getKey)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(type.isRecord() ? "record " + type.getSimpleName() : type.getSimpleName());
    }
}
