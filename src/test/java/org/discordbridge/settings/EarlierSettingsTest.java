package org.discordbridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings of an earlier version, which lack lines. */
@Timeout(120)
class EarlierSettingsTest {
    @TempDir
    Path directory;

    @Test
    void laterLinesAreThoseOfApplicationProperties() throws IOException {
        Properties later = new Properties();
        try (InputStream lines = Settings.class.getResourceAsStream("later.properties")) {
            later.load(lines);
        }
        Properties shipped = new Properties();
        try (Reader lines = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(lines);
        }

        assertThat(later).isNotEmpty();
        later.forEach((name, value) -> assertThat(shipped).containsEntry(name, value));
    }

    @Test
    void fileOfAnEarlierVersionLacksThem() throws IOException {
        Path file = directory.resolve("application.properties");
        Files.copy(Path.of("application.properties"), file);
        Files.createDirectory(directory.resolve("routes"));
        Files.createDirectory(directory.resolve("schemas"));
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("RULES=") && !line.startsWith("STREAMS_GRACE="))
                        .toList());

        Settings settings = Settings.load(directory, Map.of("DISCORD_TOKEN", "abc.def.ghi", "HTTP_PORT", "0"));

        assertThat(settings.get(Setting.RULES)).isEqualTo("rules");
        assertThat(settings.absent().stringPropertyNames()).containsExactlyInAnyOrder("RULES", "STREAMS_GRACE");
    }
}
