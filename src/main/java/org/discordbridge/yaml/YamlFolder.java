package org.discordbridge.yaml;

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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Keeps what the files of a folder say as they are now. {@link #look} reads files that have changed: a broken one is told
 * once, and what was good in it last goes on; a file that is gone takes its things away. Any thread may ask, one may look.
 *
 * @param <T> what a file has several of, each with a name that no other of the folder has
 */
public final class YamlFolder<T> {
    /** Far more than such files need. */
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final Kind<T> kind;
    private final Logger log;
    private final Map<Path, Found> seen = new HashMap<>();
    private final Map<Path, List<T>> good = new TreeMap<>();
    private final Map<Path, String> broken = new TreeMap<>();
    private volatile List<T> all = List.of();
    private volatile List<String> problems = List.of();

    /**
     * Holds a file as it was read.
     *
     * @param problem why it could not be; empty if it could
     */
    private record Found(String text, String problem) {}

    /**
     * Tells what is in the files.
     *
     * @param one what messages call one of them
     * @param many what they call several, which is the key in the file as well
     * @param setting names the folder
     * @param read reads a file, by its name and its text
     * @param name finds the name of one
     */
    public record Kind<T>(
            String one,
            String many,
            String setting,
            BiFunction<String, String, List<T>> read,
            Function<T, String> name) {}

    /** Reads nothing yet. */
    public YamlFolder(Path folder, Kind<T> kind, Logger log) {
        this.folder = folder;
        this.kind = kind;
        this.log = log;
    }

    /** Returns what is in force. */
    public List<T> all() {
        return all;
    }

    /** Returns a sentence for each file that is not in force as it is now. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Reads what has changed since the last time.
     *
     * @return whether something else is in force now
     */
    public boolean look() {
        Map<Path, Found> files;
        try {
            files = read();
        } catch (IOException | UncheckedIOException e) {
            tell(
                    folder,
                    "the folder " + folder + " cannot be read (" + e + "): the " + kind.many()
                            + " in force go on. Make the folder, or let " + kind.setting() + " name another");
            problems = List.copyOf(broken.values());
            return false;
        }
        broken.remove(folder);
        Set<Path> changed = new TreeSet<>(files.keySet());
        changed.removeIf(file -> files.get(file).equals(seen.get(file)));
        Set<Path> gone = new TreeSet<>(seen.keySet());
        gone.removeAll(files.keySet());
        if (changed.isEmpty() && gone.isEmpty()) {
            problems = List.copyOf(broken.values());
            return false;
        }
        gone.forEach(good::remove);
        gone.forEach(broken::remove);
        // a name that was taken may be free now
        changed.addAll(broken.keySet());
        seen.clear();
        seen.putAll(files);
        take(changed);
        List<T> now = new ArrayList<>();
        good.values().forEach(now::addAll);
        boolean other = !now.equals(all);
        all = List.copyOf(now);
        problems = List.copyOf(broken.values());
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
        Map<Path, List<T>> before = new TreeMap<>(good);
        Map<Path, List<T>> read = new TreeMap<>();
        Map<Path, String> failed = new TreeMap<>();
        for (Path file : files) {
            try {
                read.put(file, things(file, seen.get(file)));
            } catch (YamlFileException e) {
                failed.put(file, e.getMessage());
            }
        }
        // a thing may have moved from one of them to another
        good.keySet().removeAll(read.keySet());
        read.forEach((file, things) -> {
            try {
                requireUnique(file, things);
                good.put(file, things);
                broken.remove(file);
            } catch (YamlFileException e) {
                failed.put(file, e.getMessage());
            }
        });
        failed.forEach((file, problem) -> {
            boolean goesOn = before.containsKey(file) && isUnique(file, before.get(file));
            if (goesOn) {
                good.put(file, before.get(file));
            }
            tell(
                    file,
                    problem
                            + (goesOn
                                    ? ". Its last good " + kind.many() + " go on"
                                    : ". None of its " + kind.many() + " is in force"));
        });
    }

    private List<T> things(Path file, Found found) {
        String name = file.getFileName().toString();
        if (!found.problem().isEmpty()) {
            throw new YamlFileException(name + ": " + found.problem());
        }
        return kind.read().apply(name, found.text());
    }

    private boolean isUnique(Path file, List<T> read) {
        try {
            requireUnique(file, read);
            return true;
        } catch (YamlFileException e) {
            log.debug("The last good {} of {} cannot go on", kind.many(), file, e);
            return false;
        }
    }

    private void requireUnique(Path file, List<T> read) {
        for (T thing : read) {
            String name = kind.name().apply(thing);
            good.forEach((other, things) -> {
                if (!other.equals(file) && things.stream().map(kind.name()).anyMatch(name::equals)) {
                    throw new YamlFileException(file.getFileName() + ": " + other.getFileName() + " has " + kind.one()
                            + " named " + name + " too");
                }
            });
        }
    }

    private void tell(Path file, String problem) {
        if (!problem.equals(broken.put(file, problem))) {
            log.error("{}", problem);
        }
    }
}
