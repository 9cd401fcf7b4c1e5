package org.discordbridge.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.discordbridge.delivery.NamedTopics;
import org.discordbridge.discord.DiscordEndpoint;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.settings.Settings;

/**
 * A route file that can be loaded: its YAML is understood, everything it names exists, and its endpoints take their
 * options.
 */
public final class RouteFile {
    private final Path path;
    private final Map<String, OptionalInt> routes = new LinkedHashMap<>();
    private final List<RouteNeeds> interests = new ArrayList<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private final List<String> oddities = new ArrayList<>();

    private RouteFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the text of a file.
     *
     * @throws RouteFileException if it cannot be read
     */
    public static String read(Path path) throws RouteFileException {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new RouteFileException(path, OptionalInt.empty(), "it is not UTF-8. Save it in that encoding", e);
        } catch (IOException e) {
            throw new RouteFileException(path, OptionalInt.empty(), "it cannot be read (" + e + ")", e);
        }
    }

    /** Makes a resource that Camel reads as UTF-8, whatever the machine's own encoding is. */
    public static Resource resource(Path path, String text) {
        return ResourceHelper.fromBytes("file:" + path, text.getBytes(UTF_8));
    }

    /**
     * Tries a file: makes its routes in a separate bridge that is never started.
     *
     * @param bridge makes what the start runs, not started
     * @param path the name of the file
     * @param text its content
     * @throws RouteFileException if that is not possible
     */
    public static RouteFile tried(Settings settings, Function<Settings, Main> bridge, Path path, String text)
            throws RouteFileException {
        if (text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"))) {
            throw empty(path);
        }
        RouteFile file = new RouteFile(path);
        try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false")) {
            ModelCamelContext context = trial.context();
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(resource(path, text));
                file.oddities.addAll(RouteSteps.oddities(context, context.getRouteDefinitions()));
                trial.makeRoutes();
            } catch (Exception e) {
                throw RouteFault.of(path, e, context);
            }
            RouteSteps.requireOperations(context, path);
            if (isEmpty(context) && text.lines().noneMatch(line -> line.startsWith("- beans:"))) {
                throw empty(path);
            }
            file.note(context);
        } catch (RouteFileException e) {
            throw e;
        } catch (Exception e) {
            throw RouteFault.of(path, e, null);
        }
        return file;
    }

    private static boolean isEmpty(ModelCamelContext context) {
        return context.getRouteDefinitions().isEmpty()
                && context.getRouteTemplateDefinitions().isEmpty()
                && context.getRouteConfigurationDefinitions().isEmpty();
    }

    private static RouteFileException empty(Path path) {
        return new RouteFileException(
                path, OptionalInt.empty(), "it has no routes. Delete the file if it is to have none", null);
    }

    /**
     * Makes the exception for routes that could be made but not started.
     *
     * @param failure what Camel says
     */
    public RouteFileException notStarted(Exception failure) {
        OptionalInt line = Reason.causes(failure)
                .filter(FailedToStartRouteException.class::isInstance)
                .map(cause -> routes.get(((FailedToStartRouteException) cause).getRouteId()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(OptionalInt.empty());
        return RouteFault.of(path, line, failure);
    }

    private void note(ModelCamelContext context) {
        // the routes are not started, so only their definitions exist
        context.getRouteDefinitions().stream()
                .map(route ->
                        context.resolvePropertyPlaceholders(route.getInput().getEndpointUri()))
                .map(context::hasEndpoint)
                .filter(DiscordEndpoint.class::isInstance)
                .forEach(endpoint -> interests.addAll(((DiscordEndpoint) endpoint).interests()));
        context.getRouteDefinitions().stream()
                .filter(RouteDefinition::hasCustomIdAssigned)
                .forEach(route -> routes.put(route.getRouteId(), RouteFault.line(route.getInput())));
        topics.addAll(RouteTopics.in(context));
    }

    /**
     * Makes the missing topics among those that its routes name. Blocks for ten seconds at most.
     *
     * @param running where its routes are to run
     * @throws RouteFileException if that is not possible
     */
    public void makeTopics(CamelContext running) throws RouteFileException {
        try {
            NamedTopics.create(running, topics);
        } catch (RuntimeException e) {
            throw new RouteFileException(
                    path,
                    OptionalInt.empty(),
                    "its topics cannot be made: " + Reason.told(e).replaceFirst("\\.$", "")
                            + ". Then save the file again",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    /** Returns the ids that its routes were given, and the line where each begins. */
    public Map<String, OptionalInt> routes() {
        return routes;
    }

    /**
     * Refuses a route whose id another file uses too.
     *
     * @param others ids of the routes of other files, and these files
     * @throws RouteFileException if there is one
     */
    public void requireOwnIds(Map<String, Path> others) throws RouteFileException {
        for (Map.Entry<String, OptionalInt> route : routes.entrySet()) {
            Path other = others.get(route.getKey());
            if (other != null && !other.equals(path)) {
                throw new RouteFileException(
                        path,
                        route.getValue(),
                        "there is a route '" + route.getKey() + "' in " + other + " already. Give it another id",
                        null);
            }
        }
    }

    /** Lists what looks wrong in the file but does not stop it, one line each. */
    public List<String> oddities() {
        return oddities;
    }

    /** Returns the events and intents that its routes need from Discord. */
    List<RouteNeeds> interests() {
        return interests;
    }

    /** Returns the Kafka topics that its routes name. */
    Set<String> topics() {
        return topics;
    }
}
