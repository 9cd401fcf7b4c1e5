package org.discordbridge.streams.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the keys of one mapping in a rule file; whatever is wrong is told with its line. Not safe for several threads. */
final class RuleNode {
    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    /** @throws RuleFileException if it is no mapping, or has a key twice */
    RuleNode(String file, Node node) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "names and values were expected, such as kind: flood");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw fault(tuple.getKeyNode(), key + " is there twice");
            }
        }
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Reads a text that has to be there. */
    String required(String key, String expected) {
        if (!has(key)) {
            throw fault(node, key + " is missing: it is " + expected);
        }
        return text(values.get(key));
    }

    /** Reads a whole number from 1 to that one. */
    int number(String key, int most) {
        String expected = "a whole number from 1 to " + most;
        String text = required(key, expected);
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw fault(values.get(key), key + " is '" + text + "': it must be " + expected);
        }
        return Integer.parseInt(text);
    }

    /** Reads an age such as 30s, 10m, 12h or 7d. */
    Duration age(String key, Duration most) {
        String expected = "a time such as 30s, 10m, 12h or 7d, of at most " + most.toSeconds() + "s";
        String text = required(key, expected);
        Duration age = Ages.parse(text);
        if (age == null || age.isZero() || age.compareTo(most) > 0) {
            throw fault(values.get(key), key + " is '" + text + "': it must be " + expected);
        }
        return age;
    }

    /** Reads one of some words. */
    <T> T word(String key, Map<String, T> words) {
        String expected = "one of " + String.join(", ", new TreeSet<>(words.keySet()));
        String text = required(key, expected).toLowerCase(Locale.ROOT);
        T value = words.get(text);
        if (value == null) {
            throw fault(values.get(key), key + " is '" + text + "': it must be " + expected);
        }
        return value;
    }

    /** Reads ids of Discord's; none if the key is not there. */
    Set<Long> ids(String key) {
        if (!has(key)) {
            return Set.of();
        }
        Set<Long> ids = new HashSet<>();
        for (Node item : items(key)) {
            String id = text(item);
            if (!id.matches("[1-9][0-9]{0,19}")) {
                throw fault(item, key + " has '" + id + "': an id has digits only");
            }
            try {
                ids.add(Long.parseUnsignedLong(id));
            } catch (NumberFormatException e) {
                throw fault(item, key + " has '" + id + "': no id has more than 64 bits");
            }
        }
        return ids;
    }

    /** Reads a list of mappings. */
    <T> List<T> each(String key, Function<RuleNode, T> read) {
        List<T> all = new ArrayList<>();
        items(key).forEach(item -> all.add(read.apply(new RuleNode(file, item))));
        return all;
    }

    private List<Node> items(String key) {
        asked.add(key);
        if (values.get(key) instanceof SequenceNode list) {
            return list.getValue();
        }
        throw fault(values.getOrDefault(key, node), key + " must be a list");
    }

    /** Reads a mapping; null if the key is not there. */
    RuleNode child(String key) {
        return has(key) ? new RuleNode(file, values.get(key)) : null;
    }

    /**
     * Requires that every key was asked for.
     *
     * @throws RuleFileException if one was not: nobody would notice that it has no effect
     */
    void done() {
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (!asked.contains(value.getKey())) {
                throw fault(
                        value.getValue(), value.getKey() + " is not known here: there are " + String.join(", ", asked));
            }
        }
    }

    RuleFileException fault(String key, String problem) {
        return fault(values.getOrDefault(key, node), problem);
    }

    private RuleFileException fault(Node at, String problem) {
        return new RuleFileException(
                file + at.getStartMark().map(RuleNode::line).orElse("") + ": " + problem);
    }

    static String line(Mark mark) {
        return ", line " + (mark.getLine() + 1);
    }

    private String text(Node at) {
        if (at instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw fault(at, "a single value was expected");
    }
}
