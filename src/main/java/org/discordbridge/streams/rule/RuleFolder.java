package org.discordbridge.streams.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Far more than rules need. */
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final Map<Path, Found> seen = new HashMap<>();
    private final Map<Path, List<Rule>> good = new TreeMap<>();
    private final Map<Path, String> broken = new TreeMap<>();
    private volatile List<Rule> rules = List.of();
    private volatile List<String> problems = List.of();

    /**
     * Holds a file as it was read.
     *
     * @param problem why it could not be; empty if it could
     */
    private record Found(String text, String problem) {}

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
        Map<Path, Found> now;
        try {
            now = read();
        } catch (IOException | UncheckedIOException e) {
            tell(
                    folder,
                    "the folder " + folder + " cannot be read (" + e
                            + "): the rules in force go on. Make the folder, or let RULES name another");
            problems = List.copyOf(broken.values());
            return false;
        }
        broken.remove(folder);
        Set<Path> changed = new TreeSet<>(now.keySet());
        changed.removeIf(file -> now.get(file).equals(seen.get(file)));
        Set<Path> gone = new TreeSet<>(seen.keySet());
        gone.removeAll(now.keySet());
        if (changed.isEmpty() && gone.isEmpty()) {
            problems = List.copyOf(broken.values());
            return false;
        }
        gone.forEach(good::remove);
        gone.forEach(broken::remove);
        // a name that was taken may be free now
        changed.addAll(broken.keySet());
        seen.clear();
        seen.putAll(now);
        take(changed);
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

    private Map<Path, Found> read() throws IOException {
        Map<Path, Found> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one ->
                            one.toString().endsWith(".yaml") || one.toString().endsWith(".yml"))
                    .toList()) {
                read(file).ifPresent(one -> found.put(file, one));
            }
        }
        return found;
    }

    /** Reads a file, which must not keep the others from being read; empty if it is gone by now. */
    private static Optional<Found> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.of(new Found("", "it has more than " + LARGEST + " bytes, so it was not read"));
            }
            return Optional.of(
                    Files.isRegularFile(file)
                            ? new Found(Files.readString(file), "")
                            : new Found("", "this is no file that can be read"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(new Found("", "this is no UTF-8. Save it as UTF-8"));
        } catch (IOException e) {
            return Optional.of(new Found("", "it cannot be read (" + e + ")"));
        }
    }

    /** Takes over files; of one that is not understood, or has a name of another's, what was good before. */
    private void take(Set<Path> files) {
        Map<Path, List<Rule>> before = new TreeMap<>(good);
        Map<Path, List<Rule>> read = new TreeMap<>();
        Map<Path, String> failed = new TreeMap<>();
        for (Path file : files) {
            try {
                read.put(file, rules(file, seen.get(file)));
            } catch (RuleFileException e) {
                failed.put(file, e.getMessage());
            }
        }
        // a rule may have moved from one of them to another
        good.keySet().removeAll(read.keySet());
        read.forEach((file, rules) -> {
            try {
                requireUnique(file, rules);
                good.put(file, rules);
                broken.remove(file);
            } catch (RuleFileException e) {
                failed.put(file, e.getMessage());
            }
        });
        failed.forEach((file, problem) -> {
            boolean goesOn = before.containsKey(file) && isUnique(file, before.get(file));
            if (goesOn) {
                good.put(file, before.get(file));
            }
            tell(file, problem + (goesOn ? ". Its last good rules go on" : ". None of its rules is in force"));
        });
    }

    private static List<Rule> rules(Path file, Found found) {
        String name = file.getFileName().toString();
        if (!found.problem().isEmpty()) {
            throw new RuleFileException(name + ": " + found.problem());
        }
        return RuleFile.read(name, found.text());
    }

    private boolean isUnique(Path file, List<Rule> read) {
        try {
            requireUnique(file, read);
            return true;
        } catch (RuleFileException e) {
            LOG.debug("The last good rules of {} cannot go on", file, e);
            return false;
        }
    }

    private void requireUnique(Path file, List<Rule> read) {
        for (Rule rule : read) {
            good.forEach((other, rules) -> {
                if (!other.equals(file)
                        && rules.stream().anyMatch(one -> one.name().equals(rule.name()))) {
                    throw new RuleFileException(file.getFileName() + ": " + other.getFileName() + " has a rule named "
                            + rule.name() + " too");
                }
            });
        }
    }

    private void tell(Path file, String problem) {
        if (!problem.equals(broken.put(file, problem))) {
            LOG.error("{}", problem);
        }
    }
}
