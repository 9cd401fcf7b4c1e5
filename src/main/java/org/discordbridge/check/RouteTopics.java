package org.discordbridge.check;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** Finds the Kafka topics that routes name. */
final class RouteTopics {
    private static final String SCHEME = "kafka:";

    private RouteTopics() {}

    /**
     * Lists the topics of all routes of a context, whether they are made or only read. Leaves out topics whose name
     * comes from the message.
     */
    static Set<String> in(CamelContext context) {
        Set<String> topics = new LinkedHashSet<>();
        for (RouteDefinition route :
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            uris(route)
                    .filter(uri -> uri != null && !uri.contains("${"))
                    .map(uri -> resolved(context, uri))
                    .filter(uri -> uri.startsWith(SCHEME) && !uri.contains("topicIsPattern=true"))
                    .map(uri -> uri.substring(SCHEME.length())
                            .replaceFirst("^//", "")
                            .replaceFirst("\\?.*", ""))
                    .flatMap(names -> Arrays.stream(names.split(",")))
                    .map(String::strip)
                    .filter(name -> name.matches("[-._a-zA-Z0-9]{1,249}"))
                    .forEach(topics::add);
        }
        return topics;
    }

    /** Replaces the settings in an address; empty if one is unknown, which also ends the making of the route. */
    private static String resolved(CamelContext context, String uri) {
        try {
            return context.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Stream<String> uris(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = route.getOutputs();
        return Stream.of(
                        Stream.of(route.getInput().getEndpointUri()),
                        ProcessorDefinitionHelper.filterTypeInOutputs(steps, SendDefinition.class).stream()
                                .map(step -> ((SendDefinition<?>) step).getEndpointUri()),
                        ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDynamicDefinition.class).stream()
                                .map(ToDynamicDefinition::getUri))
                .flatMap(uris -> uris);
    }
}
