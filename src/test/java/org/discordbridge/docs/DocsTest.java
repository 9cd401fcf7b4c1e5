package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DocsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMPONENT = Path.of("src/main/docs/discord-component.adoc");
    private static final Path OPTIONS =
            Path.of("src/generated/resources/META-INF/org/discordbridge/discord/discord.json");
    private static final Path EXAMPLES = Path.of("src/main/docs/examples");
    private static final Pattern EXAMPLE = Pattern.compile("`cp (src/main/docs/examples/\\S+) (?:routes|intents)/`");
    private static final Pattern ROUTE = Pattern.compile("`(routes/[-a-z]+\\.camel\\.yaml)` \\|");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern DESCRIPTION =
            Pattern.compile("description\\s*=\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/main/docs/routes.md"})
    void pageHasEveryRouteFile(String page) throws IOException {
        assertThat(ROUTE.matcher(Files.readString(Path.of(page))).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(filesIn("routes", ".camel.yaml"));
    }

    @Test
    void simulatorPageShowsTheExampleThatIsTested() {
        String page = Page.named("simulator.md").text();
        int from = page.indexOf('\n', page.indexOf("class PingBotTest {"));
        String example = page.substring(from, page.indexOf("}\n```", from));

        assertThat(Path.of("src/test/java/org/discordbridge/simulator/PingBotTest.java"))
                .content()
                .contains(example);
    }

    @Test
    void readmeOfTheExamplesCopiesEachOfThem() throws IOException {
        Set<String> copied = EXAMPLE.matcher(Files.readString(EXAMPLES.resolve("README.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(copied);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "response", "result", "event"})
    void recordsPageHasEveryFieldOfTheSchemas(String schema) throws IOException {
        hasEveryField("records.md", schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert", "activity"})
    void streamsPageHasEveryFieldOfTheSchemas(String schema) throws IOException {
        hasEveryField("streams.md", schema);
    }

    private static void hasEveryField(String name, String schema) throws IOException {
        String page = Page.named(name).text();
        int from = page.indexOf("`schemas/" + schema + ".avsc`, what");
        String table = page.substring(from, page.indexOf("\n\n", page.indexOf("|---", from)));

        Set<String> fields = new TreeSet<>();
        JSON.readTree(Path.of("schemas", schema + ".avsc").toFile())
                .path("fields")
                .forEach(field -> fields.add(field.path("name").asText()));
        assertThat(Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE)
                        .matcher(table)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"componentProperties", "properties", "headers"})
    void componentPageHasEveryOptionAndHeader(String kind) throws IOException {
        String page = Files.readString(COMPONENT);
        JsonNode options = JSON.readTree(OPTIONS.toFile()).path(kind);

        assertThat(options.size()).isPositive();
        options.fields().forEachRemaining(option -> {
            boolean header = "headers".equals(kind);
            String name = header ? "`" + option.getKey() + "`" : "*" + option.getKey() + "*";
            JsonNode value = option.getValue();
            String row = "| " + name + " (" + value.path("group").asText() + ") | "
                    + (value.path("required").asBoolean() ? "*Required* " : "")
                    + value.path("description").asText().replace("|", "\\|");
            assertThat(page.lines()).as("a row for %s", option.getKey()).anyMatch(line -> line.startsWith(row));
            assertThat(page.lines().filter(line -> line.startsWith(row)))
                    .allMatch(line ->
                            line.contains(" | " + value.path("defaultValue").asText("") + (header ? "" : " | ")));
        });
    }

    @Test
    void descriptionsOfOptionsAreGeneratedAsTheyAreWritten() throws IOException {
        Set<String> generated = new TreeSet<>();
        for (String kind : List.of("componentProperties", "properties", "headers")) {
            JSON.readTree(OPTIONS.toFile())
                    .path(kind)
                    .forEach(option -> generated.add(option.path("description").asText()));
        }
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/discordbridge/discord"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                DESCRIPTION
                        .matcher(Files.readString(file))
                        .results()
                        .map(found -> LITERAL.matcher(found.group(1))
                                .results()
                                .map(literal -> literal.group(1))
                                .collect(Collectors.joining()))
                        .forEach(written::add);
            }
        }

        assertThat(written).hasSizeGreaterThan(60);
        assertThat(generated)
                .as("the generator drops some characters, such as vertical bars and signs for greater")
                .containsAll(written);
    }

    @Test
    void componentPageHasEveryEventAndItsIntents() throws IOException {
        String page = Files.readString(COMPONENT);
        String table = page.substring(page.indexOf("| Event | "), page.indexOf("|===\n\nThe session asks"));

        assertThat(table.lines().skip(1).map(row -> row.split(" \\| ")).map(cells -> cells[0] + ": " + cells[3]))
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(type -> "| `" + type.eventName() + "`: " + intentsOf(type))
                        .toList());
    }

    private static String intentsOf(EventType type) {
        Set<String> intents = new RouteNeeds("", Set.of(type), true, true).intents();
        return intents.isEmpty() ? "none" : String.join(", ", intents);
    }

    @Test
    void componentPageKnowsItsVersion() throws IOException {
        JsonNode component = JSON.readTree(OPTIONS.toFile()).path("component");
        assertThat(Files.readAllLines(COMPONENT))
                .contains(
                        ":shortname: " + component.path("scheme").asText(),
                        ":description: " + component.path("description").asText(),
                        ":since: " + component.path("firstVersion").asText(),
                        ":supportlevel: " + component.path("supportLevel").asText());
    }

    private static Set<String> filesIn(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(ending))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
