package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Route files that are broken while the bridge runs: it says where and why, and the last good version goes on. */
@Order(6)
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class BrokenRoutesIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Path directory;

    @BeforeEach
    void folder(BridgeProcess bridge) {
        directory = bridge.directory();
    }

    @Test
    void brokenEditsUnderLoadLoseAndDoubleNothing(Stage stage, BridgeProcess bridge) throws Exception {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                RecordLog elsewhere = new RecordLog(stage.kafka(), stage.commands() + ".edited")) {
            stage.kafka().createTopic(stage.commands() + ".edited", 1);
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            Path file = file("discord-to-kafka");
            String good = Files.readString(file);
            List<String> written = new CopyOnWriteArrayList<>();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> writer = writer(general, ada, written, enough, Duration.ofMillis(20));

            refused(bridge, file, good.replace("      steps:", "     steps:"), " while parsing ");
            refused(bridge, file, good.replace("- marshal:", "- marschall:"), " Unknown node id: marschall; ");
            refused(bridge, file, good.replace("bots:", "robots:"), " has no option 'robots'; ");
            refused(
                    bridge,
                    file,
                    good.replace(
                            "- to:\n            uri: direct:message-record",
                            "- to:\n            uri: discord:add-raction"),
                    " to: discord:add-raction is not possible: operations are send-message, ");
            refused(bridge, file, good.replace("discord:message", "discrod:message"), " there is no component ");
            refused(bridge, file, good.replace("{{BRIDGE_BOTS}}", "{{BRIDGE_BOT}}"), " {{BRIDGE_BOT}} is set nowhere.");
            refused(
                    bridge,
                    file,
                    good.replace("\"{{BRIDGE_BOTS}}\"", "perhaps"),
                    " option 'bots' cannot be 'perhaps'; ");
            refused(
                    bridge,
                    file,
                    good.replace("id: discord-to-kafka", "id: echo"),
                    " there is a route 'echo' in routes/echo");
            refused(bridge, file, "", " it has no routes. ");
            // can be made, but not started: it has the routes of before stopped by then
            refused(
                    bridge,
                    file,
                    good + route("second", "direct:dead-letters"),
                    " Failed to start route: second because: Multiple consumers for the same endpoint");
            int before = written.size();
            Awaitility.await().atMost(SOON).until(() -> written.size() > before + 20);
            assertThat(elsewhere.read()).isEmpty();
            Files.writeString(file, good.replace("kafka:{{COMMANDS_TOPIC}}", "kafka:{{COMMANDS_TOPIC}}.edited"));
            elsewhere.await(20);
            enough.set(true);
            writer.join();

            assertThat(bridge.log())
                    .contains("INFO  RouteReload - routes/discord-to-kafka.camel.yaml is in effect: discord-to-kafka");
            Wire wire = new Wire(stage.registry());
            String last = written.get(written.size() - 1);
            elsewhere.await(record ->
                    wire.read(record.value()).get("content").toString().equals(last));
            List<String> arrived = new ArrayList<>(contents(wire, commands));
            arrived.addAll(contents(wire, elsewhere));
            assertThat(arrived).containsExactlyElementsOf(written);
            assertThat(stage.discord().gateway().identifies()).isEqualTo(1);
            assertThat(stage.discord().gateway().resumes()).isZero();
            assertThat(bridge.log().lines().filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ")))
                    .isEmpty();
        }
    }

    /** Half of the edits can be made and not started, so that the routes of before are started again. */
    @Test
    @Nightly
    void manyEditsInARowLoseAndDoubleNothing(Stage stage, BridgeProcess bridge) throws Exception {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            Path file = file("discord-to-kafka");
            String good = Files.readString(file);
            List<String> written = new CopyOnWriteArrayList<>();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> writer = writer(general, ada, written, enough, Duration.ofMillis(5));

            for (int i = 0; i < 40; i++) {
                int before = bridge.log().length();
                Files.writeString(file, good + (i % 2 == 0 ? "# " + i : route("second", "direct:dead-letters")));
                Awaitility.await("edit " + i)
                        .atMost(SOON)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> bridge.log().substring(before).contains("RouteReload - "));
            }
            enough.set(true);
            writer.join();
            commands.await(written.size());

            assertThat(contents(new Wire(stage.registry()), commands)).containsExactlyElementsOf(written);
        }
    }

    @Test
    void filesAreDeletedRenamedMendedAndAdded(Stage stage, BridgeProcess bridge) throws IOException {
        User ada = stage.discord().addUser("Ada");
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        bridge.start();
        String good = Files.readString(file("echo"));

        Files.delete(file("echo"));
        bridge.awaitLog(
                "routes/echo.camel.yaml was deleted, and its routes are stopped: echo, echo-answer, echo-command");
        general.post(ada, "!echo nobody is there");
        Files.writeString(file("parrot"), good.replace("- filter", "- filtre"));
        bridge.awaitLog("Unknown node id: filtre; none of its routes runs");
        assertThat(general.messages()).hasSize(1);
        assertThat(bridge.get("/observe/health/ready").statusCode()).isEqualTo(503);
        assertThat(bridge.get("/observe/health").body())
                .contains("Unknown node id: filtre; none of its routes runs. Mend the file");
        Files.writeString(file("parrot"), good);
        bridge.awaitLog("routes/parrot.camel.yaml is in effect: echo, echo-answer, echo-command");
        // once its consumer has connected to Kafka
        bridge.awaitReady();
        general.awaitMessage("nobody is there", SOON);

        // an id that is taken, until the other file lets it go
        Files.writeString(file("echo"), good.replace("!echo ", "!say "));
        bridge.awaitLog(
                "there is a route 'echo-command' in routes/parrot.camel.yaml already. Give it another id; none");
        Files.delete(file("parrot"));
        bridge.awaitLog("routes/echo.camel.yaml is in effect: echo, echo-answer, echo-command");
        bridge.awaitLog("routes/parrot.camel.yaml was deleted, and its routes are stopped: none");
        general.post(ada, "!say it");
        general.awaitMessage("it", SOON);

        Files.writeString(file("echo"), good.replace("!echo ", "!say ").replace("  - marshal", "  marshal"));
        bridge.awaitLog("; the version of ");
        Files.writeString(file("echo"), good.replace("!echo ", "!say "));
        bridge.awaitLog("routes/echo.camel.yaml says again what runs, the version of ");
    }

    @Test
    void nothingIsFollowedIfTheSettingSaysSo(Stage stage, BridgeProcess bridge) throws IOException {
        bridge.with("ROUTES_RELOAD", "false");
        User ada = stage.discord().addUser("Ada");
        Channel general = stage.discord().addGuild("Home").addTextChannel("general");
        bridge.start();

        Files.delete(file("echo"));
        Awaitility.await("nothing happens")
                .during(Duration.ofSeconds(4))
                .atMost(SOON)
                .until(() -> !bridge.log().contains("routes/echo.camel.yaml"));
        general.post(ada, "!echo still here");

        general.awaitMessage("still here", SOON);
    }

    private void refused(BridgeProcess bridge, Path file, String text, String reason) throws IOException {
        int before = bridge.log().length();
        Files.writeString(file, text);
        Awaitility.await("the bridge says:" + reason)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> bridge.log().substring(before).contains(reason));
        String line = bridge.log()
                .substring(before)
                .lines()
                .filter(one -> one.contains(reason))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .matches(".* WARN  RouteReload - routes/discord-to-kafka\\.camel\\.yaml(, line \\d+)?: .*"
                        + "; the version of \\d\\d:\\d\\d goes on running");
        assertThat(line.contains(", line ")).isEqualTo(!text.isEmpty());
    }

    private static CompletableFuture<Void> writer(
            Channel channel, User user, List<String> written, AtomicBoolean enough, Duration pause) {
        return CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                written.add(channel.post(user, String.valueOf(written.size())).content());
                LockSupport.parkNanos(pause.toNanos());
            }
        });
    }

    private static List<String> contents(Wire wire, RecordLog log) {
        return log.all().stream()
                .map(record -> wire.read(record.value()).get("content").toString())
                .toList();
    }

    private static String route(String id, String uri) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: " + uri
                + "\n      steps:\n        - log:\n            message: x\n";
    }

    private Path file(String stem) {
        return directory.resolve("routes/" + stem + ".camel.yaml");
    }
}
