package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The dashboard and the alerts ask for what the table of metrics in {@code operating.md} names; {@code MetricsIT} compares that
 * with what the bridge serves.
 */
@Timeout(120)
class MonitoringTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROW = Pattern.compile("^\\| `(discord_[a-z_]+)` \\| ([^|]*) \\|", Pattern.MULTILINE);
    /** What is asked for: a word that is no function, no keyword and no label. */
    private static final Pattern NAME = Pattern.compile("\\b([a-z]+_[a-z_]+?)(_bucket|_count|_sum)?\\b(?![a-z_(])");
    /** Of the JVM, which {@code MetricsIT} looks for, and of Prometheus itself. */
    private static final Set<String> OTHERS = Set.of("jvm_memory_used_bytes");

    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`");

    private final JsonNode dashboard =
            JSON.readTree(Path.of("monitoring/grafana/discord-bridge.json").toFile());
    private final JsonNode alerts = yaml("monitoring/alerts.yml");
    private final JsonNode compose = yaml("docker-compose.yml").path("services");

    MonitoringTest() throws IOException {}

    @Test
    void everyFigureThatIsAskedForExists() throws IOException {
        Set<String> known = new TreeSet<>();
        ROW.matcher(table()).results().forEach(row -> known.add(row.group(1)));
        known.addAll(OTHERS);
        List<String> expressions =
                Stream.concat(dashboardExpressions(), alertExpressions()).toList();

        assertThat(known).hasSizeGreaterThan(15);
        assertThat(expressions)
                .hasSizeGreaterThan(25)
                .allSatisfy(expression -> assertThat(
                                NAME.matcher(expression).results().map(name -> name.group(1)))
                        .allSatisfy(name -> assertThat(known).contains(name)));
    }

    @Test
    void everyLabelThatIsAskedForExists() throws IOException {
        Set<String> labels = new HashSet<>(Set.of("le", "job", "instance", "area"));
        ROW.matcher(table())
                .results()
                .flatMap(row -> LABEL.matcher(row.group(2)).results())
                .forEach(label -> labels.add(label.group(1)));
        Stream<String> asked = Stream.concat(
                Stream.concat(dashboardExpressions(), alertExpressions())
                        .flatMap(expression -> Pattern.compile("by \\(([a-z, ]+)\\)|([a-z]+)=\"")
                                .matcher(expression)
                                .results()
                                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))),
                dashboard.findValuesAsText("legendFormat").stream()
                        .flatMap(legend -> Pattern.compile("\\{\\{([a-z]+)}}")
                                .matcher(legend)
                                .results())
                        .map(found -> found.group(1)));

        assertThat(asked.flatMap(names -> Stream.of(names.split(", "))).collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(labels);
    }

    @Test
    void everyPanelHasATitleAndItsOwnPlace() {
        Set<String> places = new HashSet<>();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets").findValuesAsText("uid")).containsOnly("${datasource}");
            assertThat(places.add(panel.path("gridPos").path("x") + ","
                            + panel.path("gridPos").path("y")))
                    .isTrue();
            ids.add(panel.path("id").asInt());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void otherNamesOfTheJobAndTheDatasourceDo() {
        JsonNode variable = dashboard.path("templating").path("list").path(0);
        assertThat(variable.path("name").asText()).isEqualTo("datasource");
        assertThat(variable.path("type").asText()).isEqualTo("datasource");
        assertThat(variable.path("query").asText()).isEqualTo("prometheus");
        assertThat(Stream.concat(dashboardExpressions(), alertExpressions()))
                .noneMatch(expression -> expression.contains("job="));
    }

    @Test
    void everyAlertSaysWhatToDo() {
        List<String> names = new ArrayList<>();
        for (JsonNode rule : alerts.path("groups").path(0).path("rules")) {
            names.add(rule.path("alert").asText());
            assertThat(rule.path("expr").asText()).isNotBlank();
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("GapOpen", "DeadLetters", "RequestsHeldBack", "NoEvents", "GatewayNotReady", "ShardsUnheld");
    }

    @Test
    void showsHowShardsAreShared() {
        assertThat(dashboardExpressions().collect(Collectors.joining("\n")))
                .contains("discord_bridges", "discord_shards_held", "discord_shards_unheld");
    }

    @Test
    void figuresOfSeveralBridgesMakeOneLine() {
        // a line without a name would be there once for each bridge
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                if (!target.path("legendFormat").asText().contains("{{")) {
                    assertThat(target.path("expr").asText())
                            .as(panel.path("title").asText())
                            .matches("(sum|min|max|histogram_quantile)\\b.*");
                }
            }
        }
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        for (String service : List.of("prometheus", "grafana")) {
            for (JsonNode volume : compose.path(service).path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).isRegularFile();
                    assertThat(volume.asText()).endsWith(":ro");
                }
            }
        }
        assertThat(yaml("monitoring/grafana/datasource.yml")
                        .path("datasources")
                        .path(0)
                        .path("uid")
                        .asText())
                .isEqualTo("prometheus");
        JsonNode scraped =
                yaml("monitoring/prometheus.yml").path("scrape_configs").path(0);
        assertThat(scraped.path("metrics_path").asText()).isEqualTo("/observe/metrics");
        JsonNode everyBridge = scraped.path("dns_sd_configs").path(0);
        assertThat(everyBridge.path("names").path(0).asText()).isEqualTo("bridge");
        assertThat(everyBridge.path("type").asText()).isEqualTo("A");
        assertThat(everyBridge.path("port").asText())
                .isEqualTo(compose.path("bridge")
                        .path("environment")
                        .path("HTTP_PORT")
                        .asText());
    }

    private static String table() {
        return Page.named("operating.md").text().split("\\| metric \\|")[1];
    }

    private Stream<String> dashboardExpressions() {
        return dashboard.findValuesAsText("expr").stream();
    }

    private Stream<String> alertExpressions() {
        return alerts.findValuesAsText("expr").stream();
    }

    private static JsonNode yaml(String file) {
        try {
            return JSON.valueToTree(
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
