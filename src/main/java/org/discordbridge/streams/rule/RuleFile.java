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
import org.discordbridge.yaml.YamlFileException;
import org.discordbridge.yaml.YamlNode;

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
     * @throws YamlFileException if something in it is not understood
     */
    public static List<Rule> read(String file, String text) {
        List<Rule> rules = YamlNode.read(file, text, "rules", "kind: flood", RuleFile::rule);
        requireNames(file, rules);
        return rules;
    }

    /**
     * Reads the rules of a file, or of all files of a folder.
     *
     * @throws YamlFileException if something in them is not understood, or they cannot be read
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
            throw new YamlFileException(
                    place + " cannot be read (" + e + "): name a file of rules, or a folder of them");
        }
    }

    private static void requireNames(String file, List<Rule> rules) {
        Set<String> names = new HashSet<>();
        rules.forEach(rule -> {
            if (!names.add(rule.name())) {
                throw new YamlFileException(file + ": two rules are named " + rule.name());
            }
        });
    }

    private static Rule rule(YamlNode node) {
        String name = node.name("raid");
        Pattern pattern = pattern(node);
        Duration within = age(node, "within", Rule.LONGEST);
        Severity severity = node.has("severity") ? node.word("severity", SEVERITIES) : Severity.MEDIUM;
        Duration pause = node.has("pause") ? age(node, "pause", LONGEST_PAUSE) : DEFAULT_PAUSE;
        Set<Long> guilds = ids(node, "guilds");
        boolean bots = false;
        Set<Long> roles = Set.of();
        Set<Long> channels = Set.of();
        YamlNode exempt = node.child("exempt");
        if (exempt != null) {
            bots = exempt.has("bots") && !exempt.word("bots", ANSWERS);
            roles = ids(exempt, "roles");
            channels = ids(exempt, "channels");
            exempt.done();
        }
        node.done();
        return new Rule(name, pattern, within, severity, pause, bots, roles, channels, guilds);
    }

    /** Reads an age such as 30s, 10m, 12h or 7d. */
    private static Duration age(YamlNode node, String key, Duration most) {
        String expected = "a time such as 30s, 10m, 12h or 7d, of at most " + most.toSeconds() + "s";
        String text = node.required(key, expected);
        Duration age = Ages.parse(text);
        if (age == null || age.isZero() || age.compareTo(most) > 0) {
            throw node.fault(key, key + " is '" + text + "': it must be " + expected);
        }
        return age;
    }

    /** Reads ids of Discord's; none if the key is not there. */
    private static Set<Long> ids(YamlNode node, String key) {
        return node.has(key) ? new HashSet<>(node.texts(key, text -> id(key, text))) : Set.of();
    }

    private static Long id(String key, String text) {
        if (!text.matches("[1-9][0-9]{0,19}")) {
            throw new IllegalArgumentException(key + " has '" + text + "': an id has digits only");
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " has '" + text + "': no id has more than 64 bits", e);
        }
    }

    private static Pattern pattern(YamlNode node) {
        return switch (node.word("kind", Map.of("same-text", 0, "flood", 1, "joins", 2, "newcomers", 3))) {
            case 0 -> sameText(node);
            case 1 -> flood(node);
            case 2 ->
                new Pattern.Joins(
                        node.number("people", Rule.MOST),
                        node.has("younger-than") ? age(node, "younger-than", LONGEST_AGE) : Pattern.Joins.ANY);
            default -> new Pattern.Newcomers(node.number("people", Rule.MOST));
        };
    }

    private static Pattern sameText(YamlNode node) {
        boolean each = !node.has("by") || node.word("by", EACH);
        if (each && node.has("people")) {
            throw node.fault("people", "people goes with by: several");
        }
        int people = each ? 1 : node.has("people") ? node.number("people", Rule.MOST) : 2;
        return new Pattern.SameText(node.number("channels", Rule.MOST), people);
    }

    private static Pattern flood(YamlNode node) {
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
