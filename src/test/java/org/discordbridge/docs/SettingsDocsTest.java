package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.settings.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SettingsDocsTest {
    private static final Pattern EXAMPLE = Pattern.compile("^#?([A-Z_]+)=(.*)$", Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (?:`([^`]*)`)? *\\| ([^|]+) \\|$", Pattern.MULTILINE);

    private final String properties = read("application.properties");
    private final Properties values = load("application.properties");
    private final Map<String, String> example = defaults(".env.example", EXAMPLE);
    private final Map<String, String> readme = defaults("README.md", ROW);

    @ParameterizedTest
    @EnumSource
    void everySettingHasTheSameDefaultEverywhere(Setting setting) {
        String name = setting.name();
        // what may be missing altogether is only asked for if it is there: {{?NAME}}
        boolean optional = properties.contains("{{?" + name + "}}");
        String value = values.getProperty(name, optional ? "" : null);

        assertThat(value).as("application.properties").isNotNull();
        assertThat(example).as(".env.example").containsEntry(name, value);
        assertThat(readme).as("README.md").containsEntry(name, value);
    }

    @Test
    void nothingElseIsPresentedAsSetting() {
        List<String> settings = Arrays.stream(Setting.values()).map(Enum::name).toList();

        assertThat(example.keySet()).containsExactlyElementsOf(settings);
        assertThat(readme.keySet()).containsExactlyElementsOf(settings);
    }

    @Test
    void copyingTheExampleSetsNothingButTheToken() {
        assertThat(read(".env.example").lines().filter(line -> !line.startsWith("#") && !line.isEmpty()))
                .containsExactly("DISCORD_TOKEN=");
    }

    private static Map<String, String> defaults(String file, Pattern line) {
        Map<String, String> defaults = new LinkedHashMap<>();
        Matcher matcher = line.matcher(read(file));
        while (matcher.find()) {
            String before = defaults.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
            assertThat(before).as("%s twice in %s", matcher.group(1), file).isNull();
        }
        return defaults;
    }

    private static Properties load(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
