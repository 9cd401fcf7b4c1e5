package org.discordbridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are usable one by one, and not what was meant. */
@Timeout(120)
class SettingsMeantTest {
    private final Map<String, String> environment =
            new HashMap<>(Map.of("DISCORD_TOKEN", "abc.def.ghi", "HTTP_PORT", "0"));

    @TempDir
    Path directory;

    @BeforeEach
    void folder() throws IOException {
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));
        Files.createDirectory(directory.resolve("routes"));
        Files.createDirectory(directory.resolve("schemas"));
    }

    private Settings load() {
        return Settings.load(directory, environment);
    }

    @Test
    void aLoginAtKafkaNeedsItsLine() {
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        assertThatThrownBy(this::load)
                .hasMessageStartingWith(
                        "KAFKA_SASL_JAAS_CONFIG is not set, which KAFKA_SECURITY_PROTOCOL SASL_SSL needs. Set"
                                + " it to a line such as org.apache.kafka.common.security.plain.PlainLoginModule required");

        environment.put("KAFKA_SASL_JAAS_CONFIG", "x.Module required;");
        assertThat(load().doubts()).isEmpty();

        environment.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        assertThat(load().doubts())
                .containsExactly(
                        "KAFKA_SASL_JAAS_CONFIG is set, and does not count: KAFKA_SECURITY_PROTOCOL is SSL. Set"
                                + " that to SASL_SSL or SASL_PLAINTEXT");
    }

    @Test
    void namesThatAreNearlySettingsAreTold() throws IOException {
        Files.writeString(directory.resolve("routes/mine.camel.yaml"), "uri: kafka:{{MINIO_TOPIC_OF_MINE}}");
        Files.writeString(directory.resolve(".env"), """
                KAFKA_BOOTSTRAP_SERVER=localhost:9092
                ATTACHMENT_MAXIMUM=5
                MINIO_TOPIC_OF_MINE=mine
                MINIO_URL=http://localhost:9000
                MY_OWN=1
                HTTP_PROXY=http://proxy
                KAFKA_CLUSTER_ID=x
                """);
        environment.put("DISCORD_TOKENS", "x");
        // as Kubernetes sets them
        environment.put("MINIO_SERVICE_HOST", "10.0.0.1");
        environment.put("KAFKA_PORT_9092_TCP", "tcp://10.0.0.1:9092");
        environment.put("HOSTNAME", "x");

        assertThat(load().doubts())
                .containsExactly(
                        told("ATTACHMENT_MAXIMUM", ".env", "ATTACHMENT_MAX_SIZE"),
                        told("KAFKA_BOOTSTRAP_SERVER", ".env", "KAFKA_BOOTSTRAP_SERVERS"),
                        told("KAFKA_CLUSTER_ID", ".env", "KAFKA_SASL_MECHANISM"),
                        told("DISCORD_TOKENS", "the environment", "DISCORD_TOKEN"));
    }

    private static String told(String name, String where, String meant) {
        return name + " in " + where + " is no setting of the bridge, and no route names it. Perhaps " + meant
                + " is meant";
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "no-such-host.invalid"})
    void aHostThatIsNotThisMachineIsNoPortInUse(String host) {
        environment.put("HTTP_HOST", host);
        environment.put("HTTP_PORT", "18080");

        assertThatThrownBy(this::load)
                .hasMessageStartingWith("HTTP_HOST is '" + host + "', which is no ")
                .hasMessageEndingWith(". Set 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses");
    }
}
