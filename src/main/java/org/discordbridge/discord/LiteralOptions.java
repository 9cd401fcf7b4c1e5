package org.discordbridge.discord;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads routes in YAML as Camel does, but takes the {@code parameters} of a {@code discord:} endpoint exactly as they
 * are written. Camel makes a URI of them, where a plus sign means a blank, a percent sign begins a code, and an
 * ampersand ends a value, unless the value is in {@code RAW(...)} (Camel user manual, URIs > Configuring parameter
 * values using raw values). This class puts {@code RAW(...)} around such values.
 */
final class LiteralOptions extends YamlRoutesBuilderLoader {
    /** Characters that mean themselves in a URI. */
    private static final Pattern PLAIN = Pattern.compile("[-\\w.,:;/*#@!$ ]*");

    private static final Pattern RAW = Pattern.compile("RAW(\\(.*\\)|\\{.*})", Pattern.DOTALL);

    /** Reads the file as UTF-8, which YAML uses. Camel's own method uses the machine's encoding. */
    @Override
    protected InputStream resourceInputStream(Resource resource) throws IOException {
        return resource.getInputStream();
    }

    @Override
    protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
        protect(root);
        return super.builder(context, root);
    }

    private static void protect(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(LiteralOptions::protect);
        } else if (node instanceof MappingNode map) {
            Map<String, Node> values = map.getValue().stream()
                    .filter(entry -> entry.getKeyNode() instanceof ScalarNode)
                    .collect(Collectors.toMap(
                            entry -> ((ScalarNode) entry.getKeyNode()).getValue(),
                            NodeTuple::getValueNode,
                            (first, second) -> second));
            if (values.get("uri") instanceof ScalarNode uri
                    && uri.getValue().matches("(?s)discord(:.*)?")
                    && values.get("parameters") instanceof MappingNode parameters) {
                parameters.setValue(protectedOptions(parameters.getValue()));
            }
            map.getValue().forEach(entry -> protect(entry.getValueNode()));
        }
    }

    private static List<NodeTuple> protectedOptions(List<NodeTuple> options) {
        List<NodeTuple> safe = new ArrayList<>();
        for (NodeTuple option : options) {
            // the action is a part of the path
            boolean isPath = option.getKeyNode() instanceof ScalarNode name && "action".equals(name.getValue());
            safe.add(
                    option.getValueNode() instanceof ScalarNode value && !isPath
                            ? new NodeTuple(option.getKeyNode(), protectedValue(value))
                            : option);
        }
        return safe;
    }

    private static ScalarNode protectedValue(ScalarNode node) {
        String value = node.getValue();
        // a placeholder {{?...}} removes its option if the setting does not exist; Camel finds it only without RAW
        // around it
        if (PLAIN.matcher(value).matches()
                || value.contains("{{?")
                || RAW.matcher(value).matches()) {
            return node;
        }
        return new ScalarNode(
                node.getTag(), true, raw(node, value), node.getScalarStyle(), node.getStartMark(), node.getEndMark());
    }

    /**
     * Puts RAW and brackets around a value. The closing bracket must not be in the value, or at least not where Camel
     * sees the end of it.
     */
    private static String raw(ScalarNode node, String value) {
        String round = "RAW(" + value + ")";
        String curly = "RAW{" + value + "}";
        return Optional.of(round)
                .filter(raw -> !value.contains(")"))
                .or(() -> Optional.of(curly).filter(raw -> !value.contains("}")))
                .or(() -> Optional.of(round).filter(raw -> !value.contains(")&")))
                .or(() -> Optional.of(curly).filter(raw -> !value.contains("}&")))
                .orElseThrow(() -> new YamlDeserializationException(
                        node,
                        "a value cannot have both )& and }& in it. Write one of them in another way, such as [&]"));
    }
}
