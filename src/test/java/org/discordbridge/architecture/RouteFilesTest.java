package org.discordbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every file in {@code routes/}, and every example, keeps to Camel's YAML DSL and to the ways of this project. */
@Timeout(120)
class RouteFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)[^}]*}}");
    private static final JsonSchema DSL = dsl();
    private static final Properties SETTINGS = settings();

    static List<Path> files() throws IOException {
        try (Stream<Path> routes = Files.list(Path.of("routes"));
                Stream<Path> examples = Files.walk(Path.of("src/main/docs/examples"))) {
            return Stream.concat(
                            routes,
                            examples.filter(file -> file.toString().endsWith(".yaml")
                                    && !file.getParent().endsWith("intents")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsToTheDsl(Path file) throws IOException {
        assertThat(file.toString()).endsWith(".camel.yaml");
        assertThat(DSL.validate(yaml(resolved(Files.readString(file))))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void beginsWithACommentOnWhatItDoes(Path file) throws IOException {
        List<String> header = Files.readAllLines(file).stream()
                .takeWhile(line -> line.startsWith("#"))
                .toList();

        assertThat(header).hasSizeGreaterThanOrEqualTo(2);
        assertThat(header.get(0)).matches("# [A-Z][^:]+: .*");
        assertThat(String.join(" ", header)).contains("Settings: ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesItsFirstRouteAfterItselfAndDescribesAll(Path file) throws IOException {
        List<JsonNode> routes = new ArrayList<>();
        yaml(Files.readString(file)).forEach(item -> {
            if (item.has("route")) {
                routes.add(item.get("route"));
            }
        });

        assertThat(routes).isNotEmpty().allSatisfy(route -> {
            assertThat(route.path("id").asText()).matches("[a-z]+(-[a-z]+)*");
            assertThat(route.path("description").asText()).isNotBlank();
        });
        String stem = file.getFileName().toString().replace(".camel.yaml", "");
        assertThat(routes).extracting(route -> route.path("id").asText()).contains(stem);
        if (!"echo".equals(stem)) {
            assertThat(routes.get(0).path("id").asText()).isEqualTo(stem);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesTheSettingsItUsesInItsComment(Path file) throws IOException {
        String text = Files.readString(file);
        String header = String.join(
                " ", text.lines().takeWhile(line -> line.startsWith("#")).toList());
        Matcher placeholder = PLACEHOLDER.matcher(text);
        List<String> used = new ArrayList<>();
        while (placeholder.find()) {
            used.add(placeholder.group(1));
        }

        assertThat(used).allSatisfy(name -> {
            assertThat(SETTINGS.getProperty(name)).as(name).isNotNull();
            assertThat(header).contains(name);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatItNeedsOnDiscord(Path file) throws IOException {
        String text = Files.readString(file);
        String header = String.join(
                " ", text.lines().takeWhile(line -> line.startsWith("#")).toList());

        if (text.contains("uri: discord:")) {
            assertThat(header).containsPattern("Intents: |no intents|Permissions?: ");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsSecretsOut(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainPattern(
                        "(?i)(token|password|secretKey|accessKey|saslJaasConfig)\\s*[:=]\\s*[\"']?[^\\s\"'{]");
    }

    private static String resolved(String text) {
        // a placeholder must be quoted in YAML, whatever its value is
        return Pattern.compile("\"(\\{\\{[^}]*}})\"(?=\\s)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(plain(found.group(1))))
                .transform(RouteFilesTest::replaced);
    }

    private static String plain(String placeholder) {
        String value = replaced(placeholder);
        return value.matches("[0-9]+|true|false") ? value : '"' + placeholder + '"';
    }

    private static String replaced(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(SETTINGS.getProperty(found.group(1)))));
    }

    private static JsonNode yaml(String text) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static JsonSchema dsl() {
        // Camel's schema has words of its own, of which the validator warns
        try (CapturedLog unused = CapturedLog.of("com.networknt.schema", Level.WARN);
                InputStream schema =
                        RouteFilesTest.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(JSON.readTree(schema));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            settings.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return settings;
    }
}
