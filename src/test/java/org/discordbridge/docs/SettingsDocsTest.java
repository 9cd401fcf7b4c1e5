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

/** Compares what the docs say of settings with {@link Setting} and {@code application.properties}. */
@Timeout(120)
class SettingsDocsTest {
    private static final Path PAGE = Path.of("src/main/docs/settings.md");
    private static final Path GENERATED = Path.of("target/settings.md");
    private static final String BEGIN = "<!-- from here on generated, see SettingsDocsTest -->\n";
    private static final String END = "<!-- up to here -->\n";
    /** A group's name, or a setting with the comment above it. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "^# --- (?<group>.+?) -+$|^(?<comment>(?:# .*\n)+)#?(?<name>[A-Z_]+)=(?<value>.*)$", Pattern.MULTILINE);

    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (?:`([^`]*)`)? *\\| ([^|]+) \\|$", Pattern.MULTILINE);

    private final String properties = read("application.properties");
    private final Properties values = load("application.properties");
    private final Map<String, String> example = new LinkedHashMap<>();
    private final StringBuilder tables = new StringBuilder();

    SettingsDocsTest() {
        Matcher lines = EXAMPLE.matcher(read(".env.example"));
        while (lines.find()) {
            if (lines.group("group") == null) {
                assertThat(example.put(lines.group("name"), lines.group("value")))
                        .as("%s is there twice in .env.example", lines.group("name"))
                        .isNull();
                tables.append(row(
                        Setting.valueOf(lines.group("name")),
                        lines.group("comment").substring(2).strip().replace("\n# ", " ")));
            } else {
                tables.append("\n## ").append(lines.group("group")).append("""


                        | setting | default | what it is | what it may be |
                        |---|---|---|---|
                        """);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySettingHasTheSameDefaultInTheExample(Setting setting) {
        assertThat(defaultOf(setting)).as("application.properties").isNotNull();
        assertThat(example).as(".env.example").containsEntry(setting.name(), defaultOf(setting));
    }

    @Test
    void nothingElseIsPresentedAsSetting() {
        assertThat(example.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(Enum::name).toList());
    }

    @Test
    void pageHasEverySetting() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf("\n" + END));
        Files.writeString(GENERATED, before + tables + after);

        assertThat(page)
                .as("settings.md is not what code, application.properties and .env.example say. This writes it anew: "
                        + "cp " + GENERATED + " " + PAGE)
                .isEqualTo(before + tables + after);
    }

    @Test
    void readmeHasTheDefaultsOfTheSettingsToKnow() {
        Map<String, String> readme = new LinkedHashMap<>();
        ROW.matcher(read("README.md"))
                .results()
                .forEach(row -> readme.put(row.group(1), row.group(2) == null ? "" : row.group(2)));

        assertThat(readme)
                .hasSize(12)
                .allSatisfy((name, value) -> assertThat(value).as(name).isEqualTo(defaultOf(Setting.valueOf(name))));
    }

    @Test
    void copyingTheExampleSetsNothingButTheToken() {
        assertThat(read(".env.example").lines().filter(line -> !line.startsWith("#") && !line.isEmpty()))
                .containsExactly("DISCORD_TOKEN=");
    }

    private String row(Setting setting, String comment) {
        String value = defaultOf(setting);
        List<String> cells =
                List.of("`" + setting + "`", value.isEmpty() ? "" : "`" + value + "`", comment, setting.expected());
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String defaultOf(Setting setting) {
        // what may be missing altogether is only asked for if it is there: {{?NAME}}
        boolean optional = properties.contains("{{?" + setting + "}}");
        return values.getProperty(setting.name(), optional ? "" : null);
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
