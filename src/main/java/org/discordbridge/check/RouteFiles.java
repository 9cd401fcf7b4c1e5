package org.discordbridge.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.discordbridge.discord.DiscordEndpoint;
import org.discordbridge.discord.session.Interest;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;

/** Whether each route file can be loaded: it is understood, what it names exists, and its endpoints take their options. */
final class RouteFiles {
    private static final String NAME = "Routes";
    private static final Pattern YAML_LINE = Pattern.compile("line (\\d+), column \\d+");
    private static final Pattern SOURCE_LINE = Pattern.compile("\\(source: [^)]*?:(\\d+)\\)");
    private static final Pattern SNIPPET = Pattern.compile("(?s)\\s+in [^\\n]*, line \\d+, column \\d+:.*");

    private final Settings settings;
    private final Function<Settings, Main> bridge;
    private final List<Interest> interests = new ArrayList<>();
    private final List<Finding> failures = new ArrayList<>();
    private final Map<String, Path> routes = new HashMap<>();

    RouteFiles(Settings settings, Function<Settings, Main> bridge) {
        this.settings = settings;
        this.bridge = bridge;
    }

    /** Loads each file by itself, so that every failure is told. */
    List<Finding> check() {
        try (Trial none = new Trial(settings, bridge, "false")) {
            none.makeRoutes();
        } catch (Exception e) {
            return List.of(Finding.failed(NAME, e));
        }
        List<Path> files = files(Path.of(settings.get(Setting.ROUTES)));
        files.forEach(this::check);
        return failures.isEmpty()
                ? List.of(Finding.ok(NAME, files.size() + " files with " + routes.size() + " routes"))
                : failures;
    }

    private void check(Path file) {
        try (Trial trial = new Trial(settings, bridge, "file:" + file)) {
            try {
                trial.makeRoutes();
            } catch (Exception e) {
                fail(file, lineOf(e, trial.context()), e);
                return;
            }
            trial.context().getEndpoints().stream()
                    .filter(DiscordEndpoint.class::isInstance)
                    .forEach(endpoint -> interests.addAll(((DiscordEndpoint) endpoint).interests()));
            trial.context().getRouteDefinitions().forEach(route -> note(route, file));
        } catch (Exception e) {
            fail(file, lineOf(e, null), e);
        }
    }

    private void note(RouteDefinition route, Path file) {
        Path before = routes.putIfAbsent(route.getRouteId(), file);
        if (before != null) {
            failures.add(Finding.failed(
                    NAME,
                    at(file, OptionalInt.of(route.getInput().getLineNumber())) + ": there is a route '"
                            + route.getRouteId() + "' in " + before + " already. Give it another id"));
        }
    }

    private void fail(Path file, OptionalInt line, Exception e) {
        failures.add(Finding.failed(NAME, at(file, line) + ": " + reason(e)));
    }

    private static String at(Path file, OptionalInt line) {
        return file + (line.isPresent() ? ":" + line.getAsInt() : "");
    }

    /** Without the picture of the place, which is told as file and line. */
    private static String reason(Exception e) {
        Throwable innermost = Reason.causes(e).reduce((outer, inner) -> inner).orElse(e);
        String message = innermost.getMessage();
        Matcher place = message == null ? null : YAML_LINE.matcher(message);
        if (place == null || !place.find()) {
            return Reason.of(e);
        }
        String first = SNIPPET.matcher(message).replaceFirst("");
        String last = message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((before, line) -> line)
                .orElse(first);
        return (first.equals(last) ? first : first + ": " + last)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Where YAML's parser stopped, else the step that failed, else the route. */
    private static OptionalInt lineOf(Exception e, ModelCamelContext context) {
        for (Throwable cause : Reason.causes(e).toList()) {
            Matcher yaml = YAML_LINE.matcher(String.valueOf(cause.getMessage()));
            OptionalInt line = OptionalInt.empty();
            while (yaml.find()) {
                line = OptionalInt.of(Integer.parseInt(yaml.group(1)));
            }
            if (line.isPresent()) {
                return line;
            }
        }
        if (context == null) {
            return OptionalInt.empty();
        }
        String message = String.valueOf(e.getMessage());
        Matcher source = SOURCE_LINE.matcher(message);
        if (source.find()) {
            return OptionalInt.of(Integer.parseInt(source.group(1)));
        }
        return context.getRouteDefinitions().stream()
                .filter(route -> message.contains(route.getRouteId()))
                .flatMap(route -> Stream.concat(
                        nodes(route.getOutputs()).filter(node -> message.contains(">>> " + node + " <<<")),
                        Stream.of(route.getInput())))
                .mapToInt(NamedNode::getLineNumber)
                .filter(line -> line > 0)
                .findFirst();
    }

    private static Stream<NamedNode> nodes(List<ProcessorDefinition<?>> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), nodes(step.getOutputs())));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the routes of the files that can be loaded want of Discord. */
    List<Interest> interests() {
        return interests;
    }
}
