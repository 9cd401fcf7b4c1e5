package org.discordbridge.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds names that look like settings but are none: nobody reads them, so their values have no effect. */
final class UnknownNames {
    /** First words that other programs use in their names too. */
    private static final Set<String> COMMON = Set.of("HTTP", "LOG", "OTEL", "MAX", "TOPIC", "EVENTS");

    private static final int SHORTEST = 8;
    private static final int NEAR = 2;

    private final Collection<String> settings;
    private final Set<String> beginnings = new TreeSet<>();

    /** @param settings the names of all settings */
    UnknownNames(Collection<String> settings) {
        this.settings = settings;
        settings.stream()
                .filter(name -> name.contains("_"))
                .map(UnknownNames::beginning)
                .filter(word -> !COMMON.contains(word))
                .forEach(beginnings::add);
    }

    /** Lists the names in a settings file that are close to a setting's name, or begin with the same word. */
    List<String> ofFile(String file, Collection<String> names) {
        return told(file, names, name -> isNear(name) || beginnings.contains(beginning(name)));
    }

    /**
     * Lists the names in the environment that are close to a setting's name. The environment also has names of other
     * programs.
     */
    List<String> ofEnvironment(Collection<String> names) {
        return told("the environment", names, this::isNear);
    }

    private List<String> told(String where, Collection<String> names, Predicate<String> meant) {
        return names.stream()
                .filter(name -> name.matches("[A-Z][A-Z0-9_]*") && !settings.contains(name))
                .filter(meant)
                .sorted()
                .map(name -> name + " in " + where + " is no setting of the bridge, and no route names it. Perhaps "
                        + nearest(name) + " is meant")
                .toList();
    }

    /** Removes the names that a route file uses. */
    static Collection<String> withoutNamed(Collection<String> names, Path routes) {
        Set<String> left = new TreeSet<>(names);
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                left.removeIf(text::contains);
            }
        } catch (IOException | UncheckedIOException e) {
            // the error is reported where the routes are read
            return Set.of();
        }
        return left;
    }

    private static String beginning(String name) {
        return name.split("_", 2)[0];
    }

    private boolean isNear(String name) {
        return name.length() >= SHORTEST && distance(name, nearest(name, settings.stream())) <= NEAR;
    }

    /** Finds the setting with the nearest name; if none is near, the nearest of those that begin with the same word. */
    private String nearest(String name) {
        return nearest(
                name,
                settings.stream()
                        .filter(setting -> isNear(name) || beginning(setting).equals(beginning(name))));
    }

    private static String nearest(String name, Stream<String> among) {
        return among.min(Comparator.comparingInt(setting -> distance(name, setting)))
                .orElseThrow();
    }

    /** Counts the letters that have to be added, removed or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
