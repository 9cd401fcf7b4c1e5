package org.discordbridge.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.main.Main;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks all route files: whether each can be loaded. */
public final class RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String NAME = "Routes";
    private static final String ENDING = ".camel.yaml";

    private final Settings settings;
    private final Function<Settings, Main> bridge;
    private final List<RouteNeeds> interests = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private final List<RouteFileException> failures = new ArrayList<>();
    private final Map<String, Path> routes = new HashMap<>();

    RouteFiles(Settings settings, Function<Settings, Main> bridge) {
        this.settings = settings;
        this.bridge = bridge;
    }

    /**
     * Says why a start failed, in one line, with the route file and its line if the reason is there.
     *
     * @param bridge makes what the start runs, not started
     */
    public static String reasonOfStart(Settings settings, Function<Settings, Main> bridge, Throwable failure) {
        if (Reason.isOurs(failure)
                && Reason.causes(failure).noneMatch(cause -> cause instanceof FailedToCreateRouteException)) {
            return Reason.ofStart(failure);
        }
        RouteFiles files = new RouteFiles(settings, bridge);
        return in(Path.of(settings.get(Setting.ROUTES))).stream()
                .flatMap(file -> files.fault(file).stream())
                .findFirst()
                .map(fault -> "Cannot start: " + fault.getMessage())
                .orElseGet(() -> Reason.ofStart(failure));
    }

    /** Lists the route files in a folder, by name. */
    public static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads each file by itself, so that every failure is reported. */
    List<Finding> check() {
        try (UnstartedBridge none = new UnstartedBridge(settings, bridge, "false")) {
            none.makeRoutes();
        } catch (Exception e) {
            LOG.debug("The wiring cannot be used", e);
            return List.of(Finding.failed(NAME, e));
        }
        List<Path> files = in(Path.of(settings.get(Setting.ROUTES)));
        files.forEach(file -> fault(file).ifPresent(failures::add));
        List<Finding> rows = new ArrayList<>();
        if (failures.isEmpty()) {
            rows.add(Finding.ok(NAME, files.size() + " files with " + routes.size() + " routes"));
        }
        failures.forEach(fault -> rows.add(Finding.failed(NAME, fault.getMessage())));
        oddities.forEach(oddity -> rows.add(Finding.warned(NAME, oddity)));
        return rows;
    }

    private Optional<RouteFileException> fault(Path path) {
        try {
            RouteFile file = RouteFile.tried(settings, bridge, path, RouteFile.read(path));
            interests.addAll(file.interests());
            topics.addAll(file.topics());
            oddities.addAll(file.oddities());
            file.requireOwnIds(routes);
            file.routes().keySet().forEach(id -> routes.put(id, path));
            return Optional.empty();
        } catch (RouteFileException e) {
            return Optional.of(e);
        }
    }

    /** Returns the events and intents that the routes need from Discord, of all files that can be loaded. */
    List<RouteNeeds> interests() {
        return interests;
    }

    /** Returns the Kafka topics that the routes name. */
    Set<String> topics() {
        return topics;
    }
}
