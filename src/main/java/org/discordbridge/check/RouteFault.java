package org.discordbridge.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;

/** Finds out what is wrong with a route file, and on which line, from Camel's exceptions. */
final class RouteFault {
    private static final Pattern YAML_LINE = Pattern.compile("line (\\d+), column \\d+");
    private static final Pattern SOURCE_LINE = Pattern.compile("\\(source: [^)]*?:(\\d+)\\)");
    private static final Pattern SNIPPET = Pattern.compile("(?s)\\s+in [^\\n]*, line \\d+, column \\d+:.*");

    private RouteFault() {}

    /**
     * Turns Camel's failure to make or start the routes of a file into one that names the file and the line.
     *
     * @param context where its routes were made; null if not even that could be
     */
    static RouteFileException of(Path file, Exception e, ModelCamelContext context) {
        return new RouteFileException(file, lineOf(e, context), reason(e), e);
    }

    /** Does so when the line is known already. */
    static RouteFileException of(Path file, OptionalInt line, Exception e) {
        return new RouteFileException(file, line, reason(e), e);
    }

    static OptionalInt line(NamedNode node) {
        return node != null && node.getLineNumber() > 0 ? OptionalInt.of(node.getLineNumber()) : OptionalInt.empty();
    }

    /**
     * Words the reason without the parser's excerpt of the file, since file and line are named, and without values of
     * options.
     */
    private static String reason(Exception e) {
        Throwable innermost = Reason.causes(e).reduce((outer, inner) -> inner).orElse(e);
        String message = innermost.getMessage();
        if (message != null && YAML_LINE.matcher(message).find()) {
            return withoutPicture(message);
        }
        // the causes below it may be any failure to convert a value
        Optional<PropertyBindingException> value = Reason.causes(e)
                .filter(PropertyBindingException.class::isInstance)
                .map(PropertyBindingException.class::cast)
                .findFirst();
        if (value.isPresent() && !Reason.isOurs(e)) {
            return "option '" + value.get().getPropertyName() + "' cannot be '"
                    + value.get().getValue() + "'";
        }
        String reason = Reason.of(e);
        for (Wording wording : Wording.values()) {
            Matcher found = wording.camels.matcher(reason);
            if (found.find()) {
                return wording.of(found);
            }
        }
        return reason.replaceFirst("\\.$", "");
    }

    private static String withoutPicture(String message) {
        String first = SNIPPET.matcher(message).replaceFirst("").strip();
        String last = message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((before, line) -> line)
                .orElse(first)
                .strip();
        return (first.endsWith(last) ? first : first + ": " + last).replaceAll("\\s+", " ");
    }

    /** Replaces Camel's messages for developers by messages for people who write routes. */
    private enum Wording {
        OPTION("Failed to resolve endpoint: (\\w[-\\w]*:(?://)?[^?\\s]*).* Unknown parameters=\\[\\{(.*)}]") {
            @Override
            String of(Matcher found) {
                String names = Arrays.stream(found.group(2).split(", "))
                        .map(option -> "'" + option.replaceFirst("=.*", "") + "'")
                        .collect(Collectors.joining(", "));
                return found.group(1).replaceFirst("://", ":") + " has no option " + names;
            }
        },
        COMPONENT("No endpoint could be found for: (\\w[-\\w]*):") {
            @Override
            String of(Matcher found) {
                String name = found.group(1);
                return "there is no component '" + name + "'. There are " + String.join(", ", Components.names())
                        + ". To add one, put its jar (camel-" + name + ", of Camel " + Components.version()
                        + ") and those it needs into the folder components, and start the bridge again";
            }
        },
        SETTING("Property with key \\[([^]]+)] not found") {
            @Override
            String of(Matcher found) {
                return "{{" + found.group(1) + "}} is set nowhere. Add a line " + found.group(1)
                        + "=... to application.properties, and start the bridge again";
            }
        },
        TWICE("Duplicate id detected: ([^\\s]+?)\\. ") {
            @Override
            String of(Matcher found) {
                return "there are two routes '" + found.group(1) + "'. Give one of them another id";
            }
        };

        private final Pattern camels;

        Wording(String camels) {
            this.camels = Pattern.compile(camels);
        }

        abstract String of(Matcher found);
    }

    /** Finds the line: where YAML's parser stopped, else the step that failed, else the route. */
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
                .map(RouteFault::line)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static Stream<NamedNode> nodes(List<ProcessorDefinition<?>> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), nodes(step.getOutputs())));
    }
}
