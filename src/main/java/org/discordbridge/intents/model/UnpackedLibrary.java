package org.discordbridge.intents.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is the native library that the runtime has unpacked into the folder of temporary files. It is in memory by then: what
 * is on disk would stay there if the process is killed. Where the system does not say what is in memory (all but Linux),
 * it is left to the runtime, which deletes it at an orderly end.
 */
final class UnpackedLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);
    private static final Path IN_MEMORY = Path.of("/proc/self/maps");
    private static final String FOLDER = "/onnxruntime-java";

    private UnpackedLibrary() {}

    /** Deletes it. */
    static void delete() {
        try {
            Set<Path> files = files();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            for (Path folder : files.stream().map(Path::getParent).collect(Collectors.toSet())) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.debug("What the runtime of the intents has unpacked stays until the end", e);
        }
    }

    /** Returns the files that are in memory, and still on disk. */
    static Set<Path> files() throws IOException {
        if (!Files.isReadable(IN_MEMORY)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(IN_MEMORY)) {
            return lines.filter(line -> line.contains(FOLDER) && !line.endsWith(" (deleted)"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .collect(Collectors.toSet());
        }
    }
}
