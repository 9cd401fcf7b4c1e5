package org.discordbridge.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packs what is written by hand as it would be shipped: a jar with the libraries that it needs, and no others. */
final class HandJar {
    private static final Path CLASSES = Path.of("target/test-classes/org/discordbridge/bench");
    private static final Path LOGGING = Path.of("src/main/resources/logback.xml");
    private static final Pattern NEEDED =
            Pattern.compile("(JDA|avro|kafka-clients|jackson|okhttp-jvm|okio|kotlin-stdlib|"
                    + "annotations|nv-websocket|commons-collections4|commons-compress|slf4j|logback|lz4|snappy|zstd|jspecify|minio|guava|failureaccess|simple-xml"
                    + "|trove|core-3).*");

    private HandJar() {}

    static Path in(Path directory) throws IOException {
        Path jar = directory.resolve("by-hand.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            manifest.getMainAttributes()
                    .put(
                            Attributes.Name.CLASS_PATH,
                            libraries
                                    .filter(library -> NEEDED.matcher(
                                                    library.getFileName().toString())
                                            .matches())
                                    .map(library -> library.toUri().toString())
                                    .sorted()
                                    .collect(Collectors.joining(" ")));
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.list(CLASSES)) {
            List<Path> ours = classes.filter(
                            path -> path.getFileName().toString().startsWith("ByHand"))
                    .toList();
            for (Path each : ours) {
                put(out, "org/discordbridge/bench/" + each.getFileName(), each);
            }
            put(out, "logback.xml", LOGGING);
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, Path content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(content, out);
        out.closeEntry();
    }
}
