package org.discordbridge.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.engine.DefaultRouteController;
import org.apache.camel.main.Main;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the health check says of route files that are edited while the bridge runs. */
@Timeout(120)
class RouteHealthCheckTest {
    private static final String MINE = """
            - route:
                id: mine-first
                from:
                  uri: door:mine-first
                  steps:
                    - log:
                        message: x
            - route:
                id: mine-second
                from:
                  uri: door:mine-second
                  steps:
                    - log:
                        message: x
            """;

    /** The doors that cannot be opened. */
    private final Set<String> closed = new ConcurrentSkipListSet<>();

    /** The doors that open only when nobody waits any more. */
    private final Set<String> slow = new ConcurrentSkipListSet<>();

    private final CountDownLatch waits = new CountDownLatch(1);

    @TempDir
    Path folder;

    private Main main;
    private FutureTask<Void> running;
    private Path file;
    private HealthCheck check;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(folder.resolve("mine.camel.yaml"), MINE);
        Settings settings = Settings.read(Path.of(""), Map.of("DISCORD_TOKEN", "none", "ROUTES", folder.toString()));
        main = bridge(settings);
        main.addOverrideProperty("camel.main.routesIncludePattern", "file:" + folder + "/*.camel.yaml");
        RouteReload.attach(main, settings, this::bridge);
        running = new FutureTask<>(() -> {
            main.run();
            return null;
        });
        new Thread(running, "bridge").start();
        check = await().until(
                        () -> main.isStarted()
                                ? HealthCheckHelper.getHealthCheck(main.getCamelContext(), "routes")
                                : null,
                        Objects::nonNull);
    }

    @AfterEach
    void stop() throws Exception {
        main.completed();
        running.get();
    }

    @Test
    void concernsReadinessAlone() {
        assertThat(check.isReadiness()).isTrue();
        assertThat(check.isLiveness()).isFalse();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check.call().getDetails()).doesNotContainKey(file.toString());
    }

    @Test
    void isUpWithADetailWhileAnEarlierVersionGoesOnRunning() throws IOException {
        Files.writeString(file, MINE.replace("- log:", "- lock:"));
        HealthCheck.Result broken = await().until(check::call, this::tellsOfTheFile);

        assertThat(broken.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat((String) broken.getDetails().get(file.toString()))
                .matches("\\Q" + file + ", line 6: Unknown node id: lock\\E"
                        + "; the version of \\d\\d:\\d\\d goes on running\\. Mend the file");

        Files.writeString(file, MINE);
        await().until(check::call, result -> !tellsOfTheFile(result));
    }

    @Test
    void isDownWhileNothingOfAFileRuns() throws IOException {
        Path other = folder.resolve("other.camel.yaml");
        Files.writeString(other, MINE);
        HealthCheck.Result down = await().until(check::call, RouteHealthCheckTest::isDown);

        String told = other + ", line 4: there is a route 'mine-first' in " + file
                + " already. Give it another id; none of its routes runs. Mend the file";
        assertThat(down.getMessage()).hasValue(told);
        assertThat(down.getDetails()).containsEntry(other.toString(), told).doesNotContainKey(file.toString());

        Files.writeString(other, MINE.replace("mine", "other"));
        await().until(check::call, result -> !isDown(result));
        Files.writeString(other, MINE);
        await().until(() -> check.call().getDetails().containsKey(other.toString()));
        assertThat(isDown(check.call())).isFalse();
        Files.delete(other);
        await().until(() -> main.getCamelContext().getRoutesSize() == 2);
        assertThat(check.call().getDetails()).doesNotContainKey(other.toString());
    }

    @Test
    void isDownWhenTheEarlierVersionDoesNotStartEither() throws IOException {
        closed.add("mine-second");
        Files.writeString(file, MINE + "# edited");
        HealthCheck.Result down = await().until(check::call, RouteHealthCheckTest::isDown);

        assertThat(main.getCamelContext().getRoutes()).isEmpty();
        assertThat(down.getMessage().orElseThrow())
                .startsWith(file + ": The door is closed; and the version of ")
                .endsWith(" does not start any more either: none of its routes runs. Mend the file");

        closed.clear();
        Files.writeString(file, MINE + "# mended");
        await().until(check::call, result -> !isDown(result) && !tellsOfTheFile(result));
        assertThat(main.getCamelContext().getRoutes()).hasSize(2);
    }

    @Test
    void namesRoutesThatCannotBeStoppedWithTheOthers() throws IOException {
        closed.add("mine-second");
        String stuck = "mine-first";
        main.getCamelContext().setRouteController(new DefaultRouteController(main.getCamelContext()) {
            @Override
            public void stopRoute(String id) throws Exception {
                if (id.equals(stuck)) {
                    throw new IllegalStateException("It is stuck");
                }
                super.stopRoute(id);
            }
        });
        Files.writeString(file, MINE + "# edited");
        HealthCheck.Result down = await().until(check::call, RouteHealthCheckTest::isDown);

        assertThat(down.getMessage().orElseThrow())
                .endsWith(" does not start any more either: these of its routes could not be stopped and may go on"
                        + " running: mine-first. Mend the file");
    }

    @Test
    void blamesNoFileForAStopThatCutsItOff() throws Exception {
        slow.add("mine-second");
        try (CapturedLog log = CapturedLog.of(RouteReload.class.getName(), Level.INFO)) {
            Files.writeString(file, MINE + "# edited");
            waits.await();
            main.completed();
            running.get();

            await().until(() -> !log.messages().isEmpty());
            assertThat(log.messages())
                    .containsExactly("The bridge stops while " + file
                            + " is looked at: its next start takes the file as it is then");
        }
        assertThat(check.call().getDetails()).doesNotContainKey(file.toString());
    }

    private boolean tellsOfTheFile(HealthCheck.Result result) {
        return result.getDetails().containsKey(file.toString());
    }

    private static boolean isDown(HealthCheck.Result result) {
        return result.getState() == HealthCheck.State.DOWN;
    }

    private Main bridge(Settings settings) {
        Main bridge = new Main();
        bridge.bind("door", new Door());
        return bridge;
    }

    /** Like {@code direct:}, but one that is closed does not start. */
    private final class Door extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DirectEndpoint(uri, this) {
                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DirectConsumer(this, processor, remaining) {
                        @Override
                        protected void doStart() throws Exception {
                            if (slow.contains(remaining)) {
                                waits.countDown();
                                new CountDownLatch(1).await();
                            }
                            if (closed.contains(remaining)) {
                                throw new IllegalStateException("The door is closed");
                            }
                            super.doStart();
                        }
                    };
                }
            };
        }
    }
}
