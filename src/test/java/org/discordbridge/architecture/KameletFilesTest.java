package org.discordbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds each file in {@code kamelets/} to what the validator of Camel's catalogue of kamelets asks for. */
@Timeout(60)
class KameletFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ICON = "data:image/svg+xml;base64,";
    private static final Pattern PROPERTY = Pattern.compile("\\{\\{\\??([A-Za-z]+)[^}]*}}");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>discord-bridge</artifactId>\\s*<version>([^<]+)</version>");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("kamelets"))) {
            return files.filter(file -> file.toString().endsWith(".kamelet.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasNameTypeAndTitleThatAgree(Path file) throws IOException {
        JsonNode kamelet = yaml(file);
        String name = kamelet.path("metadata").path("name").asText();
        String type = kamelet.path("metadata")
                .path("labels")
                .path("camel.apache.org/kamelet.type")
                .asText();

        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(type).isIn("source", "sink");
        assertThat(name).endsWith("-" + type);
        assertThat(definition(kamelet).path("title").asText())
                .endsWith(Character.toUpperCase(type.charAt(0)) + type.substring(1));
        assertThat(definition(kamelet).path("description").asText()).isNotBlank();
        assertThat(kamelet.path("spec").path("types").toString()).contains("mediaType");
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasTheAnnotationsOfTheCatalogue(Path file) throws IOException {
        JsonNode annotations = yaml(file).path("metadata").path("annotations");
        String icon = annotations.path("camel.apache.org/kamelet.icon").asText();

        assertThat(annotations.fieldNames())
                .toIterable()
                .contains(
                        "camel.apache.org/kamelet.support.level",
                        "camel.apache.org/catalog.version",
                        "camel.apache.org/provider",
                        "camel.apache.org/kamelet.group",
                        "camel.apache.org/kamelet.namespace");
        assertThat(icon).startsWith(ICON);
        assertThat(new String(Base64.getDecoder().decode(icon.substring(ICON.length())), StandardCharsets.UTF_8))
                .startsWith("<svg")
                .endsWith("</svg>");
    }

    @ParameterizedTest
    @MethodSource("files")
    void describesEachPropertyAndUsesEach(Path file) throws IOException {
        JsonNode kamelet = yaml(file);
        JsonNode properties = definition(kamelet).path("properties");

        assertThat(properties.fieldNames())
                .toIterable()
                .containsAll(List.of("token"))
                .containsExactlyInAnyOrderElementsOf(
                        PROPERTY.matcher(kamelet.path("spec").path("template").toString())
                                .results()
                                .map(found -> found.group(1))
                                .distinct()
                                .toList());
        properties.forEach(property -> {
            assertThat(property.path("title").asText()).isNotBlank();
            assertThat(property.path("type").asText()).isIn("string", "boolean", "integer");
            assertThat(property.path("description").asText()).endsWith(".");
        });
        definition(kamelet)
                .path("required")
                .forEach(name -> assertThat(properties.path(name.asText()).has("default"))
                        .isFalse());
        assertThat(properties.path("token").path("format").asText()).isEqualTo("password");
        assertThat(properties.path("token").path("x-descriptors").toString()).contains("urn:camel:group:credentials");
    }

    @ParameterizedTest
    @MethodSource("files")
    void needsTheComponentOfThisVersion(Path file) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        JsonNode kamelet = yaml(file);

        assertThat(kamelet.path("metadata")
                        .path("annotations")
                        .path("camel.apache.org/catalog.version")
                        .asText())
                .isEqualTo(version.group(1));
        assertThat(kamelet.path("spec").path("dependencies").toString())
                .contains("\"mvn:org.discordbridge:camel-discord:" + version.group(1) + "\"", "\"camel:kamelet\"");
    }

    private static JsonNode definition(JsonNode kamelet) {
        return kamelet.path("spec").path("definition");
    }

    private static JsonNode yaml(Path file) throws IOException {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }
}
