package org.discordbridge.streams.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads rules from YAML. Every mistake is told with the line that it is on, and with what is possible there. */
public final class RuleFile {
    private static final Duration DEFAULT_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Rule.LONGEST;
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);
    private static final Map<String, Severity> SEVERITIES =
            Map.of("low", Severity.LOW, "medium", Severity.MEDIUM, "high", Severity.HIGH);
    private static final Map<String, Boolean> EACH = Map.of("person", true, "several", false);
    private static final Map<String, Boolean> ANSWERS = Map.of("true", true, "false", false);

    private RuleFile() {}

    /**
     * Reads the rules of a file.
     *
     * @param file its name, for messages
     * @throws RuleFileException if something in it is not understood
     */
    public static List<Rule> read(String file, String text) {
        Node node;
        try {
            node = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new RuleFileException(file
                    + e.getProblemMark().map(RuleNode::line).orElse("") + ": this is no YAML (" + e.getProblem() + ")");
        } catch (StackOverflowError e) {
            throw new RuleFileException(file + ": it is nested too deeply to be read");
        } catch (YamlEngineException e) {
            throw new RuleFileException(
                    file + ": this is no YAML (" + e.getMessage().replaceAll("\\s+", " ") + ")");
        }
        if (node == null) {
            throw new RuleFileException(file + ": it has no rules. Delete the file if none is meant");
        }
        RuleNode root = new RuleNode(file, node);
        List<Rule> rules = root.each("rules", RuleFile::rule);
        root.done();
        requireNames(file, rules);
        return rules;
    }

    /**
     * Reads the rules of a file, or of all files of a folder.
     *
     * @throws RuleFileException if something in them is not understood, or they cannot be read
     */
    public static List<Rule> in(Path place) {
        try {
            if (!Files.isDirectory(place)) {
                return read(place.getFileName().toString(), Files.readString(place));
            }
            List<Rule> all = new ArrayList<>();
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.filter(one -> one.toString().matches(".*\\.ya?ml"))
                        .sorted()
                        .toList()) {
                    all.addAll(in(file));
                }
            }
            requireNames(place.toString(), all);
            return all;
        } catch (IOException | UncheckedIOException e) {
            throw new RuleFileException(
                    place + " cannot be read (" + e + "): name a file of rules, or a folder of them");
        }
    }

    private static void requireNames(String file, List<Rule> rules) {
        Set<String> names = new HashSet<>();
        rules.forEach(rule -> {
            if (!names.add(rule.name())) {
                throw new RuleFileException(file + ": two rules are named " + rule.name());
            }
        });
    }

    private static Rule rule(RuleNode node) {
        String name = node.required("name", "a name of its own, such as raid");
        if (!name.matches("[A-Za-z0-9][-_A-Za-z0-9]{0,63}")) {
            throw node.fault("name", "name is '" + name + "': it may have letters, digits, hyphens and underscores");
        }
        Pattern pattern = pattern(node);
        Duration within = node.age("within", Rule.LONGEST);
        Severity severity = node.has("severity") ? node.word("severity", SEVERITIES) : Severity.MEDIUM;
        Duration pause = node.has("pause") ? node.age("pause", LONGEST_PAUSE) : DEFAULT_PAUSE;
        Set<Long> guilds = node.ids("guilds");
        boolean bots = false;
        Set<Long> roles = Set.of();
        Set<Long> channels = Set.of();
        RuleNode exempt = node.child("exempt");
        if (exempt != null) {
            bots = exempt.has("bots") && !exempt.word("bots", ANSWERS);
            roles = exempt.ids("roles");
            channels = exempt.ids("channels");
            exempt.done();
        }
        node.done();
        return new Rule(name, pattern, within, severity, pause, bots, roles, channels, guilds);
    }

    private static Pattern pattern(RuleNode node) {
        return switch (node.word("kind", Map.of("same-text", 0, "flood", 1, "joins", 2, "newcomers", 3))) {
            case 0 -> sameText(node);
            case 1 -> flood(node);
            case 2 ->
                new Pattern.Joins(
                        node.number("people", Rule.MOST),
                        node.has("younger-than") ? node.age("younger-than", LONGEST_AGE) : Pattern.Joins.ANY);
            default -> new Pattern.Newcomers(node.number("people", Rule.MOST));
        };
    }

    private static Pattern sameText(RuleNode node) {
        boolean each = !node.has("by") || node.word("by", EACH);
        if (each && node.has("people")) {
            throw node.fault("people", "people goes with by: several");
        }
        int people = each ? 1 : node.has("people") ? node.number("people", Rule.MOST) : 2;
        return new Pattern.SameText(node.number("channels", Rule.MOST), people);
    }

    private static Pattern flood(RuleNode node) {
        Pattern.Flood flood = null;
        for (Pattern.Counted counted : Pattern.Counted.values()) {
            String key = counted.name().toLowerCase(java.util.Locale.ROOT);
            if (node.has(key)) {
                if (flood != null) {
                    throw node.fault(key, "a flood counts one thing: messages, mentions, links or files");
                }
                flood = new Pattern.Flood(
                        counted, node.number(key, Rule.MOST), !node.has("by") || node.word("by", EACH));
            }
        }
        if (flood == null) {
            throw node.fault("kind", "a flood needs messages, mentions, links or files: the number that makes one");
        }
        return flood;
    }
}
