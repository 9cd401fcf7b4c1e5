package org.discordbridge.streams.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules of a folder as they are now. {@link #look} reads files that have changed: a broken one is told once, and
 * its last good rules go on; a file that is gone takes its rules away. Any thread may ask for the rules, one may look.
 */
public final class RuleFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFolder.class);

    private final Path folder;
    private final Map<Path, String> texts = new HashMap<>();
    private final Map<Path, List<Rule>> good = new TreeMap<>();
    private final Map<Path, String> broken = new TreeMap<>();
    private volatile List<Rule> rules = List.of();
    private volatile List<String> problems = List.of();

    /** Reads nothing yet. */
    public RuleFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the rules in force. */
    public List<Rule> rules() {
        return rules;
    }

    /** Returns a sentence for each file that is not in force as it is now. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Reads what has changed since the last time.
     *
     * @return whether other rules are in force now
     */
    public boolean look() {
        Map<Path, String> now;
        try {
            now = read();
        } catch (IOException | UncheckedIOException e) {
            tell(folder, "the folder " + folder + " cannot be read (" + e.getMessage() + ")");
            problems = List.copyOf(broken.values());
            return false;
        }
        broken.remove(folder);
        Set<Path> changed = new TreeSet<>(now.keySet());
        changed.removeIf(file -> now.get(file).equals(texts.get(file)));
        Set<Path> gone = new TreeSet<>(texts.keySet());
        gone.removeAll(now.keySet());
        if (changed.isEmpty() && gone.isEmpty()) {
            problems = List.copyOf(broken.values());
            return false;
        }
        gone.forEach(good::remove);
        gone.forEach(broken::remove);
        texts.clear();
        texts.putAll(now);
        changed.forEach(file -> take(file, now.get(file)));
        List<Rule> all = new ArrayList<>();
        good.values().forEach(all::addAll);
        boolean other = !all.equals(rules);
        rules = List.copyOf(all);
        problems = List.copyOf(broken.values());
        if (other) {
            LOG.info(
                    "Rules in force: {}",
                    all.isEmpty() ? "none" : all.stream().map(Rule::name).collect(Collectors.joining(", ")));
        }
        return other;
    }

    private Map<Path, String> read() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one ->
                            one.toString().endsWith(".yaml") || one.toString().endsWith(".yml"))
                    .toList()) {
                found.put(file, Files.readString(file));
            }
        }
        return found;
    }

    private void take(Path file, String text) {
        try {
            List<Rule> read = RuleFile.read(file.getFileName().toString(), text);
            for (Rule rule : read) {
                requireUnique(file, rule);
            }
            good.put(file, read);
            broken.remove(file);
        } catch (RuleFileException e) {
            tell(
                    file,
                    e.getMessage()
                            + (good.containsKey(file)
                                    ? ". Its last good rules go on"
                                    : ". None of its rules is in force"));
        }
    }

    private void requireUnique(Path file, Rule rule) {
        good.forEach((other, rules) -> {
            if (!other.equals(file) && rules.stream().anyMatch(one -> one.name().equals(rule.name()))) {
                throw new RuleFileException(
                        file.getFileName() + ": " + other.getFileName() + " has a rule named " + rule.name() + " too");
            }
        });
    }

    private void tell(Path file, String problem) {
        if (!problem.equals(broken.put(file, problem))) {
            LOG.error("{}", problem);
        }
    }
}
