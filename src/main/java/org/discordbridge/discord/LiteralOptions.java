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
 * Reads routes in YAML as Camel does, but what stands under {@code parameters} of a {@code discord:} endpoint is taken as it
 * stands. Camel makes a URI of it, where a plus sign is a blank, a percent sign begins a code, and an ampersand ends a value,
 * unless the value is in {@code RAW(...)} (Camel user manual, URIs > Configuring parameter values using raw values). That is
 * put around it here.
 */
final class LiteralOptions extends YamlRoutesBuilderLoader {
    /** Of these, a URI makes nothing else. */
    private static final Pattern PLAIN = Pattern.compile("[-\\w.,:;/*#@!$ ]*");

    private static final Pattern RAW = Pattern.compile("RAW(\\(.*\\)|\\{.*})", Pattern.DOTALL);

    /** Camel's own would read it in the machine's encoding, not in that of YAML. */
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
            // what to do is a part of the path
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
        // a setting that need not be there takes its option with it, which Camel sees by what surrounds it
        if (PLAIN.matcher(value).matches()
                || value.contains("{{?")
                || RAW.matcher(value).matches()) {
            return node;
        }
        return new ScalarNode(
                node.getTag(), true, raw(node, value), node.getScalarStyle(), node.getStartMark(), node.getEndMark());
    }

    /** The bracket that closes it must not be in the value, or at least not where Camel sees the end of one. */
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
