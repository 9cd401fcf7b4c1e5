package org.discordbridge.check;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RemovePropertyDefinition;
import org.apache.camel.model.RemoveVariableDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.discordbridge.discord.DiscordEndpoint;

/**
 * Checks the steps of routes for faults that Camel finds only when a message comes: operations that do not exist, and
 * properties of the body that an event does not have. It stops looking at the body after a step that replaces it.
 */
final class RouteSteps {
    private static final String DISCORD = "discord:";
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{(?:in\\.)?body\\??\\.([A-Za-z]\\w*)");
    private static final List<Class<?>> KEEP_THE_BODY = List.of(
            SetHeaderDefinition.class,
            SetPropertyDefinition.class,
            SetVariableDefinition.class,
            RemoveHeaderDefinition.class,
            RemoveHeadersDefinition.class,
            RemovePropertyDefinition.class,
            RemoveVariableDefinition.class,
            LogDefinition.class,
            DelayDefinition.class,
            ThrottleDefinition.class,
            WireTapDefinition.class);
    private static final List<Class<?>> HAVE_STEPS = List.of(
            FilterDefinition.class, PipelineDefinition.class, StepDefinition.class, IdempotentConsumerDefinition.class);

    private final String file;
    private final Collection<Class<?>> bodies;
    private final List<String> oddities = new ArrayList<>();

    private RouteSteps(RouteDefinition route, Collection<Class<?>> bodies) {
        this.file = route.getResource() == null
                ? ""
                : route.getResource().getLocation().replaceFirst("^file:", "");
        this.bodies = bodies;
    }

    /**
     * Refuses steps with an operation that does not exist.
     *
     * @throws RouteFileException for the first such step
     */
    static void requireOperations(ModelCamelContext context, Path path) throws RouteFileException {
        for (RouteDefinition route : context.getRouteDefinitions()) {
            for (ProcessorDefinition<?> step : all(route)) {
                String uri = uriOf(step);
                if (uri == null || !uri.startsWith(DISCORD) || uri.contains("${")) {
                    continue;
                }
                try {
                    context.getEndpoint(context.resolvePropertyPlaceholders(uri), DiscordEndpoint.class)
                            .createProducer();
                } catch (RuntimeException e) {
                    throw RouteFault.of(path, RouteFault.line(step), e);
                }
            }
        }
    }

    private static List<ProcessorDefinition<?>> all(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class)
                .forEach(step -> steps.add(step));
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDynamicDefinition.class)
                .forEach(step -> steps.add(step));
        return steps;
    }

    private static String uriOf(ProcessorDefinition<?> step) {
        return step instanceof SendDefinition<?> send ? send.getEndpointUri() : ((ToDynamicDefinition) step).getUri();
    }

    /**
     * Lists properties that the events of the routes do not have, in sentences for people. The routes need not be made.
     */
    static List<String> oddities(CamelContext context, Collection<RouteDefinition> routes) {
        List<String> all = new ArrayList<>();
        for (RouteDefinition route : routes) {
            String uri = route.getInput().getEndpointUri();
            if (!uri.startsWith(DISCORD)) {
                continue;
            }
            try {
                String events = context.resolvePropertyPlaceholders(uri).substring(DISCORD.length());
                RouteSteps steps = new RouteSteps(route, DiscordEndpoint.bodies(events.replaceFirst("\\?.*", "")));
                steps.lookAt(route.getOutputs());
                all.addAll(steps.oddities);
            } catch (IllegalArgumentException e) {
                // making the route fails too, and says why
            }
        }
        return all;
    }

    /** Looks at steps. Returns whether the body is still the event after them. */
    private boolean lookAt(List<ProcessorDefinition<?>> steps) {
        for (ProcessorDefinition<?> step : steps) {
            texts(step).forEach(text -> lookAt(step, text));
            boolean kept = true;
            if (step instanceof ChoiceDefinition choice) {
                for (ProcessorDefinition<?> branch : choice.getOutputs()) {
                    texts(branch).forEach(text -> lookAt(branch, text));
                    kept &= lookAt(branch.getOutputs());
                }
            } else if (isOneOf(HAVE_STEPS, step)) {
                kept = lookAt(step.getOutputs());
            } else {
                kept = isOneOf(KEEP_THE_BODY, step)
                        || step instanceof SendDefinition<?> send
                                && send.getEndpointUri().startsWith("log:");
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneOf(List<Class<?>> kinds, ProcessorDefinition<?> step) {
        return kinds.stream().anyMatch(kind -> kind.isInstance(step));
    }

    private static Stream<String> texts(ProcessorDefinition<?> step) {
        if (step instanceof LogDefinition log) {
            return Stream.of(log.getMessage());
        }
        if (step instanceof ToDynamicDefinition to) {
            return Stream.of(to.getUri());
        }
        return step instanceof ExpressionNode node
                        && node.getExpression() != null
                        && "simple".equals(node.getExpression().getLanguage())
                ? Stream.of(node.getExpression().getExpression())
                : Stream.empty();
    }

    private void lookAt(ProcessorDefinition<?> step, String text) {
        Matcher found = PROPERTY.matcher(text);
        while (found.find()) {
            String name = found.group(1);
            if (bodies.stream().noneMatch(body -> has(body, name))) {
                Set<String> names = new TreeSet<>();
                Set<String> there = new TreeSet<>();
                bodies.forEach(body -> names.add(body.getSimpleName()));
                bodies.forEach(body -> there.addAll(DiscordEndpoint.properties(body)));
                OptionalInt line = RouteFault.line(step);
                oddities.add(file + (line.isPresent() ? ", line " + line.getAsInt() : "") + ": ${body." + name
                        + "}: there is no " + name + " in " + String.join(", ", names) + ". There is "
                        + String.join(", ", there));
            }
        }
    }

    private static boolean has(Class<?> body, String name) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Arrays.stream(body.getMethods())
                .map(Method::getName)
                .anyMatch(method ->
                        method.equals(name) || method.equals("get" + capital) || method.equals("is" + capital));
    }
}
