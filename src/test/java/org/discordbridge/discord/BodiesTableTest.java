package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.discordbridge.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tables of the component's page on what bodies have. */
@Timeout(120)
class BodiesTableTest {
    private static final Path PAGE = Path.of("src/main/docs/discord-component.adoc");
    private static final Path GENERATED = Path.of("target/bodies.adoc");
    private static final List<Class<?>> BODIES = Arrays.stream(EventType.values())
            .<Class<?>>map(EventType::body)
            .distinct()
            .sorted((one, other) -> one.getSimpleName().compareTo(other.getSimpleName()))
            .toList();

    @Test
    void pageHasEveryPropertyOfEveryBody() throws Exception {
        String table = table();
        Files.writeString(GENERATED, table);

        assertThat(Files.readString(PAGE))
                .as("the table of properties; what it should be is in " + GENERATED)
                .contains(table);
    }

    @Test
    void pageHasTheBodyOfEveryEvent() throws IOException {
        String page = Files.readString(PAGE);

        for (EventType type : EventType.values()) {
            assertThat(page)
                    .containsPattern("\n\\| `" + type.eventName() + "` \\| [^|\n]+ \\| `"
                            + type.body().getSimpleName() + "` \\| ");
        }
    }

    private static String table() throws ReflectiveOperationException {
        Map<String, TreeSet<String>> having = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        for (Class<?> body : BODIES) {
            for (String property : EventFields.properties(body)) {
                String type = nameOf(body.getMethod(property).getGenericReturnType());
                String key = property + " | " + type;
                types.put(key, property);
                having.computeIfAbsent(key, unused -> new TreeSet<>()).add(body.getSimpleName());
            }
        }
        StringBuilder table = new StringBuilder("| Property | Type | Field of a schema | Bodies\n");
        having.forEach((key, bodies) -> table.append("| `" + types.get(key) + "` | " + key.split(" \\| ")[1] + " | `"
                + snakeCase(types.get(key)) + "` | "
                + (bodies.size() == BODIES.size() ? "all" : String.join(", ", bodies)) + "\n"));
        return table.append("|===\n").toString();
    }

    private static String nameOf(Type type) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (Collection.class.isAssignableFrom(raw)) {
            return "array of " + nameOf(((ParameterizedType) type).getActualTypeArguments()[0]);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return "map of " + nameOf(((ParameterizedType) type).getActualTypeArguments()[1]);
        }
        if (raw == Instant.class) {
            return "timestamp-millis";
        }
        if (raw.isRecord() && !BODIES.contains(raw)) {
            return raw.getSimpleName()
                    + Arrays.stream(raw.getRecordComponents())
                            .map(component -> component.getName())
                            .collect(Collectors.joining(", ", " (", ")"));
        }
        if (raw.isRecord()) {
            return raw.getSimpleName();
        }
        return raw == Boolean.class
                ? "boolean"
                : raw == Integer.class ? "int" : raw.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
