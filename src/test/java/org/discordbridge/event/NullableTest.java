package org.discordbridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the descriptions of records say of null, and what their annotations say. */
@Timeout(30)
class NullableTest {
    private static final Path SOURCES = Path.of("src/main/java/org/discordbridge/event");

    static Stream<Class<?>> records() throws Exception {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
            Stream.Builder<Class<?>> records = Stream.builder();
            for (String name : names) {
                Class<?> type = Class.forName("org.discordbridge.event." + name);
                if (type.isRecord()) {
                    records.add(type);
                }
            }
            return records.build();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void isWhereTheDescriptionSaysNull(Class<?> type) throws IOException {
        String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
        String text = source.substring(0, source.indexOf("record " + type.getSimpleName()))
                .replaceAll("\\n \\* ?", " ");
        boolean all = text.contains("Every component may be null") || text.contains("Anything may be null");

        assertThat(type.getRecordComponents())
                .filteredOn(component -> component.getAccessor().isAnnotationPresent(Nullable.class))
                .extracting(RecordComponent::getName)
                .isEqualTo(Arrays.stream(type.getRecordComponents())
                        .filter(component -> !component.getType().isPrimitive())
                        .filter(component -> all
                                ? component.getType() != List.class
                                : Pattern.compile("@param " + component.getName() + " [^@]*\\bnull\\b")
                                        .matcher(text.replace("{@code", "{"))
                                        .find())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void isFoundByWhoLooksAtAnEvent() throws NoSuchMethodException {
        assertThat(CommandInvoked.class.getMethod("guildId").isAnnotationPresent(Nullable.class))
                .isTrue();
        assertThat(MessageCreated.class.getMethod("content").isAnnotationPresent(Nullable.class))
                .isFalse();
    }
}
