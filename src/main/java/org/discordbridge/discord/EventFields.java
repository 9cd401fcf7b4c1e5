package org.discordbridge.discord;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.discordbridge.event.Actor;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Interaction;
import org.discordbridge.event.Place;

/** Reads the values of an event by the names that the schemas use: {@code author_name} for {@code authorName()}. */
final class EventFields {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
    /** First fields of every event. */
    private static final List<String> FIRST = List.of("uuid", "event", "timestamp");
    /** Parts whose values appear as fields of the event: guild_id, user_id, event and so on. */
    private static final Set<Class<?>> PARTS = Set.of(Place.class, Actor.class, EventType.class, Interaction.class);

    private static final Pattern CAPITAL = Pattern.compile("_([a-z])");

    private static final ClassValue<Map<String, MethodHandle>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return fieldsOf(type);
        }
    };

    private EventFields() {}

    /** Makes a map of texts, numbers, booleans, instants, lists and maps. */
    static Map<String, Object> of(Object record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        FIELDS.get(record.getClass()).forEach((name, reader) -> fields.put(name, plain(read(reader, record))));
        return fields;
    }

    /** Returns the names that expressions use for the values of a record. */
    static Set<String> properties(Class<?> type) {
        return FIELDS.get(type).keySet().stream()
                .map(name ->
                        CAPITAL.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object read(MethodHandle reader, Object record) {
        try {
            return reader.invoke(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // MethodHandle declares any exception; the methods that it calls here declare none
            throw new IllegalStateException(
                    "Cannot read " + reader + " of " + record.getClass() + ", so that the event was not converted", e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof java.lang.Record record) {
            return of(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EventFields::plain).toList();
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Map<String, MethodHandle> fieldsOf(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        if (DiscordEvent.class.isAssignableFrom(type)) {
            names.addAll(FIRST);
        }
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        if (DiscordEvent.class.isAssignableFrom(type)) {
            Arrays.stream(type.getMethods())
                    .sorted(Comparator.comparing(Method::getName))
                    .filter(EventFields::isReader)
                    .map(Method::getName)
                    .forEach(names::add);
        }
        Map<String, MethodHandle> fields = new LinkedHashMap<>();
        for (String name : new ArrayList<>(names)) {
            try {
                Method method = type.getMethod(name);
                if (!PARTS.contains(method.getReturnType())) {
                    fields.put(snakeCase(name), LOOKUP.unreflect(method));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + name + " of " + type, e);
            }
        }
        return fields;
    }

    private static boolean isReader(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class
                && method.getDeclaringClass() != Object.class
                && !Set.of("toString", "hashCode", "withoutToken").contains(method.getName());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
