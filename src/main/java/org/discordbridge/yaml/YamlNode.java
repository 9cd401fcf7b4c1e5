package org.discordbridge.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

/** Reads the keys of one mapping in a file; whatever is wrong is told with its line. Not safe for several threads. */
public final class YamlNode {
    private final String file;
    private final String example;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private YamlNode(String file, String example, Node node) {
        this.file = file;
        this.example = example;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "names and values were expected, such as " + example);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw fault(tuple.getKeyNode(), key + " is there twice");
            }
        }
    }

    /**
     * Reads a file that has a list of mappings under one key, and nothing else.
     *
     * @param file its name
     * @param things the key, in the plural
     * @param example a line that such a mapping may have
     * @throws YamlFileException if something in it is not understood
     */
    public static <T> List<T> read(
            String file, String text, String things, String example, Function<YamlNode, T> read) {
        Node node;
        try {
            node = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new YamlFileException(file
                    + e.getProblemMark().map(YamlNode::line).orElse("") + ": this is no YAML (" + e.getProblem() + ")");
        } catch (StackOverflowError e) {
            throw new YamlFileException(file + ": it is nested too deeply to be read");
        } catch (YamlEngineException e) {
            throw new YamlFileException(
                    file + ": this is no YAML (" + e.getMessage().replaceAll("\\s+", " ") + ")");
        }
        if (node == null) {
            throw new YamlFileException(file + ": it has no " + things + ". Delete the file if none is meant");
        }
        YamlNode root = new YamlNode(file, example, node);
        root.asked.add(things);
        // first: a wrong name of the key is the likely reason if there is no list
        root.done();
        List<T> all = new ArrayList<>();
        root.items(things).forEach(item -> all.add(read.apply(new YamlNode(file, example, item))));
        return all;
    }

    /** Returns whether a key is there. */
    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Reads a text that has to be there. */
    public String required(String key, String expected) {
        if (!has(key)) {
            throw fault(node, key + " is missing: it is " + expected);
        }
        return text(values.get(key));
    }

    /** Reads a name that has to be there. */
    public String name(String such) {
        String name = required("name", "a name of its own, such as " + such);
        if (!name.matches("[A-Za-z0-9][-_A-Za-z0-9]{0,63}")) {
            throw fault("name", "name is '" + name + "': it may have letters, digits, hyphens and underscores");
        }
        return name;
    }

    /** Reads a whole number from 1 to that one. */
    public int number(String key, int most) {
        String expected = "a whole number from 1 to " + most;
        String text = required(key, expected);
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw fault(key, key + " is '" + text + "': it must be " + expected);
        }
        return Integer.parseInt(text);
    }

    /** Reads one of some words. */
    public <T> T word(String key, Map<String, T> words) {
        String expected = "one of " + String.join(", ", new TreeSet<>(words.keySet()));
        String text = required(key, expected).toLowerCase(Locale.ROOT);
        T value = words.get(text);
        if (value == null) {
            throw fault(key, key + " is '" + text + "': it must be " + expected);
        }
        return value;
    }

    /**
     * Reads a list of texts.
     *
     * @param read makes something of each; the message of an {@link IllegalArgumentException} is told with its line
     */
    public <T> List<T> texts(String key, Function<String, T> read) {
        List<T> all = new ArrayList<>();
        for (Node item : items(key)) {
            try {
                all.add(read.apply(text(item)));
            } catch (IllegalArgumentException e) {
                throw fault(item, e.getMessage());
            }
        }
        return all;
    }

    private List<Node> items(String key) {
        if (!has(key)) {
            throw fault(node, key + " is missing: it is a list");
        }
        if (values.get(key) instanceof SequenceNode list) {
            return list.getValue();
        }
        throw fault(key, key + " must be a list");
    }

    /** Reads a mapping; null if the key is not there. */
    public YamlNode child(String key) {
        return has(key) ? new YamlNode(file, example, values.get(key)) : null;
    }

    /**
     * Requires that every key was asked for.
     *
     * @throws YamlFileException if one was not: nobody would notice that it has no effect
     */
    public void done() {
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (!asked.contains(value.getKey())) {
                throw fault(
                        value.getValue(), value.getKey() + " is not known here: there are " + String.join(", ", asked));
            }
        }
    }

    /** Makes an exception that names the line of a key, or of the mapping if it has no such key. */
    public YamlFileException fault(String key, String problem) {
        return fault(values.getOrDefault(key, node), problem);
    }

    private YamlFileException fault(Node at, String problem) {
        return new YamlFileException(
                file + at.getStartMark().map(YamlNode::line).orElse("") + ": " + problem);
    }

    private static String line(Mark mark) {
        return ", line " + (mark.getLine() + 1);
    }

    private String text(Node at) {
        if (at instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw fault(at, "a single value was expected");
    }
}
