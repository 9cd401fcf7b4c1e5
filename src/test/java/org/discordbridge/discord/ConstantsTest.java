package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;
import org.discordbridge.discord.options.DiscordConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the headers that the component knows to those that its code uses. */
@Timeout(60)
class ConstantsTest {
    private static final Path ROOMS = Path.of("src/main/java/org/discordbridge/discord");
    private static final Pattern WRITTEN = Pattern.compile("\"(CamelDiscord\\w+)\"");
    private static final Pattern USED = Pattern.compile("DiscordConstants\\.([A-Z]\\w+)");

    private static List<Field> constants() {
        return Arrays.stream(DiscordConstants.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOMS)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("DiscordConstants.java"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void areAllUsedAndNoHeaderIsWrittenOut() throws IOException {
        String sources = sources();
        Set<String> used = new TreeSet<>();
        USED.matcher(sources).results().forEach(constant -> used.add(constant.group(1)));

        assertThat(constants()).extracting(Field::getName).containsExactlyInAnyOrderElementsOf(used);
        assertThat(WRITTEN.matcher(sources).results().map(header -> header.group(1)))
                .isEmpty();
    }

    @Test
    void areDescribedAsCamelWantsIt() throws IllegalAccessException {
        for (Field constant : constants()) {
            Metadata about = constant.getAnnotation(Metadata.class);
            assertThat(about).as(constant.getName()).isNotNull();
            assertThat(about.description()).as(constant.getName()).isNotEmpty();
            assertThat(about.javaType()).as(constant.getName()).isNotEmpty();
            assertThat(about.label()).as(constant.getName()).isIn("", "consumer", "producer");
            assertThat((String) constant.get(null)).startsWith("Camel");
        }
    }
}
