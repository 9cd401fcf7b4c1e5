package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Routes that somebody adds: with topics and components of their own, and with names that are wrong. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class OwnRoutesIT {
    private static final String COMPONENT = """
            package mine;
            public class MineComponent extends org.apache.camel.support.DefaultComponent {
                protected org.apache.camel.Endpoint createEndpoint(
                        String uri, String path, java.util.Map<String, Object> parameters) throws Exception {
                    return getCamelContext().getEndpoint("log:mine-" + path);
                }
            }
            """;

    private Path directory;

    @BeforeEach
    void folder(BridgeProcess bridge) {
        directory = bridge.directory();
    }

    @Test
    void topicsComponentsAndOddNames(Stage stage, BridgeProcess bridge) throws IOException {
        User ada = stage.discord().addUser("Ada");
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        String topic = stage.name() + ".own";
        component();
        route("own", "contentPattern: '^ab+c$'", "${body.authrName}", "kafka:" + topic);
        assertThat(bridge.withArguments("--check").launch().awaitEnd(Duration.ofSeconds(120)))
                .isZero();
        assertThat(bridge.log().lines())
                .anyMatch(row -> row.startsWith("ok    Kafka ") && row.contains(", " + topic + ", "))
                .anyMatch(row -> row.matches("WARN {2}Routes {4}routes/own\\.camel\\.yaml, line \\d+: .*authrName.*"));
        bridge.withArguments();
        bridge.start();
        try (RecordLog own = new RecordLog(stage.kafka(), topic)) {
            general.post(ada, "ab c");
            general.post(ada, "abbc");

            assertThat(own.await(1).get(0).value()).asString(UTF_8).isEqualTo("abbc");
        }
        assertThat(bridge.log())
                .contains("Topic " + topic + " was created")
                .containsPattern(
                        "WARN  HeadStart - routes/own.camel.yaml, line \\d+: \\$\\{body.authrName}: there is no authrName in"
                                + " MessageCreated\\. There is applicationId, ");

        route("late", "channels: picturez", "${body.authrName}", "kafka:" + topic + ".late");
        bridge.awaitLog("routes/late.camel.yaml is in effect: late");
        bridge.awaitLog("WARN  DiscordConsumer - Route late: there is no channel 'picturez' that the bot sees");
        assertThat(bridge.log())
                .contains("Topic " + topic + ".late was created")
                .containsPattern("WARN  RouteReload - routes/late.camel.yaml, line \\d+: \\$\\{body.authrName}: ");

        route("added", "prefix: '+&%41'", "${body.content}", "mine:x");
        bridge.awaitLog("routes/added.camel.yaml is in effect: added");
        general.post(ada, "+&%41!");
        bridge.awaitLog("mine-x - ");
    }

    private void route(String id, String option, String logged, String to) throws IOException {
        Files.writeString(directory.resolve("routes/" + id + ".camel.yaml"), """
                - route:
                    id: ID
                    from:
                      uri: discord:message-created
                      parameters:
                        OPTION
                      steps:
                        - filter:
                            expression:
                              simple:
                                expression: ${body} == null
                            steps:
                              - log:
                                  message: "LOGGED"
                        - setHeader:
                            name: kafka.KEY
                            expression:
                              header:
                                expression: CamelDiscordChannelId
                        - convertBodyTo:
                            type: String
                        - to:
                            uri: TO
                """.replace("ID", id)
                .replace("OPTION", option)
                .replace("LOGGED", logged)
                .replace("TO", to));
    }

    /** In a jar of its own, in the folder for them. */
    private void component() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source/mine")).resolve("MineComponent.java");
        Files.writeString(source, COMPONENT);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "--release",
                        "17",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).isZero();
        Path jar = Files.createDirectories(directory.resolve("components")).resolve("mine.jar");
        Map<String, byte[]> entries = Map.of(
                "mine/MineComponent.class",
                Files.readAllBytes(source.resolveSibling("MineComponent.class")),
                "META-INF/services/org/apache/camel/component/mine",
                "class=mine.MineComponent\n".getBytes(UTF_8));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }
}
