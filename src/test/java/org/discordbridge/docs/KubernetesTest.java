package org.discordbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.discordbridge.settings.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@Timeout(120)
class KubernetesTest {
    private final Map<String, JsonNode> parts = parts();
    private final JsonNode pod =
            parts.get("Deployment").path("spec").path("template").path("spec");
    private final JsonNode container = pod.path("containers").path(0);

    @Test
    void hasWhatABridgeNeeds() {
        assertThat(parts).containsOnlyKeys("ConfigMap", "Deployment", "PodDisruptionBudget", "Service");
        assertThat(container.path("resources").path("limits").path("memory").asText())
                .isNotBlank();
        assertThat(container.path("resources").path("requests").path("cpu").asText())
                .isNotBlank();
    }

    @Test
    void neverLeavesAShardWithoutABridge() {
        JsonNode deployment = parts.get("Deployment").path("spec");
        assertThat(deployment.path("replicas").asInt()).isGreaterThan(1);
        assertThat(deployment.path("strategy").path("type").asText()).isEqualTo("RollingUpdate");
        JsonNode rolling = deployment.path("strategy").path("rollingUpdate");
        assertThat(rolling.path("maxSurge").asInt()).isPositive();
        assertThat(rolling.path("maxUnavailable").asInt(1)).isZero();

        JsonNode budget = parts.get("PodDisruptionBudget").path("spec");
        assertThat(budget.path("selector")).isEqualTo(deployment.path("selector"));
        assertThat(budget.path("maxUnavailable").asInt())
                .isPositive()
                .isLessThan(deployment.path("replicas").asInt());

        JsonNode spread = pod.path("topologySpreadConstraints").path(0);
        assertThat(spread.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(spread.path("labelSelector")).isEqualTo(deployment.path("selector"));
        // one node is enough
        assertThat(spread.path("whenUnsatisfiable").asText()).isEqualTo("ScheduleAnyway");
    }

    @Test
    void givesAStopTheTimeThatItNeeds() throws IOException {
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            defaults.load(reader);
        }
        int handOver = parts.get("ConfigMap")
                .path("data")
                .path("HAND_OVER_TIMEOUT")
                .asInt(Integer.parseInt(defaults.getProperty("HAND_OVER_TIMEOUT")));

        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(handOver + 10);
    }

    @Test
    void setsOnlySettingsThatThereAre() {
        parts.get("ConfigMap")
                .path("data")
                .fieldNames()
                .forEachRemaining(name -> assertThat(names()).contains(name));
        assertThat(parts.get("ConfigMap").path("data").path("HTTP_PORT").asText())
                .isEqualTo(container.path("ports").path(0).path("containerPort").asText())
                .isEqualTo(parts.get("Service")
                        .path("spec")
                        .path("ports")
                        .path(0)
                        .path("port")
                        .asText());
    }

    @Test
    void secretsComeFromASecret() {
        for (JsonNode variable : container.path("env")) {
            if (names().contains(variable.path("name").asText())) {
                JsonNode from = variable.path("valueFrom").path("secretKeyRef");
                assertThat(from.path("key").asText())
                        .isEqualTo(variable.path("name").asText());
                assertThat(from.path("name").asText()).isEqualTo("discord-bridge");
            }
        }
        assertThat(container.path("env").findValuesAsText("key"))
                .containsExactly("DISCORD_TOKEN", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY");
        assertThat(parts.get("ConfigMap").toString()).doesNotContain("TOKEN", "SECRET", "PASSWORD");
    }

    @Test
    void asksForHealth() {
        assertThat(container.path("livenessProbe").path("httpGet").path("path").asText())
                .isEqualTo("/observe/health/live");
        assertThat(container.path("startupProbe").path("httpGet").path("path").asText())
                .isEqualTo("/observe/health/live");
        assertThat(container.path("readinessProbe").path("httpGet").path("path").asText())
                .isEqualTo("/observe/health/ready");
    }

    @Test
    void mayDoNothingElse() {
        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container
                        .path("securityContext")
                        .path("allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
        assertThat(container
                        .path("securityContext")
                        .path("readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(container.path("image").asText()).isEqualTo("discord-bridge:0.1.0");
    }

    private static java.util.List<String> names() {
        return Arrays.stream(Setting.values()).map(Enum::name).toList();
    }

    private static Map<String, JsonNode> parts() {
        try {
            Iterable<Object> all = new Load(LoadSettings.builder().build())
                    .loadAllFromString(Files.readString(Path.of("kubernetes/discord-bridge.yaml")));
            Map<String, JsonNode> parts = new TreeMap<>();
            StreamSupport.stream(all.spliterator(), false)
                    .map(part -> (JsonNode) new ObjectMapper().valueToTree(part))
                    .forEach(part -> parts.put(part.path("kind").asText(), part));
            return parts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
