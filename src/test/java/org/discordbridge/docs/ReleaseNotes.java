package org.discordbridge.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the notes of a release of the changelog: what is under its version there, by what it means to a reader. */
final class ReleaseNotes {
    private static final List<String> KINDS = List.of("Change", "New", "Fix");

    private final List<String> changelog;

    ReleaseNotes(List<String> changelog) {
        this.changelog = List.copyOf(changelog);
    }

    /**
     * Writes the notes of a version into a file. Says so if the changelog has lines that no version has yet.
     *
     * @param args the changelog, the version, and the file to write
     */
    public static void main(String... args) throws IOException {
        ReleaseNotes notes = new ReleaseNotes(Files.readAllLines(Path.of(args[0])));
        Path file = Path.of(args[2]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, notes.of(args[1]));
        long left = notes.unreleased();
        if (left > 0) {
            System.out.println(file + " has none of the " + left + " changes that are under \"Unreleased\" in "
                    + args[0] + ". Give them a version and its date there before a release");
        }
    }

    /** Returns the notes of a version: changes that one has to do something about first. */
    String of(String version) {
        List<String> section = section(version);
        if (section.isEmpty()) {
            throw new IllegalArgumentException(
                    "The changelog has no section \"## " + version + "\". Rename \"Unreleased\" to it, with its date");
        }
        List<String> notes = new ArrayList<>();
        notes.add("# discord-bridge " + version);
        section.stream()
                .filter(line -> !line.startsWith("- ") && !line.isBlank())
                .forEach(line -> {
                    notes.add("");
                    notes.add(line);
                });
        for (String kind : KINDS) {
            List<String> lines = section.stream()
                    .filter(line -> line.startsWith("- " + kind))
                    .toList();
            if (!lines.isEmpty()) {
                notes.add("");
                notes.add("## " + kind);
                notes.add("");
                lines.forEach(line -> notes.add(line.replaceFirst("^- " + kind + ": ", "- ")));
            }
        }
        return String.join("\n", notes) + "\n";
    }

    /** Counts the changes that belong to no version yet. */
    long unreleased() {
        return section("Unreleased").stream()
                .filter(line -> line.startsWith("- "))
                .count();
    }

    private List<String> section(String name) {
        List<String> lines = new ArrayList<>();
        boolean within = false;
        for (String line : changelog) {
            if (line.startsWith("## ")) {
                within = line.equals("## " + name) || line.startsWith("## " + name + " ");
            } else if (within) {
                lines.add(line);
            }
        }
        return lines;
    }
}
