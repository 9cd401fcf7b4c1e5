package org.discordbridge.intents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the intents of a folder as they are now. {@link #look} reads files that have changed: a broken one is told once,
 * and its last good intents go on; a file that is gone takes its intents away. Any thread may ask, one may look.
 */
final class IntentFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IntentFolder.class);
    /** Far more than intents need. */
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final Map<Path, List<Intent>> good = new TreeMap<>();
    private final Map<Path, String> broken = new TreeMap<>();
    private Map<Path, String> seen = Map.of();
    private volatile List<Intent> intents = List.of();
    private volatile List<String> problems = List.of();

    /** Reads nothing yet. */
    IntentFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the intents in force. */
    List<Intent> intents() {
        return intents;
    }

    /** Returns a sentence for each file that is not in force as it is now. */
    List<String> problems() {
        return problems;
    }

    /**
     * Reads what has changed since the last time.
     *
     * @return whether other intents are in force now
     */
    boolean look() {
        Map<Path, String> now = new TreeMap<>();
        Map<Path, String> faults = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList()) {
                read(file, now, faults);
            }
        } catch (IOException | UncheckedIOException e) {
            tell(folder, "the folder " + folder + " cannot be read (" + e + "): the intents in force go on");
            problems = List.copyOf(broken.values());
            return false;
        }
        broken.remove(folder);
        if (now.equals(seen) && broken.keySet().equals(faults.keySet()) && faults.isEmpty()) {
            problems = List.of();
            return false;
        }
        seen = now;
        take(now, faults);
        List<Intent> all = new ArrayList<>();
        good.values().forEach(all::addAll);
        boolean other = !all.equals(intents);
        intents = List.copyOf(all);
        problems = List.copyOf(broken.values());
        return other;
    }

    /** Reads a file, which must not keep the others from being read. */
    private static void read(Path file, Map<Path, String> texts, Map<Path, String> faults) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                faults.put(file, name + ": this is no file that can be read");
            } else if (Files.size(file) > LARGEST) {
                faults.put(file, name + ": it has more than " + LARGEST + " bytes, so it was not read");
            } else {
                texts.put(file, Files.readString(file));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone by now", file, e);
        } catch (CharacterCodingException e) {
            faults.put(file, name + ": this is no UTF-8. Save it as UTF-8");
        } catch (IOException e) {
            faults.put(file, name + ": it cannot be read (" + e + ")");
        }
    }

    /** Takes over all files; of one that is not understood, or has a name of another's, what was good before. */
    private void take(Map<Path, String> texts, Map<Path, String> faults) {
        Map<Path, List<Intent>> before = new TreeMap<>(good);
        good.clear();
        texts.forEach((file, text) -> {
            try {
                List<Intent> read = IntentFile.read(file.getFileName().toString(), text);
                requireOwnNames(file, read);
                good.put(file, read);
                broken.remove(file);
            } catch (IntentFileException e) {
                faults.put(file, e.getMessage());
            }
        });
        broken.keySet().removeIf(file -> !faults.containsKey(file));
        faults.forEach((file, problem) -> {
            boolean goesOn = false;
            List<Intent> last = before.get(file);
            try {
                if (last != null) {
                    requireOwnNames(file, last);
                    good.put(file, last);
                    goesOn = true;
                }
            } catch (IntentFileException e) {
                LOG.debug("The last good intents of {} cannot go on", file, e);
            }
            tell(file, problem + (goesOn ? ". Its last good intents go on" : ". None of its intents is in force"));
        });
    }

    private void requireOwnNames(Path file, List<Intent> read) {
        for (Intent intent : read) {
            good.forEach((other, intents) -> {
                if (intents.stream().anyMatch(one -> one.name().equals(intent.name()))) {
                    throw new IntentFileException(file.getFileName() + ": " + other.getFileName()
                            + " has an intent named " + intent.name() + " too");
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
