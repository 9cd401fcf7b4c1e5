package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@Timeout(120)
class ComposeTest {
    private final Map<String, Object> compose = read();
    private final Map<String, Map<String, Object>> services = map(compose.get("services"));

    @Test
    void runsTheBridgeAndWhatItNeeds() {
        assertThat(services)
                .containsOnlyKeys("kafka", "registry", "store", "bridge", "streams", "prometheus", "grafana");
        assertThat(services)
                .allSatisfy(
                        (name, service) -> assertThat(service.get("profiles")).isEqualTo(profiles(name)));
    }

    private static List<String> profiles(String service) {
        return "streams".equals(service)
                ? List.of("streams")
                : Set.of("prometheus", "grafana").contains(service) ? List.of("monitoring") : null;
    }

    @Test
    void runsTheVersionsThatTheTestsRunOn() {
        // in the process, the broker that the client's version brings
        assertThat(KafkaInContainer.IMAGE).endsWith(":" + AppInfoParser.getVersion());
        assertThat(services.get("kafka")).containsEntry("image", KafkaInContainer.IMAGE);
        assertThat(services.get("registry")).containsEntry("image", RegistryInContainer.IMAGE);
        assertThat(services.get("store")).containsEntry("image", S3InContainer.IMAGE);
    }

    @Test
    void pinsEveryImage() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(service.get("image"))
                        .asString()
                        .matches("[a-z/-]+:.*\\d+\\.?\\d+.*")
                        .doesNotContain("latest"));
        assertThat(build().lines().filter(line -> line.startsWith("FROM ")))
                .hasSize(2)
                .allMatch(line -> line.matches("FROM [a-z-]+:(3\\.9-eclipse-temurin-)?17\\S*( AS build)?"));
    }

    @Test
    void hasNoImageWithAKnownHole() {
        // CVE-2025-62506, and no image since
        assertThat(services.values())
                .extracting(service -> service.get("image").toString())
                .noneMatch(image -> image.contains("minio"));
    }

    @Test
    void watchesAndRestartsEveryService() {
        SoftAssertions.assertSoftly(softly -> services.forEach((name, service) -> {
            Map<String, Object> check = map(service.getOrDefault("healthcheck", Map.of()));
            softly.assertThat(check).as(name).containsKeys("test", "interval", "timeout", "retries", "start_period");
            softly.assertThat(service).as(name).containsEntry("restart", "unless-stopped");
        }));
    }

    @Test
    void waitsForHealthNotForAProcess() {
        assertThat(services).allSatisfy((name, service) -> {
            Map<String, Map<String, Object>> needed = map(service.getOrDefault("depends_on", Map.of()));
            assertThat(services.keySet()).containsAll(needed.keySet());
            assertThat(needed.values()).allMatch(condition -> "service_healthy".equals(condition.get("condition")));
        });
        assertThat(map(services.get("bridge").get("depends_on"))).containsOnlyKeys("kafka", "registry", "store");
    }

    @Test
    void isNotReachableFromOutside() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat((List<?>) service.get("ports"))
                        .isNotEmpty()
                        .allMatch(port -> port.toString().startsWith("127.0.0.1:")));
    }

    @Test
    void hasAPortForEachOfSeveralBridges() {
        Matcher range = Pattern.compile("127\\.0\\.0\\.1:(\\d+)-(\\d+):(\\d+)").matcher(port("bridge"));
        assertThat(range.matches()).as(port("bridge")).isTrue();
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));

        assertThat(last - first).isGreaterThanOrEqualTo(5);
        assertThat(range.group(3)).isEqualTo(String.valueOf(environment().get("HTTP_PORT")));
        for (String other : List.of("kafka", "registry", "store", "streams", "prometheus", "grafana")) {
            int taken = Integer.parseInt(port(other).split(":")[1].replaceFirst("-.*", ""));
            assertThat(taken < first || taken > last).as(other).isTrue();
        }
        assertThat(services.get("bridge")).doesNotContainKey("container_name");
    }

    @Test
    void givesAStopTheTimeThatItNeeds() throws IOException {
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            defaults.load(reader);
        }
        String period = services.get("bridge").get("stop_grace_period").toString();

        assertThat(period).endsWith("s");
        assertThat(Integer.parseInt(period.replace("s", "")))
                .isGreaterThan(Integer.parseInt(defaults.getProperty("HAND_OVER_TIMEOUT")) + 10);
    }

    private String port(String service) {
        return ((List<?>) services.get(service).get("ports")).get(0).toString();
    }

    private Map<String, Object> environment() {
        return map(services.get("bridge").get("environment"));
    }

    @Test
    void keepsItsDataInNamedVolumes() {
        assertThat(map(compose.get("volumes"))).containsOnlyKeys("kafka", "store", "prometheus");
        assertThat((List<?>) services.get("kafka").get("volumes"))
                .singleElement()
                .isEqualTo("kafka:/var/lib/kafka/data");
        assertThat((List<?>) services.get("store").get("volumes"))
                .singleElement()
                .isEqualTo("store:/data");
    }

    @Test
    void needsOnlyAToken() {
        Map<String, Object> environment = environment();

        assertThat(environment.get("DISCORD_TOKEN")).asString().startsWith("${DISCORD_TOKEN:?");
        assertThat(environment)
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka:29092")
                .containsEntry("SCHEMA_REGISTRY_URL", "http://registry:8080/apis/ccompat/v7")
                .containsEntry("MINIO_URL", "http://store:8333")
                .containsEntry("HTTP_HOST", "0.0.0.0");
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(
                                String.valueOf(service.get("environment")).replace("${DISCORD_TOKEN:?", ""))
                        .doesNotContain(":?"));
        Map<String, Object> store = map(services.get("store").get("environment"));
        assertThat(store.get("AWS_ACCESS_KEY_ID")).isEqualTo(environment.get("MINIO_ACCESS_KEY"));
        assertThat(store.get("AWS_SECRET_ACCESS_KEY")).isEqualTo(environment.get("MINIO_SECRET_KEY"));
    }

    @Test
    void readsFlowsAndContractsFromHereAndRunsAsNobody() {
        assertThat((List<?>) services.get("bridge").get("volumes"))
                .hasToString(
                        "[./application.properties:/bridge/application.properties:ro, ./routes:/bridge/routes:ro, ./schemas:/bridge/schemas:ro, ./components:/bridge/components:ro, ./intents:/bridge/intents:ro]");
        assertThat(build())
                .contains("\nWORKDIR /bridge\n", "\nUSER bridge\n")
                .contains("\"target/discord-bridge.jar\"]");
    }

    private String build() {
        return map(services.get("bridge").get("build")).get("dockerfile_inline").toString();
    }

    private static Map<String, Object> read() {
        try {
            return map(new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Path.of("docker-compose.yml"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(Object value) {
        return (Map<String, V>) value;
    }
}
