package org.discordbridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory into which the build puts the servers, and in which they work. */
final class Installation {
    /** The system property that names the directory; {@code target/servers} without it. */
    static final String PROPERTY = "discordbridge.servers.directory";

    private Installation() {}

    /** The one file under {@code folder} whose name ends so. */
    static Path find(String folder, String ending) {
        Path directory = root().resolve(folder);
        List<Path> found = List.of();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                found = files.filter(file -> file.getFileName().toString().endsWith(ending))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (found.size() != 1) {
            throw new IllegalStateException("Cannot start the " + folder + " server: found " + found.size()
                    + " files *" + ending + " in " + directory
                    + ", not 1. Run `mvn clean process-test-resources`, which"
                    + " fetches it, or name the directory by -D" + PROPERTY + ".");
        }
        return found.get(0);
    }

    /** A new empty directory, which is deleted when this JVM ends in an orderly way. */
    static Path newDirectory(String name) {
        try {
            Path parent = Files.createDirectories(root().resolve("work"));
            Path directory = Files.createTempDirectory(parent, name + "-");
            AtExit.run(directory, () -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory of {@link #newDirectory(String)}, as far as nobody writes into it. */
    static void delete(Path directory) {
        AtExit.forget(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst =
                    files.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftForMavenClean) {
            // A server that is still ending may add a file: `mvn clean` takes it.
        }
    }

    private static Path root() {
        return Path.of(System.getProperty(PROPERTY, "target/servers")).toAbsolutePath();
    }
}
