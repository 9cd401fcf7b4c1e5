package org.discordbridge.intents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.discord.Understanding;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads intents from YAML. Every mistake is told with the line that it is on, and with what is possible there. */
final class IntentFile {
    private static final String NAME = "[A-Za-z0-9][-_A-Za-z0-9]{0,63}";
    private static final int MOST_EXAMPLES = 1_000;

    private final String file;

    private IntentFile(String file) {
        this.file = file;
    }

    /**
     * Reads the intents of a file.
     *
     * @param file its name, for messages
     * @throws IntentFileException if something in it is not understood
     */
    static List<Intent> read(String file, String text) {
        Node node;
        try {
            node = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new IntentFileException(file
                    + e.getProblemMark().map(IntentFile::line).orElse("") + ": this is no YAML (" + e.getProblem()
                    + ")");
        } catch (StackOverflowError e) {
            throw new IntentFileException(file + ": it is nested too deeply to be read");
        } catch (YamlEngineException e) {
            throw new IntentFileException(
                    file + ": this is no YAML (" + e.getMessage().replaceAll("\\s+", " ") + ")");
        }
        if (node == null) {
            throw new IntentFileException(file + ": it has no intents. Delete the file if none is meant");
        }
        return new IntentFile(file).intents(node);
    }

    private List<Intent> intents(Node node) {
        List<Intent> intents = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, Node> root = values(node, "intents");
        for (Node each : list(node, root, "intents")) {
            Intent intent = intent(each);
            if (!names.add(intent.name())) {
                throw fault(each, "two intents are named " + intent.name());
            }
            intents.add(intent);
        }
        return intents;
    }

    private Intent intent(Node node) {
        Map<String, Node> values = values(node, "name", "examples", "threshold");
        String name = text(required(node, values, "name", "a name of its own, such as opening-hours"));
        if (!name.matches(NAME)) {
            throw fault(
                    values.get("name"), "name is '" + name + "': it may have letters, digits, hyphens and underscores");
        }
        if (name.equals(Understanding.UNKNOWN)) {
            throw fault(values.get("name"), "name is 'unknown', which is said of texts that no intent is near to");
        }
        List<String> examples = new ArrayList<>();
        for (Node each : list(node, values, "examples")) {
            String example = text(each);
            if (example.isEmpty()) {
                throw fault(each, "an example is a text that people may write, and this one is empty");
            }
            examples.add(example);
        }
        if (examples.isEmpty() || examples.size() > MOST_EXAMPLES) {
            throw fault(
                    values.get("examples"),
                    name + " has " + examples.size() + " examples: there must be from 1 to " + MOST_EXAMPLES);
        }
        return new Intent(name, threshold(values.get("threshold")), examples);
    }

    private double threshold(Node node) {
        if (node == null) {
            return Intent.USUAL_THRESHOLD;
        }
        String text = text(node);
        if (!text.matches("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?")) {
            throw fault(node, "threshold is '" + text + "': it must be a number from 0 to 1, such as 0.45");
        }
        return Double.parseDouble(text);
    }

    private Map<String, Node> values(Node node, String... known) {
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "names and values were expected: there are " + String.join(", ", known));
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (!List.of(known).contains(key)) {
                throw fault(tuple.getKeyNode(), key + " is not known here: there are " + String.join(", ", known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw fault(tuple.getKeyNode(), key + " is there twice");
            }
        }
        return values;
    }

    private Node required(Node node, Map<String, Node> values, String key, String expected) {
        Node value = values.get(key);
        if (value == null) {
            throw fault(node, key + " is missing: it is " + expected);
        }
        return value;
    }

    private List<Node> list(Node node, Map<String, Node> values, String key) {
        if (required(node, values, key, "a list") instanceof SequenceNode list) {
            return list.getValue();
        }
        throw fault(values.get(key), key + " must be a list");
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw fault(node, "a single value was expected");
    }

    private IntentFileException fault(Node at, String problem) {
        return new IntentFileException(
                file + at.getStartMark().map(IntentFile::line).orElse("") + ": " + problem);
    }

    private static String line(Mark mark) {
        return ", line " + (mark.getLine() + 1);
    }
}
